import { Injectable } from '@nestjs/common';
import { ReadScope } from '@app/persistence';
import { type ScimCall, clientOf } from '../http/scim-call.js';
import { ListResources } from '../lists/list-resources.js';
import type { ListRequest, ListResponse } from '../protocol/index.js';
import { GroupListing } from './group-listing.js';

/** `GET /Groups` and `POST /Groups/.search` (RFC 7644 §3.4.2, §3.4.3). */
@Injectable()
export class ListGroups {
  constructor(
    private readonly reads: ReadScope,
    private readonly lists: ListResources,
    private readonly listing: GroupListing,
  ) {}

  run(call: ScimCall, request: ListRequest): Promise<ListResponse> {
    return this.lists.run(this.reads, this.listing, clientOf(call), request);
  }
}
