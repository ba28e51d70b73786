import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dialectOf } from '../dialect.js';

const COLUMNS = ['client_id', 'sealed_client_secret'];

/** What is handed over by a link for OpenID Connect: the issuer has its column already, the client ID and its secret have none. */
export class HandOverClients1764000000115 implements MigrationInterface {
  readonly name = 'HandOverClients1764000000115';

  async up(runner: QueryRunner): Promise<void> {
    // By hand: TypeORM would copy the whole table on SQLite, and a nullable column needs no copy.
    const collation = dialectOf(runner.dataSource) === 'postgres' ? ' COLLATE "C"' : '';
    for (const column of COLUMNS) await runner.query(`ALTER TABLE metadata_proposals ADD COLUMN ${column} text${collation}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.query(`ALTER TABLE metadata_proposals DROP COLUMN ${column}`);
  }
}
