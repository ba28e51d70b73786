import { Injectable } from '@nestjs/common';
import { type SignInEntry, SignInLog } from '@app/audit';
import { findHint, guideValuesOf, renderText } from '@app/idp/contract';
import { Problem } from '@app/kernel';
import type { Tx } from '@app/persistence';
import { Settings } from '@app/settings';
import type { Attempt } from './attempt.js';
import { describeAttempt } from './describe-attempt.js';

/** The sign-in log's line about an attempt, and the vendor's hint for a refusal. */
@Injectable()
export class SignInRecord {
  constructor(
    private readonly log: SignInLog,
    private readonly settings: Settings,
  ) {}

  async accepted(tx: Tx, attempt: Attempt, userId: string): Promise<void> {
    await this.log.recordAccepted(tx, { ...this.entry(attempt), userId, outcome: 'signed_in', assertion: describeAttempt(attempt) });
  }

  /** Runs steps of a sign-in; whatever refuses is recorded, and goes on with what to change at the vendor. */
  async refusals<Result>(attempt: Attempt, steps: () => Promise<Result>): Promise<Result> {
    try {
      return await steps();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const refusal = this.withHint(attempt, error);
      await this.log.recordRefused({ ...this.entry(attempt), outcome: refusal.code, detail: refusal.detail, hint: refusal.hint ?? null, assertion: describeAttempt(attempt, refusal) });
      throw refusal;
    }
  }

  private withHint({ integration }: Attempt, problem: Problem): Problem {
    const hint = integration && findHint(integration.plugin.hints, problem);
    return hint ? problem.with({ hint: renderText(hint, guideValuesOf(this.settings.publicUrl, integration)) }) : problem;
  }

  private entry({ integration, reference, address, assertion, claims }: Attempt): Omit<SignInEntry, 'outcome'> {
    const subject = assertion?.nameId ?? claims?.nameId?.slice(0, 300) ?? null;
    return {
      ...{ accountId: integration?.accountId ?? null, integrationId: integration?.id ?? null, userId: null },
      ...{ reference, address, subject, detail: null, hint: null, assertion: null },
    };
  }
}
