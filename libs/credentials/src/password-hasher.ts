import { Injectable } from '@nestjs/common';
import bcrypt from 'bcrypt';
import { Settings } from '@app/settings';
import { Slots } from './slots.js';

// bcrypt reads 72 bytes and forgets the rest, and stops at a NUL: two secrets that differ only there would be the same one.
const MOST_BYTES = 72;
// Node's thread pool has four threads: one stays free for what else waits there, such as the resolution of names.
const AT_ONCE = 3;

/** bcrypt in the thread pool, at the cost of the setting BCRYPT_COST. Never inside a unit of work: it takes a quarter of a second. */
@Injectable()
export class PasswordHasher {
  /** A hash of nothing that anybody knows; comparing with it takes as long as with a real one. */
  private readonly hashOfNothing: string;
  private readonly slots = new Slots(AT_ONCE);

  constructor(private readonly settings: Settings) {
    this.hashOfNothing = `$2b$${String(settings.bcryptCost).padStart(2, '0')}$${'.'.repeat(21)}u${'.'.repeat(31)}`;
  }

  /** @throws RangeError where {@link isHashable} says no: a caller has to refuse that before */
  async hash(secret: string): Promise<string> {
    if (!isHashable(secret)) throw new RangeError(`A secret of more than ${MOST_BYTES} bytes or with a NUL cannot be hashed`);
    return this.slots.run(() => bcrypt.hash(secret, this.settings.bcryptCost));
  }

  async verify(secret: string, hash: string): Promise<boolean> {
    if (!isHashable(secret)) return this.verifyNothing();
    return this.slots.run(() => bcrypt.compare(secret, hash));
  }

  /** Takes the time of a {@link verify}, for a name that nobody has. @returns false */
  async verifyNothing(): Promise<false> {
    await this.slots.run(() => bcrypt.compare('', this.hashOfNothing));
    return false;
  }
}

/** Whether bcrypt takes all of it into account. */
export function isHashable(secret: string): boolean {
  return Buffer.byteLength(secret) <= MOST_BYTES && !secret.includes('\0');
}
