import { Injectable } from '@nestjs/common';
import { Cursors } from '@app/http';
import { Clock, HOUR, Problem, SECOND, SecretSealer } from '@app/kernel';
import type { ResourcePosition } from '@app/persistence';
import { type ListRequest, scimProblem } from '../protocol/index.js';

const LIFETIME = HOUR;
/** How long a cursor can be used, in seconds: advertised in ServiceProviderConfig. */
export const CURSOR_TIMEOUT = LIFETIME / SECOND;

/** Where a list goes on, and how many there were at its first page where counting them is dear. */
export interface ListPlace extends ResourcePosition {
  /** The resource type, in a list of several: 0 for users, 1 for groups. */
  readonly kind: number;
  readonly total: number | null;
}

/** Cursors of RFC 9865: opaque, of the query and the integration that they were made for, and for an hour. */
@Injectable()
export class ListCursors {
  private readonly cursors: Cursors;

  constructor(
    sealer: SecretSealer,
    private readonly clock: Clock,
  ) {
    this.cursors = new Cursors(sealer.derive('scim-cursors'));
  }

  encode(list: string, { kind, key, sequence, total }: ListPlace): string {
    return this.cursors.encode(list, [this.clock.millis() + LIFETIME, kind, key, sequence, total]);
  }

  /** @throws Problem 400 invalidCursor, expiredCursor */
  decode(list: string, cursor: string): ListPlace {
    const [expiresAt, kind, key, sequence, total] = this.open(list, cursor) as [number, number, string | number | null, number, number | null];
    if (expiresAt > this.clock.millis()) return { kind, key, sequence, total };
    throw scimProblem('scim_expired_cursor', `The cursor has expired, expected one of the last ${CURSOR_TIMEOUT} seconds; begin again without a cursor`);
  }

  private open(list: string, cursor: string): readonly unknown[] {
    try {
      return this.cursors.decode(list, cursor);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      throw scimProblem('scim_invalid_cursor', 'The cursor does not belong to this list, expected the nextCursor of its page before, with the same filter and sorting', { cause: error });
    }
  }
}

/** What a cursor is bound to: who asks for what; not how much of it. */
export function listName(endpoint: string, integrationId: string, { filter, sortBy, sortOrder }: ListRequest): string {
  return JSON.stringify([endpoint, integrationId, filter ?? null, sortBy?.toLowerCase() ?? null, sortOrder]);
}
