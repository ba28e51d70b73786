import { closeSync, copyFileSync, fsyncSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A contestant's database: filled once as a template, then copied for each round, so that every round begins with the
 * same rows. A setting is `{kind: 'sqlite', path}` or `{kind: 'postgres', url}`.
 */
export function openStore({ engine, name, directory, postgres }) {
  const folder = join(directory, name);
  mkdirSync(folder, { recursive: true });
  if (engine === 'none') return { folder, create: nothing, copy: nothing, drop: nothing };
  return engine === 'postgres' ? new PostgresStore(folder, name, postgres) : new SqliteStore(folder);
}

async function nothing() {
  return undefined;
}

class SqliteStore {
  constructor(folder) {
    this.folder = folder;
    this.template = { kind: 'sqlite', path: join(folder, 'template.db') };
    this.running = { kind: 'sqlite', path: join(folder, 'running.db') };
  }

  async create() {
    drop(this.template.path);
  }

  async copy() {
    drop(this.running.path);
    copyFileSync(this.template.path, this.running.path);
    // Written back now, not while somebody is measured.
    const file = openSync(this.running.path, 'r+');
    fsyncSync(file);
    closeSync(file);
    return this.running;
  }

  async drop() {
    for (const { path } of [this.template, this.running]) drop(path);
  }
}

function drop(path) {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}

class PostgresStore {
  constructor(folder, name, server) {
    const database = `bench_${name.replaceAll(/\W/g, '_')}`;
    this.folder = folder;
    this.server = server;
    this.names = [`${database}_template`, `${database}_running`];
    [this.template, this.running] = this.names.map((each) => ({ kind: 'postgres', url: server.urlOf(each) }));
  }

  async create() {
    await this.drop();
    await this.server.run(`CREATE DATABASE ${this.names[0]}`);
  }

  async copy() {
    const [template, running] = this.names;
    await this.server.run(`DROP DATABASE IF EXISTS ${running} WITH (FORCE)`, `CREATE DATABASE ${running} TEMPLATE ${template} STRATEGY FILE_COPY`, 'CHECKPOINT');
    return this.running;
  }

  async drop() {
    for (const name of this.names) await this.server.run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}
