import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { ReadScope, ScimCredentialRepository, type ScimCredentialMatch, type ScimIntegration } from '@app/persistence';
import { ProvenSecrets } from './proven-secrets.js';
import { ScimCredentialUse, type RequestOrigin } from './scim-credential-use.js';
import { isScimUsername, readScimSecret, type ScimSecret } from './scim-secret.js';

/** Why credentials open nothing. The client learns none of it (all are 401); the provisioning log does. */
export type ScimRefusalReason = 'unknown' | 'wrong' | 'ended';

export type ScimVerification =
  | { readonly accepted: true; readonly integration: ScimIntegration; readonly credentialId: string }
  | {
      readonly accepted: false;
      readonly reason: ScimRefusalReason;
      /** Whose username was given, where there is one: so that its log can show the attempt. */
      readonly integration: ScimIntegration | null;
    };

export interface VerifyOptions extends RequestOrigin {
  /**
   * Called before a hash is computed, and only then: the place for a rate limit, which so never stands in the way of a client that was
   * let in before. What it throws is what the verification throws.
   */
  readonly beforeHashing?: (integrationId: string | null) => Promise<void>;
}

/**
 * Who a provisioning client is. Costs one hash the first time and one indexed read from then on; what nobody has costs the same.
 * An accepted client may still be refused: `integration.scimEnabled` is for the caller to judge (403, not 401).
 */
@Injectable()
export class ScimCredentials {
  constructor(
    private readonly credentials: ScimCredentialRepository,
    private readonly reads: ReadScope,
    private readonly proven: ProvenSecrets,
    private readonly use: ScimCredentialUse,
    private readonly clock: Clock,
  ) {}

  /** Of HTTP Basic (RFC 7617), as decoded. */
  async verifyBasic(username: string, password: string, options: VerifyOptions): Promise<ScimVerification> {
    const secret = readScimSecret('password', password);
    const match = isScimUsername(username) ? await this.credentials.findPassword(this.reads, username, secret?.credentialId ?? '') : null;
    return this.verify(match, secret, options);
  }

  /** Of HTTP Bearer (RFC 6750), as received. */
  async verifyBearer(token: string, options: VerifyOptions): Promise<ScimVerification> {
    const secret = readScimSecret('token', token);
    return this.verify(secret ? await this.credentials.findToken(this.reads, secret.credentialId) : null, secret, options);
  }

  private async verify(match: ScimCredentialMatch | null, secret: ScimSecret | undefined, options: VerifyOptions): Promise<ScimVerification> {
    const integration = match?.integration ?? null;
    const credential = (secret && match?.credential) ?? null;
    const right = await this.proven.isRight(credential, secret?.proof ?? '', async () => options.beforeHashing?.(integration?.id ?? null));
    if (!match || !credential || !right) return { accepted: false, reason: match ? 'wrong' : 'unknown', integration };
    if (credential.expiresAt !== null && credential.expiresAt <= this.clock.millis()) return { accepted: false, reason: 'ended', integration };
    await this.use.note(match.integration, credential, options);
    return { accepted: true, integration: match.integration, credentialId: credential.id };
  }
}
