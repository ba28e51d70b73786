import { Injectable } from '@nestjs/common';
import { GroupWrites } from '../groups/group-writes.js';
import type { ScimCall } from '../http/scim-call.js';
import { type BulkOperation, type GroupResource, USER, type UserResource } from '../protocol/index.js';
import { UserWrites } from '../users/user-writes.js';

/** A resource after an operation. */
export interface CarriedOut {
  readonly id: string;
  readonly status: 200 | 201 | 204;
  /** Its ETag; none where it is gone. */
  readonly version?: string | undefined;
}

/** One operation of a bulk request, by the functions that serve the endpoints. */
@Injectable()
export class CarryOut {
  constructor(
    private readonly users: UserWrites,
    private readonly groups: GroupWrites,
  ) {}

  run(call: ScimCall, { method, type }: BulkOperation, target: string | undefined, data: unknown): Promise<CarriedOut> {
    const id = target ?? '';
    const of = type === USER ? this.users : this.groups;
    switch (method) {
      case 'POST':
        return made(201, of.create(call, data, false));
      case 'PUT':
        return made(200, of.replace(call, id, data, false));
      case 'PATCH':
        return type === USER ? made(200, this.users.patch(call, id, data)) : this.groups.patch(call, id, data).then((version) => ({ id, status: 204, version }));
      case 'DELETE':
        return of.remove(call, id).then(() => ({ id, status: 204 }));
    }
  }
}

async function made(status: 200 | 201, resource: Promise<UserResource | GroupResource>): Promise<CarriedOut> {
  const { id = '', meta } = await resource;
  return { id, status, version: meta?.version };
}
