import { Injectable } from '@nestjs/common';
import { GroupMembers, Groups } from '@app/directory';
import { UnitOfWork } from '@app/persistence';
import { type ScimCall, contextOf } from '../http/scim-call.js';
import { RequestLog } from '../log/request-log.js';
import { type GroupResource, readGroup, requireValid } from '../protocol/index.js';
import { describeMembers } from './describe-members.js';
import { memberIdsOf } from './member-ids.js';
import { ReadGroups } from './read-groups.js';

/** `POST /Groups` (RFC 7644 §3.3). */
@Injectable()
export class CreateGroup {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly groups: Groups,
    private readonly members: GroupMembers,
    private readonly reading: ReadGroups,
    private readonly log: RequestLog,
  ) {}

  /** @param withMembers whether the answer shows them */
  run(call: ScimCall, body: unknown, withMembers: boolean): Promise<GroupResource> {
    const { resource } = requireValid(readGroup(body));
    const context = contextOf(call);
    const ids = memberIdsOf(resource);
    return this.unitOfWork.run(async (tx) => {
      const { id } = await this.groups.create(tx, context, { displayName: resource.displayName as string, externalId: resource.externalId ?? null });
      const { missing } = ids.length > 0 ? await this.members.add(tx, context, id, ids) : { missing: [] };
      const changes = { displayName: { before: null, after: resource.displayName }, ...describeMembers({ added: ids, missing }) };
      await this.log.record(tx, call, 201, { resourceId: id, changes });
      return (await this.reading.find(tx, context, id, withMembers)) as GroupResource;
    });
  }
}
