import { Injectable } from '@nestjs/common';
import { type OpenedSession, People, Sessions } from '@app/directory';
import { digest } from '@app/kernel';
import { type SignInRequestEntity, SpentAssertionRepository, type Tx, type UserEntity } from '@app/persistence';
import { refuseSaml, type VerifiedAssertion } from '@app/saml';
import { refuseSignIn } from '../problems.js';
import { SignInRequests } from '../requests/sign-in-requests.js';
import { LearnSignInDomains } from '../sign-in-options/learn-sign-in-domains.js';
import type { Attempt } from './attempt.js';
import type { TrustedIntegration } from './trusted-integration.js';

/** What a session keeps of its proof, for single logout. */
export type ProvenName = Pick<VerifiedAssertion, 'nameId' | 'nameIdFormat' | 'sessionIndex' | 'sessionNotOnOrAfter'>;

/** The steps inside the unit of work that opens a session. */
@Injectable()
export class Admit {
  constructor(
    private readonly people: People,
    private readonly sessions: Sessions,
    private readonly spentAssertions: SpentAssertionRepository,
    private readonly requests: SignInRequests,
    private readonly domains: LearnSignInDomains,
  ) {}

  /** Of this integration's account alone, whatever else the name fits; held until the unit of work ends. @throws Problem `user_not_provisioned` (405) */
  async findPerson(tx: Tx, { accountId }: Pick<TrustedIntegration, 'accountId'>, subject: string): Promise<UserEntity> {
    const person = await this.people.findPersonForSignIn(tx, accountId, { nameId: subject });
    if (person) return person;
    throw refuseSignIn('user_not_provisioned', `The account has no such user, expected a user whose userName or primary e-mail is the name that was sent, received ${subject.slice(0, 300)}.`, {
      headers: { allow: 'POST' },
      members: { expected: 'a user with this userName or primary e-mail', received: subject.slice(0, 300) },
    });
  }

  /**
   * SAML Profiles §4.1.4.5: once only. The row's key decides, on whatever instance.
   * @throws Problem `saml_assertion_replayed` (401)
   */
  async spendAssertion(tx: Tx, { id }: TrustedIntegration, { assertionId, acceptableUntil }: VerifiedAssertion): Promise<void> {
    const spent = { integrationId: id, assertionDigest: digest(assertionId), expiresAt: acceptableUntil.getTime() };
    if (await this.spentAssertions.spend(tx, spent)) return;
    throw refuseSignIn('saml_assertion_replayed', `The assertion was used already, expected one that is new, received ${assertionId.slice(0, 100)} again.`, {
      members: { expected: 'an assertion that is new', received: assertionId.slice(0, 100) },
    });
  }

  /** @throws Problem `saml_response_invalid` (401) where another answer to the same request was quicker */
  async spendRequest(tx: Tx, request: SignInRequestEntity | null): Promise<void> {
    if (!request || (await this.requests.spend(tx, request))) return;
    throw refuseSaml('saml_response_invalid', `The request was answered already, expected a request that waits for its answer, received an answer to ${request.id}.`, {
      members: { condition: 'in-response-to', expected: 'a request that waits for its answer', received: request.id },
    });
  }

  /** @throws Problem `user_inactive` (403) */
  async openSession(tx: Tx, person: UserEntity, integration: Pick<TrustedIntegration, 'id' | 'accountId'>, assertion: ProvenName, { address, userAgent }: Pick<Attempt, 'address' | 'userAgent'>): Promise<OpenedSession> {
    const opened = await this.sessions.open(tx, {
      userId: person.id,
      accountId: integration.accountId,
      origin: 'identity-provider',
      integrationId: integration.id,
      nameId: assertion.nameId,
      nameIdFormat: assertion.nameIdFormat ?? null,
      sessionIndex: assertion.sessionIndex ?? null,
      notAfter: assertion.sessionNotOnOrAfter?.getTime() ?? null,
      address,
      userAgent,
    }, person);
    await this.domains.learn(tx, integration.id, person);
    return opened;
  }
}
