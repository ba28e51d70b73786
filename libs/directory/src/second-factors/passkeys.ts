import { Injectable } from '@nestjs/common';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { MINUTE } from '@app/kernel';
import type { SecondFactorEntity, UserEntity } from '@app/persistence';
import { Settings } from '@app/settings';

export type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON };

/** A passkey as it is stored. */
export type PasskeyColumns = Pick<SecondFactorEntity, 'credentialId' | 'publicKey' | 'counter' | 'transports'>;

const TIMEOUT = 5 * MINUTE;
const ALGORITHMS = [-8, -7, -257]; // COSE: EdDSA, ES256, RS256; every authenticator has one of them
const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];

/**
 * Passkeys (Web Authentication, Level 3) of the origin of PUBLIC_URL. They are asked for beside a password, so the touch is enough and a PIN
 * or fingerprint is left to the authenticator: security keys without one count too.
 */
@Injectable()
export class Passkeys {
  private readonly origin: string;
  private readonly rpId: string;

  constructor({ publicUrl }: Settings) {
    const { origin, hostname } = new URL(publicUrl);
    this.origin = origin;
    this.rpId = hostname;
  }

  /** What `navigator.credentials.create` takes. @param challenge base64url; @param known the user's passkeys, of which none is to be registered twice */
  registrationOptions(user: UserEntity, challenge: string, known: readonly SecondFactorEntity[]): Promise<PublicKeyCredentialCreationOptionsJSON> {
    return generateRegistrationOptions({
      rpName: 'MoovingON AI',
      rpID: this.rpId,
      userName: user.userName,
      userDisplayName: user.displayName ?? user.userName,
      userID: bytes(Buffer.from(user.id)),
      challenge: bytes(Buffer.from(challenge, 'base64url')),
      timeout: TIMEOUT,
      attestationType: 'none',
      supportedAlgorithmIDs: ALGORITHMS,
      authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
      excludeCredentials: known.filter(isPasskey).map(descriptor),
    });
  }

  /** @returns undefined where it is no answer to the challenge from a browser at our origin */
  async readRegistration(response: unknown, challenge: string): Promise<PasskeyColumns | undefined> {
    const options = { response: response as RegistrationResponseJSON, expectedChallenge: challenge, expectedOrigin: this.origin, expectedRPID: this.rpId };
    const verdict = await attempt(() => verifyRegistrationResponse({ ...options, requireUserVerification: false, supportedAlgorithmIDs: ALGORITHMS }));
    if (!verdict?.verified) return undefined;
    const { id, publicKey, counter, transports } = verdict.registrationInfo.credential;
    const known = Array.isArray(transports) ? TRANSPORTS.filter((transport) => transports.includes(transport)) : [];
    return { credentialId: id, publicKey: Buffer.from(publicKey).toString('base64url'), counter, transports: known };
  }

  /** What `navigator.credentials.get` takes. */
  authenticationOptions(challenge: string, factors: readonly SecondFactorEntity[]): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const allowCredentials = factors.filter(isPasskey).map(descriptor);
    return generateAuthenticationOptions({ rpID: this.rpId, challenge: bytes(Buffer.from(challenge, 'base64url')), timeout: TIMEOUT, userVerification: 'preferred', allowCredentials });
  }

  /** @returns the passkey's new counter; undefined where the answer is not by this passkey, to this challenge, from our origin */
  async readAuthentication(response: unknown, challenge: string, factor: SecondFactorEntity): Promise<number | undefined> {
    const credential = { id: factor.credentialId as string, publicKey: bytes(Buffer.from(factor.publicKey as string, 'base64url')), counter: factor.counter as number };
    const options = { response: response as AuthenticationResponseJSON, expectedChallenge: challenge, expectedOrigin: this.origin, expectedRPID: this.rpId };
    const verdict = await attempt(() => verifyAuthenticationResponse({ ...options, credential, requireUserVerification: false }));
    return verdict?.verified ? verdict.authenticationInfo.newCounter : undefined;
  }
}

export function isPasskey({ kind }: Pick<SecondFactorEntity, 'kind'>): boolean {
  return kind === 'passkey';
}

function descriptor({ credentialId, transports }: SecondFactorEntity) {
  return { id: credentialId as string, transports: [...transports] };
}

/** The library throws for whatever does not fit, with texts that repeat the challenge: they go nowhere. */
async function attempt<Verdict>(verify: () => Promise<Verdict>): Promise<Verdict | undefined> {
  try {
    return await verify();
  } catch {
    return undefined;
  }
}

function bytes(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer);
}
