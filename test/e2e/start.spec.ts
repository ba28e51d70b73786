import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killStarted, npmStart, until } from '../support/npm-start.js';
import { freePort } from '../support/start-service.js';

describe('npm start', () => {
  let environment: Record<string, string>;

  beforeAll(async () => {
    const port = String(await freePort());
    const folder = mkdtempSync(join(tmpdir(), 'moovingon-start-'));
    environment = { PORT: port, DATABASE_URL: `sqlite:${join(folder, 'moovingon.db')}`, SECRET_KEY: 's'.repeat(32) };
  });

  afterEach(killStarted);

  it('builds, prints the addresses and the first owner once, and ends cleanly on a signal', async () => {
    const first = npmStart(environment);
    await until(() => first.output().includes('shown this once'));
    expect(first.output()).toContain(`http://localhost:${environment.PORT}/api/docs`);
    expect(first.output()).toMatch(/e-mail +owner@example\.com\n +password +\S{16,}/);
    const stopping = Date.now();
    first.child.kill('SIGTERM');
    expect(await first.ended).toMatchObject({ code: 0 });
    expect(Date.now() - stopping).toBeLessThan(10_000);

    const built = statSync('dist/apps/api/src/main.js').mtimeMs;
    const second = npmStart(environment);
    await until(() => second.output().includes('/api/docs'));
    expect(second.output()).not.toMatch(/password|Building/);
    expect(statSync('dist/apps/api/src/main.js').mtimeMs).toBe(built);
    process.kill(-(second.child.pid as number), 'SIGINT');
    await second.ended;
    await expect(fetch(`http://localhost:${environment.PORT}/health/live`)).rejects.toThrow();
  }, 180_000);

  it('is in its few files what it is in its sources: names, pages, files beside it, threads', async () => {
    const running = npmStart(environment);
    await until(() => running.output().includes('/api/docs'));
    const url = `http://localhost:${environment.PORT}`;
    expect(await (await fetch(`${url}/api/openapi.json`)).json()).toEqual(JSON.parse(readFileSync('openapi.json', 'utf8')));
    for (const path of ['/api/docs', '/api/docs/swagger-ui.css', '/', '/favicon.svg', '/api/v1/identity-providers/okta/logo']) expect([path, (await fetch(url + path)).status]).toEqual([path, 200]);
    // A thread of its own has read it.
    const refused = await fetch(`${url}/sso/acs`, { method: 'POST', body: new URLSearchParams({ SAMLResponse: Buffer.from('<a').toString('base64') }) });
    expect([refused.status, await refused.json()]).toEqual([400, expect.objectContaining({ code: 'saml_response_malformed' })]);
  }, 120_000);

  it('stops at a bad setting with one line that names it', async () => {
    const refused = npmStart({ ...environment, DATABASE_URL: 'mysql://root:hunter2@db/x' });
    expect(await refused.ended).toMatchObject({ code: 1 });
    expect(refused.output()).toContain('DATABASE_URL: takes sqlite:<path> or postgres://');
    expect(refused.output()).not.toContain('hunter2');
  }, 120_000);
});
