import { Injectable } from '@nestjs/common';
import { type SignInEntry, SignInLog } from '@app/audit';
import { findHint, guideValuesOf, renderText } from '@app/idp/contract';
import { Problem } from '@app/kernel';
import { type Tx, UnitOfWork } from '@app/persistence';
import { Settings } from '@app/settings';
import { nameOf } from './read-revocation-subject.js';
import type { RevocationAttempt } from './revocation-attempt.js';

/** The line of the sign-in log about a call that ends sessions: whoever sets it up finds there why it was refused. */
@Injectable()
export class RevocationRecord {
  constructor(
    private readonly log: SignInLog,
    private readonly settings: Settings,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  accepted(tx: Tx, attempt: RevocationAttempt, userId: string): Promise<void> {
    return this.log.note(tx, { ...entryOf(attempt), userId, outcome: 'access_revoked' });
  }

  /** Runs the steps; whatever refuses is recorded, and goes on with what to change at the vendor. */
  async refusals<Result>(attempt: RevocationAttempt, steps: () => Promise<Result>): Promise<Result> {
    try {
      return await steps();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const refusal = this.withHint(attempt, error);
      await this.unitOfWork.run((tx) => this.log.note(tx, { ...entryOf(attempt, refusal), outcome: refusal.code, detail: refusal.detail, hint: refusal.hint ?? null }));
      throw refusal;
    }
  }

  private withHint({ integration }: RevocationAttempt, problem: Problem): Problem {
    const hint = findHint(integration.plugin.hints, problem);
    return hint ? problem.with({ hint: renderText(hint, guideValuesOf(this.settings.publicUrl, integration)) }) : problem;
  }
}

function entryOf({ integration, reference, address, subject, verified }: RevocationAttempt, problem?: Problem): SignInEntry {
  const { condition, expected, received } = problem?.members ?? {};
  const said = { revocation: true, proven: verified !== undefined, issuer: verified?.issuer, application: verified?.subject, subjectFormat: subject?.format };
  return {
    ...{ accountId: integration.accountId, integrationId: integration.id, userId: null, outcome: '', reference, address },
    ...{ subject: subject ? nameOf(subject).slice(0, 300) : null, detail: null, hint: null },
    assertion: { ...said, ...(condition !== undefined && { failed: { condition, expected, received } }) },
  };
}
