import { Injectable } from '@nestjs/common';
import { PasswordHasher } from '@app/credentials';
import { refuseDirectory } from '../problems.js';

const FEWEST_CHARACTERS = 12;
const MOST_BYTES = 72; // bcrypt reads no more, so a longer one would be cut silently

/** People's passwords: which may be chosen, and whose is whose. */
@Injectable()
export class PasswordHashing {
  constructor(private readonly hasher: PasswordHasher) {}

  /** @throws Problem `password_invalid` (400) */
  async hash(password: string): Promise<string> {
    assertAcceptable(password);
    return this.hasher.hash(password);
  }

  /** Whether the password is the one of the hash. Without a hash it is not, and that takes the same time. */
  verify(password: string, hash: string | undefined): Promise<boolean> {
    return hash === undefined ? this.hasher.verifyNothing() : this.hasher.verify(password, hash);
  }
}

/** @throws Problem `password_invalid` (400) */
export function assertAcceptable(password: string): void {
  const [characters, bytes] = [[...password].length, Buffer.byteLength(password)];
  if (bytes > MOST_BYTES) throw refuseDirectory('password_invalid', `The password is too long, expected at most ${MOST_BYTES} bytes in UTF-8, received ${bytes}`);
  if (characters < FEWEST_CHARACTERS) throw refuseDirectory('password_invalid', `The password is too short, expected at least ${FEWEST_CHARACTERS} characters, received ${characters}`);
  if (password.includes('\0')) throw refuseDirectory('password_invalid', 'The password holds the character NUL, expected text');
}
