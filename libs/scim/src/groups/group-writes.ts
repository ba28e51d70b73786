import { Injectable } from '@nestjs/common';
import type { ScimCall } from '../http/scim-call.js';
import type { GroupResource } from '../protocol/index.js';
import { CreateGroup } from './create-group.js';
import { DeleteGroup } from './delete-group.js';
import { PatchGroup } from './patch-group.js';
import { ReplaceGroup } from './replace-group.js';

/** What changes groups: of a request, or of an operation in a bulk. */
@Injectable()
export class GroupWrites {
  constructor(
    private readonly creation: CreateGroup,
    private readonly replacing: ReplaceGroup,
    private readonly patching: PatchGroup,
    private readonly deletion: DeleteGroup,
  ) {}

  /** @param withMembers whether the answer shows them */
  create(call: ScimCall, body: unknown, withMembers: boolean): Promise<GroupResource> {
    return this.creation.run(call, body, withMembers);
  }

  replace(call: ScimCall, id: string, body: unknown, withMembers: boolean): Promise<GroupResource> {
    return this.replacing.run(call, id, body, withMembers);
  }

  /** @returns the group's ETag after it */
  patch(call: ScimCall, id: string, body: unknown): Promise<string> {
    return this.patching.run(call, id, body);
  }

  remove(call: ScimCall, id: string): Promise<void> {
    return this.deletion.run(call, id);
  }
}
