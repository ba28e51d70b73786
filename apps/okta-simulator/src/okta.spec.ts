import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startOktaSimulator, type RunningSimulator } from './index.js';

interface Seen {
  line: string;
  headers: string[];
  body: unknown;
}

/** A service provider that answers from a script and remembers what arrived. */
class ScriptedService {
  readonly seen: Seen[] = [];
  readonly answers: { status: number; body?: unknown; text?: string; headers?: Record<string, string> }[] = [];
  private readonly server: Server = createServer(
    (request, response) =>
      void this.answer(request).then(({ status, body, text, headers }) => {
        response.writeHead(status, { 'Content-Type': 'application/scim+json', ...headers });
        response.end(text ?? (body === undefined ? '' : JSON.stringify(body)));
      }),
  );

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api/scim/v2`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async answer(request: IncomingMessage) {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    this.seen.push({
      line: `${request.method} ${request.url}`,
      headers: request.rawHeaders,
      body: text === '' ? undefined : JSON.parse(text),
    });
    return this.answers.shift() ?? { status: 500, text: 'nothing scripted' };
  }
}

const EMPTY = { status: 200, body: { totalResults: 0, Resources: [] } };
const ada = { login: 'ada@example.com', email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' };

describe('the simulated Okta organisation', () => {
  let service: ScriptedService;
  let simulator: RunningSimulator;

  beforeEach(async () => {
    service = new ScriptedService();
    simulator = await startOktaSimulator({ patience: { attempts: 10, longestWaitSeconds: 1 } });
    const baseUrl = await service.start();
    service.answers.push(EMPTY);
    const all = { enabled: true, createUsers: true, updateUserAttributes: true, deactivateUsers: true };
    await simulator.okta.configureProvisioning({
      ...all,
      baseUrl,
      credentials: { mode: 'basic', username: 'u', password: 'secret' },
    });
    simulator.okta.createPerson(ada);
    service.seen.length = 0;
  });

  afterEach(async () => {
    await simulator.close();
    service.close();
  });

  it('sends Okta’s headers in Okta’s case, and never shows the credential in its log', async () => {
    service.answers.push(EMPTY);
    await simulator.okta.provisioning.testConnection();
    expect(service.seen[0]?.headers.slice(0, 8)).toEqual([
      'User-Agent',
      'Okta SCIM Client 1.0.0',
      'Accept',
      'application/scim+json',
      'Accept-Encoding',
      'gzip,deflate',
      'Authorization',
      `Basic ${Buffer.from('u:secret').toString('base64')}`,
    ]);
    expect(JSON.stringify(simulator.okta.log.entries)).not.toContain(Buffer.from('u:secret').toString('base64'));
  });

  it('looks up, creates, deactivates as GET body plus active false, and finds the same user again on reassignment', async () => {
    const stored = { id: '77', userName: 'ada@example.com', meta: { version: '1' }, custom: 'kept' };
    service.answers.push(EMPTY, { status: 201, body: stored });
    expect(await simulator.okta.assignPerson('ada@example.com')).toMatchObject([{ outcome: 'done' }]);
    service.answers.push({ status: 200, body: stored }, { status: 200, body: stored });
    await simulator.okta.deactivatePerson('ada@example.com');
    expect(service.seen.at(-1)).toMatchObject({
      line: 'PUT /api/scim/v2/Users/77',
      body: { ...stored, active: false },
    });
    const inactive = { ...stored, active: false };
    service.answers.push(
      { status: 200, body: { totalResults: 1, Resources: [inactive] } },
      ...Array.from({ length: 4 }, () => ({ status: 200, body: inactive })),
    );
    await simulator.okta.reactivatePerson('ada@example.com');
    await simulator.okta.assignPerson('ada@example.com');
    expect(service.seen.map(({ line }) => line.replace('/api/scim/v2', ''))).toEqual([
      'GET /Users?filter=userName%20eq%20%22ada%40example.com%22&startIndex=1&count=100',
      'POST /Users',
      'GET /Users/77',
      'PUT /Users/77',
      'GET /Users?filter=userName%20eq%20%22ada%40example.com%22&startIndex=1&count=100',
      'GET /Users/77',
      'PUT /Users/77',
      'GET /Users/77',
      'PUT /Users/77',
    ]);
  });

  it('shows a refusal as a failed task with the service’s own words, and does not try it again', async () => {
    service.answers.push(EMPTY, {
      status: 409,
      body: { status: '409', scimType: 'uniqueness', detail: 'taken by 12' },
    });
    const [task] = await simulator.okta.assignPerson('ada@example.com');
    expect(task).toMatchObject({
      outcome: 'failed',
      status: 409,
      error: expect.stringContaining('Conflict. Errors reported by remote server: taken by 12'),
    });
    expect(service.seen).toHaveLength(2);
  });

  it('tries 429 again after Retry-After, and nothing else', async () => {
    service.answers.push({ status: 429, headers: { 'Retry-After': '0' }, body: {} }, EMPTY, {
      status: 201,
      body: { id: '1' },
    });
    expect(await simulator.okta.assignPerson('ada@example.com')).toMatchObject([{ outcome: 'done' }]);
    expect(simulator.okta.log.entries.at(-2)?.purpose).toContain('(attempt 2)');
  });

  it('says what Okta says of an answer that is no JSON', async () => {
    service.answers.push({ status: 502, text: '<html>' });
    expect(await simulator.okta.assignPerson('ada@example.com')).toMatchObject([
      { error: expect.stringContaining("Invalid JSON: Unrecognized token '<html>'") },
    ]);
  });

  it('does not save provisioning settings whose test fails', async () => {
    service.answers.push({ status: 401, body: { detail: 'wrong password' } });
    const task = await simulator.okta.configureProvisioning({
      credentials: { mode: 'basic', username: 'u', password: 'other' },
    });
    expect(task).toMatchObject({ outcome: 'failed', status: 401 });
    expect(simulator.okta.organisation.application.provisioning.credentials).toMatchObject({ password: 'secret' });
  });

  it('gives members of an assigned group moovingon_ai_admin, once the Profile Editor has the attribute', async () => {
    simulator.okta.addGuideAttributes();
    simulator.okta.createGroup('Admins', ['ada@example.com']);
    service.answers.push(EMPTY, { status: 201, body: { id: '1' } });
    await simulator.okta.assignGroup('Admins', { moovingon_ai_admin: true });
    expect(service.seen.at(-1)?.body).toMatchObject({ moovingon_ai_admin: true });
  });

  it('sends nothing for an attribute that was added before provisioning was switched on, and nothing for a suspension', async () => {
    simulator.okta.organisation.application.provisioning.enabled = false;
    simulator.okta.addGuideAttributes();
    simulator.okta.organisation.application.provisioning.enabled = true;
    service.answers.push(EMPTY, { status: 201, body: { id: '1' } });
    await simulator.okta.assignPerson('ada@example.com', { moovingon_ai_admin: true });
    expect(service.seen.at(-1)?.body).not.toHaveProperty('moovingon_ai_admin');
    simulator.okta.suspendPerson('ada@example.com');
    expect(service.seen).toHaveLength(2);
  });

  it('imports pages of 100 until totalResults, users and then groups', async () => {
    const page = (from: number, count: number) => ({
      status: 200,
      body: {
        totalResults: 130,
        Resources: Array.from({ length: count }, (_, i) => ({
          id: String(from + i),
          userName: i === 0 && from > 1 ? 'ADA@example.com' : 'x',
        })),
      },
    });
    service.answers.push(page(1, 100), page(101, 30), EMPTY);
    const { users } = await simulator.okta.import();
    expect(service.seen.map(({ line }) => line.replace('/api/scim/v2', ''))).toEqual([
      'GET /Users?startIndex=1&count=100',
      'GET /Users?startIndex=101&count=100',
      'GET /Groups?startIndex=1&count=100',
    ]);
    expect(users.filter(({ match }) => match)).toMatchObject([{ resource: { id: '101' }, match: { profile: ada } }]);
  });

  it('pushes a group by POST without members, GET, PUT with all of them', async () => {
    service.answers.push(EMPTY, { status: 201, body: { id: '1' } });
    await simulator.okta.assignPerson('ada@example.com');
    simulator.okta.createGroup('Night shift', ['ada@example.com']);
    service.seen.length = 0;
    const group = { id: '5', displayName: 'Night shift', members: [] };
    service.answers.push(
      EMPTY,
      { status: 201, body: group },
      { status: 200, body: group },
      { status: 200, body: group },
    );
    expect(await simulator.okta.pushGroup('Night shift')).toMatchObject({ outcome: 'done' });
    expect(service.seen.map(({ body }) => body)).toEqual([
      undefined,
      { schemas: [expect.any(String)], displayName: 'Night shift', members: [] },
      undefined,
      { ...group, members: [{ value: '1', display: 'ada@example.com' }] },
    ]);
  });

  it('refuses to start in production', async () => {
    process.env['NODE_ENV'] = 'production';
    await expect(startOktaSimulator()).rejects.toThrow(/never runs there/);
    process.env['NODE_ENV'] = 'test';
  });
});
