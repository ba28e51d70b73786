/* eslint-disable @typescript-eslint/no-explicit-any -- options as the service sent them */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** What a test may get wrong on purpose. */
export interface Deviations {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly counter?: number;
  readonly type?: string;
  readonly flags?: number;
  /** Signs with it in place of the passkey's own. */
  readonly key?: KeyObject;
}

const USER_PRESENT = 0x01;
const ATTESTED_DATA = 0x40;

/** A passkey of one site and the browser in front of it, made of node:crypto alone: ES256, attestation `none` (WebAuthn Level 3 §6). */
export class SoftwareAuthenticator {
  readonly credentialId = randomBytes(32);
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  counter = 0;

  constructor(
    private readonly origin: string,
    /** False for those that count nothing, such as passkeys that are synchronised. */
    private readonly counts = true,
  ) {}

  /** `navigator.credentials.create(...)`, by its `toJSON()`. */
  create(options: any, deviations: Deviations = {}) {
    const authData = Buffer.concat([this.authenticatorData(options.rp.id, ATTESTED_DATA, deviations), this.attestedCredential()]);
    const attestationObject = cbor(new Map<unknown, unknown>([['fmt', 'none'], ['attStmt', new Map()], ['authData', authData]]));
    const response = { clientDataJSON: this.clientData('webauthn.create', options.challenge, deviations).toString('base64url'), attestationObject: attestationObject.toString('base64url'), transports: ['usb', 'nonsense'] };
    return { ...this.identity(), response };
  }

  /** `navigator.credentials.get(...)`, by its `toJSON()`. */
  get(options: any, deviations: Deviations = {}) {
    if (this.counts) this.counter += 1;
    const authenticatorData = this.authenticatorData(options.rpId, 0, deviations);
    const clientData = this.clientData('webauthn.get', options.challenge, deviations);
    const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(clientData)]), deviations.key ?? this.keys.privateKey);
    const response = { clientDataJSON: clientData.toString('base64url'), authenticatorData: authenticatorData.toString('base64url'), signature: signature.toString('base64url') };
    return { ...this.identity(), response };
  }

  private identity() {
    const id = this.credentialId.toString('base64url');
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {} };
  }

  private clientData(type: string, challenge: string, deviations: Deviations): Buffer {
    return Buffer.from(JSON.stringify({ type: deviations.type ?? type, challenge: deviations.challenge ?? challenge, origin: deviations.origin ?? this.origin, crossOrigin: false }));
  }

  private authenticatorData(rpId: string, flags: number, deviations: Deviations): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(deviations.counter ?? this.counter);
    return Buffer.concat([sha256(deviations.rpId ?? rpId), Buffer.from([deviations.flags ?? USER_PRESENT | flags]), counter]);
  }

  private attestedCredential(): Buffer {
    const { x, y } = this.keys.publicKey.export({ format: 'jwk' });
    const [X, Y] = [Buffer.from(x as string, 'base64url'), Buffer.from(y as string, 'base64url')];
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.credentialId.length);
    // COSE_Key: EC2, ES256, P-256 (RFC 9053 §7.1.1).
    const key = cbor(new Map<unknown, unknown>([[1, 2], [3, -7], [-1, 1], [-2, X], [-3, Y]]));
    return Buffer.concat([Buffer.alloc(16), length, this.credentialId, key]);
  }
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

/** As much of CBOR (RFC 8949 §3) as an authenticator needs. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Map) return Buffer.concat([head(5, value.size), ...[...value].flatMap(([name, member]) => [cbor(name), cbor(member)])]);
  throw new Error('Not a value that an authenticator sends');
}

function head(major: number, length: number): Buffer {
  const type = major << 5;
  if (length < 24) return Buffer.from([type | length]);
  if (length < 256) return Buffer.from([type | 24, length]);
  return Buffer.from([type | 25, length >> 8, length & 0xff]);
}
