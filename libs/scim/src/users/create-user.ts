import { Injectable } from '@nestjs/common';
import { People, type PersonOutcome } from '@app/directory';
import { type Tx, UnitOfWork } from '@app/persistence';
import { type ScimCall, contextOf } from '../http/scim-call.js';
import { describeChange, describeKept } from '../log/describe-change.js';
import { RequestLog } from '../log/request-log.js';
import type { UserResource } from '../protocol/index.js';
import { readNewPerson } from './person-of.js';
import { ReadUsers } from './read-users.js';

/** `POST /Users` (RFC 7644 §3.3). A person who is there already is a conflict, never taken over. */
@Injectable()
export class CreateUser {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: People,
    private readonly users: ReadUsers,
    private readonly log: RequestLog,
  ) {}

  run(call: ScimCall, body: unknown): Promise<UserResource> {
    const { reading, person } = readNewPerson(body);
    const context = contextOf(call);
    return this.unitOfWork.run(async (tx) => {
      const outcome = await this.people.create(tx, context, person);
      const user = await this.users.renderWritten(tx, context, outcome, await this.membershipsOf(tx, outcome));
      const changes = { ...describeChange({}, user), ...describeKept(reading.faults, outcome.kept) };
      await this.log.record(tx, call, 201, { resourceId: user.id, changes });
      return user;
    });
  }

  /** A new person is no member of anything; an owner who is provisioned again may be. */
  private async membershipsOf(tx: Tx, { user }: PersonOutcome): Promise<string | null> {
    return user.version === 1 ? null : this.users.membershipsOf(tx, user.id);
  }
}
