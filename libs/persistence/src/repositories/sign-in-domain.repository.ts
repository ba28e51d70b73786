import { Injectable } from '@nestjs/common';
import { SignInDomainEntity } from '../entities/index.js';
import { limitSql } from '../portable-sql.js';
import { insertRowsIfAbsent } from '../rows.js';
import { query, type ReadScope, type Tx } from '../scope.js';
import { sql } from '../sql.js';

/** An integration that is offered to people of a domain. */
export interface OfferedIntegration {
  readonly provider: string;
  readonly entityId: string;
  readonly uniqueIdentifier: string;
  readonly accountName: string;
}

@Injectable()
export class SignInDomainRepository {
  async add(tx: Tx, rows: readonly SignInDomainEntity[]): Promise<void> {
    await insertRowsIfAbsent(tx, SignInDomainEntity, rows);
  }

  /** The verified integrations through which people of the domain (folded) have signed in, in the order in which they were added. */
  listVerified(scope: ReadScope, domain: string, limit: number): Promise<OfferedIntegration[]> {
    return query(
      scope,
      sql`SELECT i.provider AS "provider", i.entity_id AS "entityId", i.unique_identifier AS "uniqueIdentifier", a.name AS "accountName"
          FROM sign_in_domains d JOIN integrations i ON i.id = d.integration_id JOIN accounts a ON a.id = i.account_id
          WHERE d.domain = ${domain} AND i.verified_at IS NOT NULL ORDER BY i.id ${limitSql(limit)}`,
    );
  }
}
