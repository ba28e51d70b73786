import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@app/audit';
import { People, RevokeAccess } from '@app/directory';
import { digest } from '@app/kernel';
import { ExternalIdRepository, SpentAssertionRepository, type Tx, UnitOfWork } from '@app/persistence';
import { refuseSignIn } from '../problems.js';
import type { TrustedIntegration } from '../sign-in/trusted-integration.js';
import { AuthenticateRevocation } from './authenticate-revocation.js';
import { nameOf, readRevocationSubject, type RevocationSubject } from './read-revocation-subject.js';
import type { RevocationAttempt } from './revocation-attempt.js';
import { RevocationRecord } from './revocation-record.js';
import { invalid, type VerifiedRevocationToken } from './revocation-token.js';

/**
 * Global Token Revocation (draft-parecki-oauth-global-token-revocation; Okta: Universal Logout): on the signed word of its identity
 * provider, everything that a person of the account is signed in with ends.
 */
@Injectable()
export class RevokeSessions {
  constructor(
    private readonly authentication: AuthenticateRevocation,
    private readonly people: People,
    private readonly externalIds: ExternalIdRepository,
    private readonly access: RevokeAccess,
    private readonly spent: SpentAssertionRepository,
    private readonly audit: AuditTrail,
    private readonly record: RevocationRecord,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * @throws Problem `revocation_token_invalid` (401), `revocation_not_offered` (403), `revocation_request_malformed` (400),
   * `revocation_subject_unknown` (404)
   */
  revoke(attempt: RevocationAttempt): Promise<void> {
    return this.record.refusals(attempt, async () => {
      const token = (attempt.verified = await this.authentication.verify(attempt.integration, attempt.token));
      const subject = (attempt.subject = readRevocationSubject(attempt.body));
      await this.unitOfWork.run(async (tx) => {
        await this.spend(tx, attempt.integration, token);
        await this.end(tx, attempt, await this.find(tx, attempt.integration, token, subject));
      });
    });
  }

  /** Once only. The row's key decides, on whatever instance. */
  private async spend(tx: Tx, { id }: TrustedIntegration, token: VerifiedRevocationToken): Promise<void> {
    const spent = { integrationId: id, assertionDigest: digest(`revocation ${token.id}`), expiresAt: token.acceptableUntil.getTime() };
    if (!(await this.spent.spend(tx, spent))) throw invalid('The token was used already', 'replay', 'a token that is new', token.id);
  }

  private async find(tx: Tx, integration: TrustedIntegration, token: VerifiedRevocationToken, subject: RevocationSubject): Promise<string> {
    const userId = await this.lookUp(tx, integration, token, subject);
    if (userId !== undefined) return userId;
    const name = nameOf(subject).slice(0, 300);
    throw refuseSignIn('revocation_subject_unknown', `The account has no such user, expected one whom the identity provider knows by ${subject.format}, received ${name}.`, { members: { expected: `a user by ${subject.format}`, received: name } });
  }

  private async lookUp(tx: Tx, integration: TrustedIntegration, { issuer }: VerifiedRevocationToken, subject: RevocationSubject): Promise<string | undefined> {
    if (subject.format === 'email') return this.byName(tx, integration, subject.email);
    if (subject.format === 'opaque') return this.byExternalId(tx, integration, subject.id);
    // Another issuer's subject is nobody's here, whatever it is called.
    if (![integration.issuer, issuer].includes(subject.iss)) return undefined;
    return (await this.byExternalId(tx, integration, subject.sub)) ?? this.byName(tx, integration, subject.sub);
  }

  private async byName(tx: Tx, { accountId }: TrustedIntegration, name: string): Promise<string | undefined> {
    return (await this.people.findPersonForSignIn(tx, accountId, { nameId: name.trim() }))?.id;
  }

  private async byExternalId(tx: Tx, { id }: TrustedIntegration, externalId: string): Promise<string | undefined> {
    return (await this.externalIds.findUser(tx, id, externalId)) ?? undefined;
  }

  private async end(tx: Tx, attempt: RevocationAttempt, userId: string): Promise<void> {
    const { id, accountId, name } = attempt.integration;
    const ended = (await this.access.revoke(tx, accountId, userId)) ?? { sessions: 0, apiKeys: 0 };
    const actor = { kind: 'identity-provider', id, name, address: attempt.address, reference: attempt.reference } as const;
    await this.audit.record(tx, { accountId, action: 'user.access_revoked_by_identity_provider', actor, subject: { kind: 'user', id: userId, name: attempt.subject ? nameOf(attempt.subject) : null }, after: { sessions: ended.sessions, apiKeys: ended.apiKeys } });
    await this.record.accepted(tx, attempt, userId);
  }
}
