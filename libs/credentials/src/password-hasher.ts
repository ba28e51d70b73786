import { Injectable } from '@nestjs/common';
import bcrypt from 'bcrypt';
import { Settings } from '@app/settings';

// bcrypt reads 72 bytes and forgets the rest, and stops at a NUL: two secrets that differ only there would be the same one.
const MOST_BYTES = 72;

/** bcrypt in the thread pool, at the cost of the setting BCRYPT_COST. */
@Injectable()
export class PasswordHasher {
  /** A hash of nothing that anybody knows; comparing with it takes as long as with a real one. */
  private readonly hashOfNothing: string;

  constructor(private readonly settings: Settings) {
    this.hashOfNothing = `$2b$${String(settings.bcryptCost).padStart(2, '0')}$${'.'.repeat(21)}u${'.'.repeat(31)}`;
  }

  /** @throws RangeError where {@link isHashable} says no: a caller has to refuse that before */
  async hash(secret: string): Promise<string> {
    if (!isHashable(secret)) throw new RangeError(`A secret of more than ${MOST_BYTES} bytes or with a NUL cannot be hashed`);
    return bcrypt.hash(secret, this.settings.bcryptCost);
  }

  async verify(secret: string, hash: string): Promise<boolean> {
    if (!isHashable(secret)) return this.verifyNothing();
    return bcrypt.compare(secret, hash);
  }

  /** Takes the time of a {@link verify}, for a name that nobody has. @returns false */
  async verifyNothing(): Promise<false> {
    await bcrypt.compare('', this.hashOfNothing);
    return false;
  }
}

/** Whether bcrypt takes all of it into account. */
export function isHashable(secret: string): boolean {
  return Buffer.byteLength(secret) <= MOST_BYTES && !secret.includes('\0');
}
