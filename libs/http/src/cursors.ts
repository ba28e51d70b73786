import { equalInConstantTime, keyedDigest } from '@app/kernel';
import type { Page } from './page-query.js';
import { refuseHttp } from './problems.js';

/** Where a page ends: the values of the columns that the list is ordered by, of its last item. */
export type CursorPosition = readonly (string | number | boolean | null)[];

/**
 * Cursors that are opaque and bound, by HMAC-SHA-256, to the list they were made for: one of another account, list or filter is refused
 * like garbage. `list` therefore names all of that, such as `accounts/<id>/users?active=true`.
 */
export class Cursors {
  /** @param keys of their own: `sealer.derive('cursors')`; the first signs, all verify, so that a list goes on while SECRET_KEY is replaced */
  constructor(private readonly keys: readonly [Buffer, ...Buffer[]]) {}

  encode(list: string, position: CursorPosition): string {
    const payload = Buffer.from(JSON.stringify(position)).toString('base64url');
    return `${payload}.${signatureOf(this.keys[0], list, payload)}`;
  }

  /** @throws Problem `cursor_invalid` (400) for what {@link encode} did not make for this list */
  decode(list: string, cursor: string): CursorPosition {
    const [payload = '', signature = '', ...more] = cursor.split('.');
    if (more.length > 0 || !this.keys.some((key) => equalInConstantTime(signatureOf(key, list, payload), signature))) {
      throw refuseHttp(
        'cursor_invalid',
        'The cursor does not belong to this list, expected the nextCursor of its page before, with the same filters',
      );
    }
    return JSON.parse(Buffer.from(payload, 'base64url').toString()) as CursorPosition;
  }

  /** The page made of up to `limit + 1` rows: whether there is one more row tells whether there is a next page. */
  page<Row>(list: string, rows: readonly Row[], limit: number, positionOf: (row: Row) => CursorPosition): Page<Row> {
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      nextCursor: rows.length > limit && last !== undefined ? this.encode(list, positionOf(last)) : null,
    };
  }
}

function signatureOf(key: Buffer, list: string, payload: string): string {
  return keyedDigest(key, `${list}\n${payload}`);
}
