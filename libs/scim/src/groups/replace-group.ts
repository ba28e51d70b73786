import { Injectable } from '@nestjs/common';
import { GroupMembers, Groups } from '@app/directory';
import { UnitOfWork } from '@app/persistence';
import { type ScimCall, contextOf, expectedVersions } from '../http/scim-call.js';
import { RequestLog } from '../log/request-log.js';
import { type GroupResource, readGroup, requireValid } from '../protocol/index.js';
import { describeMembers } from './describe-members.js';
import { memberIdsOf } from './member-ids.js';
import { ReadGroups } from './read-groups.js';

/**
 * `PUT /Groups/{id}` (RFC 7644 §3.5.1). Without `members` those that are stay: RFC 7644 leaves it to us, and a client that renames a
 * group must not empty it.
 */
@Injectable()
export class ReplaceGroup {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly groups: Groups,
    private readonly members: GroupMembers,
    private readonly reading: ReadGroups,
    private readonly log: RequestLog,
  ) {}

  /** @param withMembers whether the answer shows them */
  run(call: ScimCall, id: string, body: unknown, withMembers: boolean): Promise<GroupResource> {
    const { resource, touched } = requireValid(readGroup(body));
    const context = contextOf(call);
    return this.unitOfWork.run(async (tx) => {
      const before = await this.groups.lock(tx, context, id, expectedVersions(call));
      await this.groups.rename(tx, context, id, { displayName: resource.displayName as string, externalId: resource.externalId ?? null });
      const ids = memberIdsOf(resource);
      const { missing } = touched.has('members') ? await this.members.replace(tx, context, id, ids) : { missing: [] };
      const renamed = before.displayName !== resource.displayName && { displayName: { before: before.displayName, after: resource.displayName } };
      await this.log.record(tx, call, 200, { resourceId: id, changes: { ...renamed, ...(touched.has('members') && { members: ids.length }), ...describeMembers({ missing }) } });
      return (await this.reading.find(tx, context, id, withMembers)) as GroupResource;
    });
  }
}
