import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { saltedDigest } from '@app/kernel';
import { PasswordHasher } from './password-hasher.js';

const MOST_REMEMBERED = 10_000;

/** A secret's row, as far as it is compared. */
interface StoredSecret {
  readonly id: string;
  readonly secretHash: string;
}

/**
 * Remembers what bcrypt has proven, so that a client pays for it once: by credential, a digest with a salt of this process over the
 * stored hash and the secret. Who reads the memory has no secret; a row with another hash, or none, is not what was proven.
 */
@Injectable()
export class ProvenSecrets {
  private readonly salt = randomBytes(32).toString('hex');
  private readonly proven = new Map<string, Buffer>();
  private readonly underWay = new Map<string, Promise<boolean>>();

  constructor(private readonly hasher: PasswordHasher) {}

  /**
   * @param stored null where there is none: that takes the time of a hash too
   * @param beforeHashing called before a hash is computed, and then only; what it throws ends the check
   */
  async isRight(stored: StoredSecret | null, proof: string, beforeHashing: () => Promise<void>): Promise<boolean> {
    if (!stored) {
      await beforeHashing();
      return this.hasher.verifyNothing();
    }
    const digest = saltedDigest(this.salt, `${stored.id}\n${stored.secretHash}\n${proof}`);
    const remembered = this.proven.get(stored.id);
    // Digests are of one length, so that nothing has to be hashed once more to hide it.
    if (remembered !== undefined && timingSafeEqual(remembered, digest)) return true;
    return this.underWay.get(digest.toString('hex')) ?? this.prove(stored, proof, digest, beforeHashing);
  }

  private prove({ id, secretHash }: StoredSecret, proof: string, digest: Buffer, beforeHashing: () => Promise<void>): Promise<boolean> {
    const check = async () => {
      await beforeHashing();
      const right = await this.hasher.verify(proof, secretHash);
      if (right) this.remember(id, digest);
      return right;
    };
    const key = digest.toString('hex');
    const checking = check().finally(() => this.underWay.delete(key));
    this.underWay.set(key, checking);
    return checking;
  }

  private remember(id: string, digest: Buffer): void {
    this.proven.delete(id);
    this.proven.set(id, digest);
    if (this.proven.size > MOST_REMEMBERED) this.proven.delete(this.proven.keys().next().value as string);
  }
}
