import { Injectable } from '@nestjs/common';
import { CertificateWarningEntity } from '../entities/index.js';
import { limitSql } from '../portable-sql.js';
import { insertRowsIfAbsent } from '../rows.js';
import { query, type ReadScope, type Tx } from '../scope.js';
import { sql } from '../sql.js';

/** The certificate of an integration that ends last. */
export interface LastCertificate {
  readonly integrationId: string;
  readonly accountId: string;
  readonly name: string;
  readonly provider: string;
  readonly uniqueIdentifier: string;
  readonly fingerprint: string;
  readonly notAfter: number;
}

@Injectable()
export class CertificateWarningRepository {
  /** Of the integrations after `after` whose last certificate ends between the instants; by the order of their ids. */
  listLastCertificates(scope: ReadScope, { from, to, after, limit }: { from: number; to: number; after: string; limit: number }): Promise<LastCertificate[]> {
    return query(
      scope,
      sql`SELECT i.id AS "integrationId", i.account_id AS "accountId", i.name AS "name", i.provider AS "provider", i.unique_identifier AS "uniqueIdentifier",
            c.fingerprint AS "fingerprint", c.not_after AS "notAfter"
          FROM integrations i JOIN integration_certificates c ON c.integration_id = i.id
          WHERE i.id > ${after} AND c.not_after > ${from} AND c.not_after <= ${to}
            AND NOT EXISTS (SELECT 1 FROM integration_certificates later WHERE later.integration_id = i.id
              AND (later.not_after > c.not_after OR (later.not_after = c.not_after AND later.fingerprint > c.fingerprint)))
          ORDER BY i.id ${limitSql(limit)}`,
    );
  }

  /** @returns false where it was told already */
  async tell(tx: Tx, warning: CertificateWarningEntity): Promise<boolean> {
    return (await insertRowsIfAbsent(tx, CertificateWarningEntity, [warning])) === 1;
  }
}
