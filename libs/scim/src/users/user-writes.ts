import { Injectable } from '@nestjs/common';
import { HoldDeactivation } from '@app/directory';
import type { ScimCall } from '../http/scim-call.js';
import type { UserResource } from '../protocol/index.js';
import { ChangeUser } from './change-user.js';
import { CreateUser } from './create-user.js';
import { DeleteUser } from './delete-user.js';

/** What changes users: of a request, or of an operation in a bulk. What the brake holds back is noted before it is answered. */
@Injectable()
export class UserWrites {
  constructor(
    private readonly creation: CreateUser,
    private readonly changing: ChangeUser,
    private readonly deletion: DeleteUser,
    private readonly brake: HoldDeactivation,
  ) {}

  create(call: ScimCall, body: unknown): Promise<UserResource> {
    return this.braked(call, () => this.creation.run(call, body));
  }

  replace(call: ScimCall, id: string, body: unknown): Promise<UserResource> {
    return this.braked(call, () => this.changing.replace(call, id, body));
  }

  patch(call: ScimCall, id: string, body: unknown): Promise<UserResource> {
    return this.braked(call, () => this.changing.patch(call, id, body));
  }

  remove(call: ScimCall, id: string): Promise<void> {
    return this.braked(call, () => this.deletion.run(call, id));
  }

  private async braked<Result>(call: ScimCall, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (refusal) {
      const held = await this.brake.note(refusal);
      if (held) Object.assign(call.notes, { resourceId: held.user.id, changes: { heldBack: `access of ${held.user.userName}` } });
      throw refusal;
    }
  }
}
