import { Injectable } from '@nestjs/common';
import { type SignInEntry, SignInLog } from '@app/audit';
import { findHint, guideValuesOf, renderText } from '@app/idp/contract';
import { Problem } from '@app/kernel';
import type { Tx } from '@app/persistence';
import { Settings } from '@app/settings';
import { describeOpenIdAttempt } from '../openid/describe-openid-attempt.js';
import type { OpenIdAttempt } from '../openid/openid-attempt.js';
import type { Attempt } from './attempt.js';
import { describeAttempt } from './describe-attempt.js';
import { KeepLastName } from './keep-last-name.js';

/** An attempt by whatever protocol. */
type AnyAttempt = Attempt | OpenIdAttempt;

/** Who was found, and by which name. */
export interface FoundPerson {
  readonly userId: string;
  readonly lookedUp: string;
}

/** The sign-in log's line about an attempt, the vendor's hint for a refusal, and the name of whoever was let in. */
@Injectable()
export class SignInRecord {
  constructor(
    private readonly log: SignInLog,
    private readonly lastNames: KeepLastName,
    private readonly settings: Settings,
  ) {}

  async accepted(tx: Tx, attempt: AnyAttempt, { userId, lookedUp }: FoundPerson): Promise<void> {
    tx.leaveToCommit(this.log.recordAccepted(tx, { ...this.entry(attempt), userId, outcome: 'signed_in', assertion: describe(attempt) }));
    const [integrationId, name] = [attempt.integration?.id, provenNameOf(attempt)];
    if (integrationId !== undefined && name) tx.leaveToCommit(this.lastNames.keep(tx, { integrationId, userId, lookedUp, nameId: name.nameId, nameIdFormat: name.nameIdFormat }));
  }

  /** Runs steps of a sign-in; whatever refuses is recorded, and goes on with what to change at the vendor. */
  async refusals<Result>(attempt: AnyAttempt, steps: () => Promise<Result>): Promise<Result> {
    try {
      return await steps();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const refusal = this.withHint(attempt, error);
      await this.log.recordRefused({ ...this.entry(attempt), outcome: refusal.code, detail: refusal.detail, hint: refusal.hint ?? null, assertion: describe(attempt, refusal) });
      throw refusal;
    }
  }

  private withHint({ integration }: AnyAttempt, problem: Problem): Problem {
    const hint = integration && findHint(integration.plugin.hints, problem);
    return hint ? problem.with({ hint: renderText(hint, guideValuesOf(this.settings.publicUrl, integration)) }) : problem;
  }

  private entry(attempt: AnyAttempt): Omit<SignInEntry, 'outcome'> {
    const { integration, reference, address } = attempt;
    return {
      ...{ accountId: integration?.accountId ?? null, integrationId: integration?.id ?? null, userId: null },
      ...{ reference, address, subject: subjectOf(attempt), detail: null, hint: null, assertion: null },
    };
  }
}

function isOpenId(attempt: AnyAttempt): attempt is OpenIdAttempt {
  return 'protocol' in attempt;
}

function describe(attempt: AnyAttempt, problem?: Problem): Record<string, unknown> {
  return isOpenId(attempt) ? describeOpenIdAttempt(attempt, problem) : describeAttempt(attempt, problem);
}

function provenNameOf(attempt: AnyAttempt): { readonly nameId: string; readonly nameIdFormat?: string | undefined } | undefined {
  return isOpenId(attempt) ? attempt.token && { nameId: attempt.token.subject } : attempt.assertion;
}

/** Whom the answer named, proven or not. */
function subjectOf(attempt: AnyAttempt): string | null {
  if (isOpenId(attempt)) return attempt.token?.subject ?? null;
  return attempt.assertion?.nameId ?? attempt.claims?.nameId?.slice(0, 300) ?? null;
}
