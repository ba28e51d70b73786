import { Injectable } from '@nestjs/common';
import { ReadScope } from '@app/persistence';
import { type ScimCall, clientOf } from '../http/scim-call.js';
import { resourceUnknown } from '../http/resource-unknown.js';
import type { UserResource } from '../protocol/index.js';
import { ReadUsers } from './read-users.js';

/** `GET /Users/{id}` (RFC 7644 §3.4.1). */
@Injectable()
export class GetUser {
  constructor(
    private readonly reads: ReadScope,
    private readonly users: ReadUsers,
  ) {}

  async run(call: ScimCall, id: string): Promise<UserResource> {
    const user = await this.users.find(this.reads, clientOf(call), id);
    if (!user) throw resourceUnknown('user', id);
    call.notes.resourceId = id;
    return user;
  }
}
