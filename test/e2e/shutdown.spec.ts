import { mkdtempSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, engines } from '../support/databases.js';
import { killStarted, nodeStart, npmStart, type StartedProcess, until } from '../support/npm-start.js';
import { Relay } from '../support/relay.js';
import { freePort } from '../support/start-service.js';

const PASSWORD = 'correct horse battery';
const CREDENTIALS = JSON.stringify({ email: 'owner@example.com', password: PASSWORD });

async function settings(databaseUrl?: string): Promise<Record<string, string>> {
  const port = String(await freePort());
  const folder = mkdtempSync(join(tmpdir(), 'moovingon-shutdown-'));
  return { PORT: port, DATABASE_URL: databaseUrl ?? `sqlite:${join(folder, 'moovingon.db')}`, SECRET_KEY: 's'.repeat(32), BOOTSTRAP_PASSWORD: PASSWORD, BCRYPT_COST: '4' };
}

const isReady = ({ PORT }: Record<string, string>) => fetch(`http://localhost:${PORT}/health/ready`).then(({ ok }) => ok, () => false);
const linesOf = ({ output }: StartedProcess) =>
  output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** A sign-in whose body comes in two halves, with `between` in the middle. @returns the whole answer */
function slowSignIn(port: number, between: () => Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, 'localhost', () => {
      const head = `POST /api/v1/session HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${CREDENTIALS.length}\r\n\r\n`;
      socket.write(head + CREDENTIALS.slice(0, 20));
      between().then(() => socket.write(CREDENTIALS.slice(20)), reject);
    });
    socket.on('data', (chunk) => (answer += String(chunk))).on('close', () => resolve(answer)).on('error', reject);
  });
}

afterEach(killStarted);

describe('a service that is told to end', () => {
  it('answers what has begun, ends within ten seconds with code 0, and loses no line of its log', async () => {
    const environment = await settings();
    const service = npmStart(environment);
    await until(() => isReady(environment));
    await Promise.all(Array.from({ length: 50 }, () => fetch(`http://localhost:${environment.PORT}/api/v1/nothing`)));
    let stopping = 0;
    const answer = await slowSignIn(Number(environment.PORT), async () => {
      stopping = Date.now();
      service.child.kill('SIGTERM');
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      await expect(fetch(`http://localhost:${environment.PORT}/health/live`)).rejects.toThrow();
    });
    expect(answer).toMatch(/^HTTP\/1\.1 201 /);
    expect(await service.ended).toMatchObject({ code: 0 });
    expect(Date.now() - stopping).toBeLessThan(10_000);
    const lines = linesOf(service);
    expect(lines.filter(({ code }) => code === 'route_unknown')).toHaveLength(50);
    expect(lines.filter(({ event }) => event === 'shutdown')).toHaveLength(1);
    expect(lines.at(-1)).toMatchObject({ event: 'request', route: '/api/v1/session', status: 201 });
  }, 150_000);

  it('does not wait longer for a client that never finishes', async () => {
    const environment = await settings();
    const service = nodeStart(environment);
    await until(() => isReady(environment));
    const stopping = Date.now();
    const answer = slowSignIn(Number(environment.PORT), () => {
      service.child.kill('SIGINT');
      return new Promise(() => undefined);
    }).catch(() => '');
    expect(await service.ended).toMatchObject({ code: 0 });
    expect(Date.now() - stopping).toBeLessThan(10_000);
    expect(await answer).toBe('');
  }, 150_000);
});

describe('a service whose port is taken', () => {
  it('says so in its log and ends', async () => {
    const environment = await settings();
    const first = nodeStart(environment);
    await until(() => isReady(environment));
    const second = nodeStart({ ...environment, DATABASE_URL: (await settings()).DATABASE_URL as string });
    expect(await second.ended).toMatchObject({ code: 1 });
    expect(linesOf(second)).toContainEqual(expect.objectContaining({ level: 'fatal', event: 'start_failed', error: expect.objectContaining({ code: 'EADDRINUSE' }) }));
    await first.kill();
  }, 150_000);
});

(engines.includes('postgres') ? describe : describe.skip)('a PostgreSQL that comes up later', () => {
  it('is waited for, with a clear line, and then the service is ready', async () => {
    const database = await createTestDatabase('postgres');
    const relay = new Relay(await freePort(), new URL(database.url));
    const environment = await settings(relay.url);
    const service = nodeStart(environment);
    await until(() => linesOf(service).some(({ event }) => event === 'database_waiting'));
    expect(linesOf(service)[0]).toMatchObject({ level: 'warn', message: 'Waiting for the database', reason: expect.stringContaining('ECONNREFUSED') });
    expect(await isReady(environment)).toBe(false);
    await relay.join();
    await until(() => isReady(environment), 10_000);
    expect(service.output()).not.toContain(new URL(database.url).password + '@');
    service.child.kill('SIGTERM');
    expect(await service.ended).toMatchObject({ code: 0 });
    await relay.cut();
    await database.drop();
  }, 150_000);

  it('may be given up on by a signal while it is waited for', async () => {
    const environment = await settings(`postgres://nobody:secret-of-the-database@127.0.0.1:${await freePort()}/nothing`);
    const service = nodeStart(environment);
    await until(() => linesOf(service).some(({ event }) => event === 'database_waiting'));
    service.child.kill('SIGTERM');
    expect(await service.ended).toMatchObject({ code: 0 });
    expect(service.output()).not.toContain('secret-of-the-database');
  }, 150_000);
});
