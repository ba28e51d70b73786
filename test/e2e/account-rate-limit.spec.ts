import { ApiClient } from '../support/api-client.js';
import { scimClient, type TestClient } from '../support/scim-client.js';
import { startTestService, type TestService } from '../support/start-service.js';

/** In memory, so that the database is of no importance. */
describe('the limit of requests of one account', () => {
  let service: TestService;
  let staff: ApiClient;
  let acme: TestClient;
  const LIMIT = 40;

  const start = async (limit: string | undefined) => {
    service = await startTestService('sqlite', limit === undefined ? {} : { ACCOUNT_REQUESTS_PER_MINUTE: limit });
    staff = await ApiClient.signIn(service.url);
    acme = await scimClient(service);
  };
  afterEach(() => service.stop());

  it('lets so many through at once, answers 429 with whole seconds then, and lets the next one through after them', async () => {
    await start(String(LIMIT));
    const answers = await Promise.all(Array.from({ length: LIMIT + 5 }, () => acme.get('/Users?count=1')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(LIMIT);
    expect(refused.length).toBeGreaterThan(0);
    for (const { headers, body } of refused) {
      expect(headers.get('retry-after')).toMatch(/^[12]$/);
      expect(body).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '429', detail: expect.stringContaining(`more than ${LIMIT} requests within a minute`) });
    }
    await new Promise((resolve) => setTimeout(resolve, Number(refused[0]?.headers.get('retry-after')) * 1_000));
    expect((await acme.get('/Users?count=1')).status).toBe(200);
  });

  it('is one for SCIM and the admin API together, of the account that is acted in, and leaves the others alone', async () => {
    await start(String(LIMIT));
    const users = `/api/v1/accounts/${acme.accountId}/users?limit=1`;
    await Promise.all(Array.from({ length: LIMIT }, () => acme.get('/Users?count=1')));
    const refused = await staff.get(users);
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(refused.headers.get('retry-after')).toMatch(/^[12]$/);
    expect((await staff.get('/api/v1/session')).status).toBe(200);
    const other = await scimClient(service);
    expect((await other.get('/Users?count=1')).status).toBe(200);
  });

  it('does not count what is refused for wrong credentials', async () => {
    await start(String(LIMIT));
    await acme.get('/Users?count=1');
    for (let tries = 0; tries < LIMIT + 5; tries += 1) await acme.get('/Users', { authorization: `Basic ${Buffer.from(`${acme.username}:wrong`).toString('base64')}` });
    expect((await acme.get('/Users?count=1')).status).toBe(200);
  });

  it.each([undefined, '0'])('is far above a burst of Okta unless it is set, or none (%s)', async (limit) => {
    await start(limit);
    const statuses = new Set<number>();
    for (let wave = 0; wave < 10; wave += 1) for (const { status } of await Promise.all(Array.from({ length: 100 }, () => acme.get('/ServiceProviderConfig')))) statuses.add(status);
    expect([...statuses]).toEqual([200]);
  });
});
