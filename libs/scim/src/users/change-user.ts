import { Injectable } from '@nestjs/common';
import { type CurrentPerson, type PersonChanges, type PersonOutcome, People } from '@app/directory';
import { UnitOfWork } from '@app/persistence';
import { type ScimCall, contextOf, expectedVersions } from '../http/scim-call.js';
import { describeChange, describeKept } from '../log/describe-change.js';
import { RequestLog } from '../log/request-log.js';
import type { Reading, UserResource } from '../protocol/index.js';
import { type Intent, readReplacement, readUserPatch } from './person-of.js';
import { ReadUsers } from './read-users.js';

/**
 * `PUT` and `PATCH /Users/{id}` (RFC 7644 §3.5). What a request means is worked out from the user as he is while nobody else can change
 * him, so that two requests at once do not mix their halves.
 */
@Injectable()
export class ChangeUser {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: People,
    private readonly users: ReadUsers,
    private readonly log: RequestLog,
  ) {}

  replace(call: ScimCall, id: string, body: unknown): Promise<UserResource> {
    return this.change(call, id, readReplacement(body), (body as { active?: unknown } | null)?.active === false);
  }

  patch(call: ScimCall, id: string, body: unknown): Promise<UserResource> {
    return this.change(call, id, readUserPatch(body), mayDeactivate(body));
  }

  private async change(call: ScimCall, id: string, intentOf: Intent, mayDeactivate: boolean): Promise<UserResource> {
    const context = contextOf(call);
    const { answer } = await this.unitOfWork.run(async (tx) => {
      const seen: { stored?: UserResource; reading?: Reading<UserResource> } = {};
      const decide = (current: CurrentPerson): PersonChanges => {
        seen.stored = this.users.renderPlain(current);
        const { reading, changes } = intentOf(seen.stored);
        seen.reading = reading;
        return changes;
      };
      const changing = this.people.change(tx, context, id, decide, { ...expectedVersions(call), mayDeactivate });
      const reading = this.users.membershipsOf(tx, id);
      tx.leaveToCommit(reading);
      const outcome = await changing;
      const rendering = this.users.renderWritten(tx, context, outcome, await reading);
      tx.leaveToCommit(rendering);
      await this.log.record(tx, call, 200, { resourceId: id, changes: this.describe(seen, outcome) });
      return { answer: rendering };
    });
    return answer;
  }

  private describe({ stored = { schemas: [] }, reading }: { stored?: UserResource; reading?: Reading<UserResource> }, outcome: PersonOutcome) {
    return { ...describeChange(stored, this.users.renderPlain(outcome)), ...describeKept(reading?.faults ?? [], outcome.kept) };
  }
}

/** Whether a PATCH says anything of `active`; what it says shows only on the user as he is. */
function mayDeactivate(body: unknown): boolean {
  return JSON.stringify(body)?.toLowerCase().includes('active') ?? false;
}
