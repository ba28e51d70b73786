import { Injectable } from '@nestjs/common';
import bcrypt from 'bcrypt';
import { newToken } from '@app/kernel';
import { Settings } from '@app/settings';
import { refuseDirectory } from '../problems.js';
import { Slots } from './slots.js';

const FEWEST_CHARACTERS = 12;
const MOST_BYTES = 72; // bcrypt reads no more, so a longer one would be cut silently
// Node's thread pool has four threads: one stays free for what else waits there, such as the resolution of names.
const AT_ONCE = 3;

/** Passwords, hashed by bcrypt in the thread pool. Never inside a unit of work: it takes a quarter of a second. */
@Injectable()
export class PasswordHashing {
  private readonly slots = new Slots(AT_ONCE);
  private standIn: Promise<string> | undefined;

  constructor(private readonly settings: Settings) {}

  /** @throws Problem `password_invalid` (400) */
  async hash(password: string): Promise<string> {
    assertAcceptable(password);
    return this.slots.run(() => bcrypt.hash(password, this.settings.bcryptCost));
  }

  /** Whether the password is the one of the hash. Without a hash it is not, and that takes the same time. */
  async verify(password: string, hash: string | undefined): Promise<boolean> {
    const expected = hash ?? (await (this.standIn ??= bcrypt.hash(newToken(), this.settings.bcryptCost)));
    const fits = await this.slots.run(() => bcrypt.compare(password, expected));
    return fits && hash !== undefined && Buffer.byteLength(password) <= MOST_BYTES;
  }
}

/** @throws Problem `password_invalid` (400) */
export function assertAcceptable(password: string): void {
  const [characters, bytes] = [[...password].length, Buffer.byteLength(password)];
  if (bytes > MOST_BYTES) throw refuseDirectory('password_invalid', `The password is too long, expected at most ${MOST_BYTES} bytes in UTF-8, received ${bytes}`);
  if (characters < FEWEST_CHARACTERS) throw refuseDirectory('password_invalid', `The password is too short, expected at least ${FEWEST_CHARACTERS} characters, received ${characters}`);
  if (password.includes('\0')) throw refuseDirectory('password_invalid', 'The password holds the character NUL, expected text');
}
