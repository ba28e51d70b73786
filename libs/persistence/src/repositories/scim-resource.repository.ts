import { Injectable } from '@nestjs/common';
import type { CountedKind } from '../entities/index.js';
import type { ReadScope } from '../scope.js';
import { listMixed, type MixedPosition, type MixedRow, type ResourceSearch } from './resource-search.js';

/** What SCIM reads of users and groups together. */
@Injectable()
export class ScimResourceRepository {
  /** Which rows a page of both has, in their order. */
  list(scope: ReadScope, searches: Readonly<Record<CountedKind, ResourceSearch>>, page: { after?: MixedPosition | undefined; offset: number; limit: number }): Promise<MixedRow[]> {
    return listMixed(scope, searches, page);
  }
}
