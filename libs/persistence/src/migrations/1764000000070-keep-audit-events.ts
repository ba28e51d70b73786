import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dialectOf } from '../dialect.js';

const UNCHANGED = 'audit events are never changed';
const KEPT = 'audit events stay as long as their account';

/**
 * The database itself refuses to change an audit event, and to delete one whose account is there: no mistake of the service can. A later
 * migration that makes the table anew on SQLite has to make the triggers anew, too; a test holds them.
 */
export class KeepAuditEvents1764000000070 implements MigrationInterface {
  readonly name = 'KeepAuditEvents1764000000070';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of dialectOf(runner.dataSource) === 'postgres' ? POSTGRES : SQLITE) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const isPostgres = dialectOf(runner.dataSource) === 'postgres';
    for (const trigger of ['audit_events_unchanged', 'audit_events_kept']) await runner.query(`DROP TRIGGER ${trigger}${isPostgres ? ' ON audit_events' : ''}`);
    if (isPostgres) for (const name of ['refuse_audit_change', 'refuse_audit_removal']) await runner.query(`DROP FUNCTION ${name}()`);
  }
}

const SQLITE = [
  `CREATE TRIGGER audit_events_unchanged BEFORE UPDATE ON audit_events BEGIN SELECT RAISE(ABORT, '${UNCHANGED}'); END`,
  `CREATE TRIGGER audit_events_kept BEFORE DELETE ON audit_events
    WHEN OLD.account_id IS NULL OR EXISTS (SELECT 1 FROM accounts WHERE id = OLD.account_id)
    BEGIN SELECT RAISE(ABORT, '${KEPT}'); END`,
];

const POSTGRES = [
  `CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '${UNCHANGED}'; END $$`,
  `CREATE TRIGGER audit_events_unchanged BEFORE UPDATE OR TRUNCATE ON audit_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()`,
  `CREATE FUNCTION refuse_audit_removal() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF OLD.account_id IS NULL OR EXISTS (SELECT 1 FROM accounts WHERE id = OLD.account_id) THEN RAISE EXCEPTION '${KEPT}'; END IF;
    RETURN OLD;
  END $$`,
  `CREATE TRIGGER audit_events_kept BEFORE DELETE ON audit_events FOR EACH ROW EXECUTE FUNCTION refuse_audit_removal()`,
];
