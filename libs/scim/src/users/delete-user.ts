import { Injectable } from '@nestjs/common';
import { People } from '@app/directory';
import { UnitOfWork } from '@app/persistence';
import { type ScimCall, contextOf, expectedVersions } from '../http/scim-call.js';
import { RequestLog } from '../log/request-log.js';

/** `DELETE /Users/{id}` (RFC 7644 §3.6). */
@Injectable()
export class DeleteUser {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: People,
    private readonly log: RequestLog,
  ) {}

  run(call: ScimCall, id: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await this.people.remove(tx, contextOf(call), id, expectedVersions(call));
      await this.log.record(tx, call, 204, { resourceId: id, changes: { deleted: true } });
    });
  }
}
