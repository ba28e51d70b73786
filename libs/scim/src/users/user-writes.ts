import { Injectable } from '@nestjs/common';
import type { ScimCall } from '../http/scim-call.js';
import type { UserResource } from '../protocol/index.js';
import { ChangeUser } from './change-user.js';
import { CreateUser } from './create-user.js';
import { DeleteUser } from './delete-user.js';

/** What changes users: of a request, or of an operation in a bulk. */
@Injectable()
export class UserWrites {
  constructor(
    private readonly creation: CreateUser,
    private readonly changing: ChangeUser,
    private readonly deletion: DeleteUser,
  ) {}

  create(call: ScimCall, body: unknown): Promise<UserResource> {
    return this.creation.run(call, body);
  }

  replace(call: ScimCall, id: string, body: unknown): Promise<UserResource> {
    return this.changing.replace(call, id, body);
  }

  patch(call: ScimCall, id: string, body: unknown): Promise<UserResource> {
    return this.changing.patch(call, id, body);
  }

  remove(call: ScimCall, id: string): Promise<void> {
    return this.deletion.run(call, id);
  }
}
