import { Injectable } from '@nestjs/common';
import { Groups } from '@app/directory';
import { UnitOfWork } from '@app/persistence';
import { type ScimCall, contextOf, expectedVersions } from '../http/scim-call.js';
import { RequestLog } from '../log/request-log.js';
import { formatVersion, readGroupPatch } from '../protocol/index.js';
import { ChangeGroup } from './change-group.js';

/** `PATCH /Groups/{id}` (RFC 7644 §3.5.2): all of it or nothing, at the cost of what changes and not of the group's size. */
@Injectable()
export class PatchGroup {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly groups: Groups,
    private readonly changing: ChangeGroup,
    private readonly log: RequestLog,
  ) {}

  /** @returns the group's ETag after it */
  run(call: ScimCall, id: string, body: unknown): Promise<string> {
    const changes = readGroupPatch(body);
    const context = contextOf(call);
    return this.unitOfWork.run(async (tx) => {
      let { version } = await this.groups.lock(tx, context, id, expectedVersions(call));
      const told: Record<string, unknown>[] = [];
      for (const change of changes) {
        const changed = await this.changing.run(tx, context, id, change);
        version = changed.version;
        told.push(changed.note);
      }
      await this.log.record(tx, call, 204, { resourceId: id, changes: { operations: told } });
      return formatVersion(version);
    });
  }
}
