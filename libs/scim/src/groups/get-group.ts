import { Injectable } from '@nestjs/common';
import { ReadScope } from '@app/persistence';
import { type ScimCall, clientOf } from '../http/scim-call.js';
import { resourceUnknown } from '../http/resource-unknown.js';
import type { GroupResource } from '../protocol/index.js';
import { ReadGroups } from './read-groups.js';

/** `GET /Groups/{id}` (RFC 7644 §3.4.1). */
@Injectable()
export class GetGroup {
  constructor(
    private readonly reads: ReadScope,
    private readonly groups: ReadGroups,
  ) {}

  async run(call: ScimCall, id: string, withMembers: boolean): Promise<GroupResource> {
    const group = await this.groups.find(this.reads, clientOf(call), id, withMembers);
    if (!group) throw resourceUnknown('group', id);
    call.notes.resourceId = id;
    return group;
  }
}
