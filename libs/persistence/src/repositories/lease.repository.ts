import { Injectable } from '@nestjs/common';
import { LeaseEntity } from '../entities/index.js';
import { findRow, updateRows, writeReturning } from '../rows.js';
import type { ReadScope, Tx } from '../scope.js';
import { sql } from '../sql.js';

export interface LeaseRequest {
  readonly name: string;
  readonly holder: string;
  readonly now: number;
  readonly expiresAt: number;
  /** Not where it was last completed after this instant. */
  readonly dueSince: number;
}

/** What one instance at a time does, in one row each. */
@Injectable()
export class LeaseRepository {
  /** Takes a lease that is free, has run out or is the holder's own, when what it is for is due. @returns whether it was taken */
  async take(tx: Tx, { name, holder, now, expiresAt, dueSince }: LeaseRequest): Promise<boolean> {
    const taken = await writeReturning(
      tx,
      sql`INSERT INTO leases (name, holder, expires_at) VALUES (${name}, ${holder}, ${expiresAt})
          ON CONFLICT (name) DO UPDATE SET holder = ${holder}, expires_at = ${expiresAt}
          WHERE (leases.expires_at <= ${now} OR leases.holder = ${holder}) AND (leases.completed_at IS NULL OR leases.completed_at <= ${dueSince})
          RETURNING name`,
    );
    return taken.length > 0;
  }

  /** Gives it back. @param completedAt when what it is for was done to its end; left as it is where it was not */
  async giveBack(tx: Tx, name: string, holder: string, completedAt?: number): Promise<void> {
    await updateRows(tx, LeaseEntity, { name, holder }, { expiresAt: 0, ...(completedAt === undefined ? {} : { completedAt }) });
  }

  find(scope: ReadScope, name: string): Promise<LeaseEntity | null> {
    return findRow(scope, LeaseEntity, { name });
  }
}
