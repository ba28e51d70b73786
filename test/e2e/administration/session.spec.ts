import { ApiClient, cookieOf } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { OWNER, startTestService, type TestService } from '../../support/start-service.js';

describe.each(engines)('the session at /api/v1 on %s', (engine) => {
  let service: TestService;
  let anyone: ApiClient;

  beforeAll(async () => {
    service = await startTestService(engine, { TRUST_PROXY: 'true' });
    anyone = ApiClient.anonymous(service.url);
  });
  afterAll(() => service.stop());

  const from = (address: string) => anyone.with({ 'x-forwarded-for': address });

  it('signs the first owner in, who is also staff, and says who that is', async () => {
    const answer = await anyone.post('/api/v1/session', OWNER);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      user: { userName: OWNER.email, email: OWNER.email, givenName: 'Account', familyName: 'Owner', role: 'owner', staff: true, active: true },
      account: { id: expect.any(String), name: expect.any(String) },
      role: 'owner',
      staff: true,
      origin: 'password',
    });
    expect(Date.parse(answer.body.expiresAt)).toBeGreaterThan(Date.now());
    expect(answer.headers.getSetCookie()[0]).toMatch(/^moovingon_session=[\w-]{43};.*HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/i);
    const me = await ApiClient.withCookie(service.url, cookieOf(answer)).get('/api/v1/session');
    expect(me.body).toEqual(answer.body);
  });

  it('compares the e-mail address without case', async () => {
    expect((await anyone.post('/api/v1/session', { ...OWNER, email: OWNER.email.toUpperCase() })).status).toBe(201);
  });

  it.each([
    ['a wrong password', { ...OWNER, password: 'wrong battery staple' }],
    ['an unknown e-mail address', { ...OWNER, email: 'nobody@example.com' }],
    ['an unknown account', { ...OWNER, accountId: 'nowhere' }],
    ['a password that only begins with the right one, beyond the 72 bytes that bcrypt reads', { ...OWNER, password: OWNER.password + 'x'.repeat(80) }],
  ])('refuses %s without saying which it was', async (_, body) => {
    const answer = await from('198.51.100.1').post('/api/v1/session', body);
    expect(answer).toMatchObject({ status: 401, body: { code: 'credentials_invalid' } });
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(JSON.stringify(answer.body)).not.toContain(body.email);
  });

  it.each([
    ['no password', { email: OWNER.email }],
    ['an object for a password', { email: OWNER.email, password: {} }],
    ['NUL in the e-mail address', { ...OWNER, email: 'owner\u0000@example.com' }],
    ['a member that is not known', { ...OWNER, role: 'owner' }],
    ['a list', []],
  ])('refuses %s as 400', async (_, body) => {
    expect((await anyone.post('/api/v1/session', body)).status).toBe(400);
  });

  it('ends the session with DELETE, at once', async () => {
    const owner = await ApiClient.signIn(service.url, OWNER);
    const answer = await owner.delete('/api/v1/session');
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^moovingon_session=;.*Expires=Thu, 01 Jan 1970/i);
    expect(await owner.get('/api/v1/session')).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  });

  it('ends the session that the browser had when it signs in again', async () => {
    const owner = await ApiClient.signIn(service.url, OWNER);
    const { headers } = await owner.post('/api/v1/session', OWNER);
    expect((await owner.get('/api/v1/session')).status).toBe(401);
    expect((await ApiClient.withCookie(service.url, cookieOf({ headers })).get('/api/v1/session')).status).toBe(200);
  });

  it('knows nobody by a cookie or a key that it did not hand out, and looks at no cookie beside an Authorization', async () => {
    const owner = await ApiClient.signIn(service.url, OWNER);
    expect((await ApiClient.withCookie(service.url, 'moovingon_session=x').get('/api/v1/session')).status).toBe(401);
    expect((await ApiClient.withKey(service.url, 'moovingon_key_x').get('/api/v1/session')).status).toBe(401);
    for (const authorization of ['Bearer nothing', 'Bearer', 'Basic b3duZXI6cA==', '', 'x'])
      expect([authorization, (await owner.with({ authorization }).get('/api/v1/session')).status]).toEqual([authorization, 401]);
  });

  it('refuses writes with the cookie that come from another site', async () => {
    const owner = await ApiClient.signIn(service.url, OWNER);
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }] as Record<string, string>[]) {
      expect(await owner.with(headers).delete('/api/v1/session')).toMatchObject({ status: 403, body: { code: 'cross_site_request' } });
      expect(await anyone.with(headers).post('/api/v1/session', OWNER)).toMatchObject({ status: 403 });
    }
    expect((await owner.with({ origin: service.url }).delete('/api/v1/session')).status).toBe(204);
  });

  it('stops whoever guesses, with 429 and Retry-After, and lets the person himself in from elsewhere', async () => {
    const guessing = () => from('203.0.113.7').post('/api/v1/session', { ...OWNER, password: 'guess, guess, guess' });
    const statuses = (await Promise.all(Array.from({ length: 14 }, guessing))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(4);
    const refused = await guessing();
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
    // The right password does not help there either: a guess that is right must not stand out.
    expect((await from('203.0.113.7').post('/api/v1/session', OWNER)).status).toBe(429);
    expect((await from('203.0.113.8').post('/api/v1/session', OWNER)).status).toBe(201);
  });

  it('never counts sign-ins that succeed', async () => {
    for (let count = 0; count < 15; count += 1) expect((await from('203.0.113.20').post('/api/v1/session', OWNER)).status).toBe(201);
  });

  it('holds the limit over all instances', async () => {
    const second = await startTestService(engine, { TRUST_PROXY: 'true' }, service.database);
    const guess = (url: string) => ApiClient.anonymous(url).with({ 'x-forwarded-for': '203.0.113.9' }).post('/api/v1/session', { ...OWNER, password: 'guess, guess, guess' });
    for (let count = 0; count < 10; count += 1) expect((await guess(count % 2 ? second.url : service.url)).status).toBe(401);
    expect((await guess(second.url)).status).toBe(429);
    expect((await guess(service.url)).status).toBe(429);
    await second.stop();
  });

  it('asks for the account where the password fits in several', async () => {
    const owner = await ApiClient.signIn(service.url, OWNER);
    const credentials = { email: 'both@example.com', password: 'one password for both' };
    const accounts = [];
    for (const name of ['Beta', 'Alpha']) accounts.push((await owner.post('/api/v1/accounts', { name, owner: credentials })).body);
    const answer = await anyone.post('/api/v1/session', credentials);
    expect(answer).toMatchObject({ status: 409, body: { code: 'account_required', accounts: [{ name: 'Alpha', id: accounts[1].id }, { name: 'Beta', id: accounts[0].id }] } });
    const chosen = await anyone.post('/api/v1/session', { ...credentials, accountId: accounts[0].id });
    expect(chosen).toMatchObject({ status: 201, body: { account: { name: 'Beta' }, role: 'owner', staff: false } });
  });

  it('does not ask for the account where the passwords differ', async () => {
    const owner = await ApiClient.signIn(service.url, OWNER);
    for (const name of ['One', 'Two']) await owner.post('/api/v1/accounts', { name, owner: { email: 'apart@example.com', password: `the password of ${name}` } });
    expect((await anyone.post('/api/v1/session', { email: 'apart@example.com', password: 'the password of Two' })).body.account.name).toBe('Two');
  });

  it('changes the own password, which ends the other sessions', async () => {
    const owner = await ApiClient.signIn(service.url, OWNER);
    const credentials = { email: 'changer@example.com', password: 'the first password' };
    await owner.post('/api/v1/accounts', { name: 'Changers', owner: credentials });
    const [here, elsewhere] = [await ApiClient.signIn(service.url, credentials), await ApiClient.signIn(service.url, credentials)];
    const change = (currentPassword: string, newPassword: string) => here.put('/api/v1/session/password', { currentPassword, newPassword });
    expect(await change('not the first', 'the second password')).toMatchObject({ status: 401, body: { code: 'credentials_invalid' } });
    expect(await change(credentials.password, 'ä'.repeat(37))).toMatchObject({ status: 400, body: { code: 'password_invalid' } });
    expect(await change(credentials.password, 'short')).toMatchObject({ status: 400, body: { code: 'password_invalid' } });
    expect((await change(credentials.password, 'the second password')).status).toBe(204);
    expect((await here.get('/api/v1/session')).status).toBe(200);
    expect((await elsewhere.get('/api/v1/session')).status).toBe(401);
    expect((await anyone.post('/api/v1/session', credentials)).status).toBe(401);
    expect((await anyone.post('/api/v1/session', { ...credentials, password: 'the second password' })).status).toBe(201);
  });

  it('logs neither passwords nor cookies', () => {
    expect(service.logLines.join('\n')).not.toMatch(/correct horse|moovingon_session=\w|the first password|guess, guess/);
  });
});
