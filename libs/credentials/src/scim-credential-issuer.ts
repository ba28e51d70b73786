import { Injectable } from '@nestjs/common';
import { Clock, DAY, SecretSealer } from '@app/kernel';
import { ScimCredentialRepository, type ScimCredentialEntity, type ScimCredentialKind, type Tx } from '@app/persistence';
import { PasswordHasher } from './password-hasher.js';
import { sealingContext } from './scim-credential-reader.js';
import { newScimSecret } from './scim-secret.js';

/** A new password and token, hashed and sealed, ready to be stored. */
export type GeneratedScimCredentials = Pick<ScimCredentialEntity, 'id' | 'kind' | 'secretHash' | 'sealedSecret'>[];

// What has ended stays a while, so that the log can tell a client with an old password from a stranger, and "last used" stays true.
const KEPT_AFTER_END = 30 * DAY;

/** Makes an integration's SCIM password and token, and puts them in the place of those before. */
@Injectable()
export class ScimCredentialIssuer {
  constructor(
    private readonly hasher: PasswordHasher,
    private readonly sealer: SecretSealer,
    private readonly credentials: ScimCredentialRepository,
    private readonly clock: Clock,
  ) {}

  /** Slow (two hashes): outside of the unit of work that stores them. */
  async generate(): Promise<GeneratedScimCredentials> {
    return Promise.all([this.generateOne('password'), this.generateOne('token')]);
  }

  /**
   * Stores them; those before go on for `graceMs` milliseconds and no longer than they would have, and can no longer be read. 0 ends them now.
   * The caller holds the integration's row, so that of two rotations one is the last.
   */
  async issue(tx: Tx, integrationId: string, generated: GeneratedScimCredentials, graceMs: number): Promise<void> {
    const now = this.clock.millis();
    await this.credentials.endAllBy(tx, integrationId, now + graceMs);
    await this.credentials.deleteEndedBefore(tx, integrationId, now - KEPT_AFTER_END);
    const state = { integrationId, createdAt: now, firstUsedAt: null, lastUsedAt: null, expiresAt: null };
    for (const credential of generated) await this.credentials.insert(tx, { ...credential, ...state });
  }

  private async generateOne(kind: ScimCredentialKind): Promise<GeneratedScimCredentials[number]> {
    const { credentialId, proof, text } = newScimSecret(kind);
    return { id: credentialId, kind, secretHash: await this.hasher.hash(proof), sealedSecret: this.sealer.seal(text, sealingContext(credentialId)) };
  }
}
