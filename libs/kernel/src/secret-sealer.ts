import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12; // AES-GCM's own size, NIST SP 800-38D §5.2.1.1
const TAG_BYTES = 16;

interface SealingKey {
  readonly id: string;
  readonly key: Buffer;
}

/**
 * Seals secrets at rest with AES-256-GCM. The first key text seals; all of them open, so that a key is replaced without
 * downtime. A sealed value is bound to its `context` (table, row, column): moved to another row, it does not open.
 * Form: `<key id>.<nonce, ciphertext and tag as base64url>`.
 */
export class SecretSealer {
  private readonly keys: readonly SealingKey[];

  constructor(keyTexts: readonly [string, ...string[]]) {
    this.keys = keyTexts.map(deriveSealingKey);
  }

  seal(plain: string, context: string): string {
    const { id, key } = this.keys[0] as SealingKey;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${id}.${sealed.toString('base64url')}`;
  }

  /** @throws Error when no configured key opens the value, or when it was sealed for another context. */
  open(sealed: string, context: string): string {
    const [id, body = ''] = sealed.split('.', 2);
    const known = this.keys.find((candidate) => candidate.id === id);
    if (!known) throw new Error(`A sealed secret (${context}) was sealed with a SECRET_KEY that is not configured`);
    const bytes = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', known.key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
  }

  /** Whether the value was sealed with the key that seals now. */
  isCurrent(sealed: string): boolean {
    return sealed.startsWith(`${(this.keys[0] as SealingKey).id}.`);
  }

  /** Whether the key that the value names is configured. */
  knows(sealed: string): boolean {
    return this.keys.some(({ id }) => sealed.startsWith(`${id}.`));
  }

  /** The same secret, sealed with the key that seals now. @throws Error as {@link open} does */
  reseal(sealed: string, context: string): string {
    return this.seal(this.open(sealed, context), context);
  }

  /** A key of its own for another purpose (a MAC, a cookie) from each key, that of the key that seals now first: it makes, all of them verify. */
  derive(purpose: string): readonly [Buffer, ...Buffer[]] {
    return this.keys.map(({ key }) => Buffer.from(hkdfSync('sha256', key, '', `moovingon/${purpose}`, 32))) as [Buffer, ...Buffer[]];
  }
}

function deriveSealingKey(text: string): SealingKey {
  const key = Buffer.from(hkdfSync('sha256', text, '', 'moovingon/sealed-secrets', 32));
  return { id: createHash('sha256').update(key).digest('hex').slice(0, 8), key };
}
