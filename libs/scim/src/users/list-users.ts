import { Injectable } from '@nestjs/common';
import { ReadScope } from '@app/persistence';
import { type ScimCall, clientOf } from '../http/scim-call.js';
import { ListResources } from '../lists/list-resources.js';
import type { ListRequest, ListResponse } from '../protocol/index.js';
import { UserListing } from './user-listing.js';

/** `GET /Users` and `POST /Users/.search` (RFC 7644 §3.4.2, §3.4.3). */
@Injectable()
export class ListUsers {
  constructor(
    private readonly reads: ReadScope,
    private readonly lists: ListResources,
    private readonly listing: UserListing,
  ) {}

  run(call: ScimCall, request: ListRequest): Promise<ListResponse> {
    return this.lists.run(this.reads, this.listing, clientOf(call), request);
  }
}
