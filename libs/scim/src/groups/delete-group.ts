import { Injectable } from '@nestjs/common';
import { Groups } from '@app/directory';
import { UnitOfWork } from '@app/persistence';
import { type ScimCall, contextOf, expectedVersions } from '../http/scim-call.js';
import { RequestLog } from '../log/request-log.js';

/** `DELETE /Groups/{id}` (RFC 7644 §3.6). Its members stay. */
@Injectable()
export class DeleteGroup {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly groups: Groups,
    private readonly log: RequestLog,
  ) {}

  run(call: ScimCall, id: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await this.groups.remove(tx, contextOf(call), id, expectedVersions(call));
      await this.log.record(tx, call, 204, { resourceId: id, changes: { deleted: true } });
    });
  }
}
