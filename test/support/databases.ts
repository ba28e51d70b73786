import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSetting } from '@app/settings';
import { Client } from 'pg';

export type Engine = 'sqlite' | 'postgres';

/** The engines that a suite runs on: both, unless TEST_ENGINES names one (while one is developing). */
export const engines = (process.env.TEST_ENGINES?.split(',') ?? ['sqlite', 'postgres']) as Engine[];

export interface TestDatabase {
  readonly setting: DatabaseSetting;
  /** As `DATABASE_URL` takes it. */
  readonly url: string;
  drop(): Promise<void>;
}

/** An empty database of its own. The PostgreSQL server is the one that the global set-up has started or was given. */
export function createTestDatabase(engine: Engine): Promise<TestDatabase> {
  return engine === 'sqlite' ? createSqlite() : createPostgres();
}

async function createSqlite(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'moovingon-test-'));
  const path = join(folder, 'test.db');
  return { setting: { kind: 'sqlite', path }, url: `sqlite:${path}`, drop: async () => rmSync(folder, { recursive: true, force: true }) };
}

async function createPostgres(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name}`);
  const url = Object.assign(new URL(serverUrl()), { pathname: `/${name}` }).href;
  return { setting: { kind: 'postgres', url }, url, drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env.TEST_POSTGRES_URL;
  if (!url) throw new Error('TEST_POSTGRES_URL is not set: run the tests through npm test or npm run jest, which start a PostgreSQL');
  return url;
}
