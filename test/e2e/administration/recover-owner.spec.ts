import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { ApiClient, cookieOf } from '../../support/api-client.js';
import { describeInBrowser, launchBrowser, newVisitor } from '../../support/browser.js';
import { createTestDatabase, engines, type TestDatabase } from '../../support/databases.js';
import { enrolTotp, nextCode } from '../../support/second-factors.js';
import { OWNER, startTestService, type TestService } from '../../support/start-service.js';

const NEW_PASSWORD = 'a password that he will remember';

/** As an operator runs it on the host. */
function recoverOwner(database: TestDatabase, publicUrl: string, ...parameters: string[]): Promise<{ code: number | null; output: string; errors: string }> {
  const environment = { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'development', DATABASE_URL: database.url, PUBLIC_URL: publicUrl, SECRET_KEY: 'a key of the tests that seals nothing of value' };
  const child = spawn('npm', ['run', '--silent', 'recover-owner', '--', ...parameters], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output: output.replace(/^Building …\n/, ''), errors })));
}

const linkIn = (output: string): string => /https?:\S+\/recover-owner#\S+/.exec(output)?.[0] as string;
const tokenIn = (output: string): string => linkIn(output).split('#')[1] as string;

describe.each(engines)('the command recover-owner on %s', (engine) => {
  let service: TestService;
  let staff: ApiClient;

  beforeAll(async () => {
    // What takes long where something has changed since the last build is no matter of the tests.
    await promisify(execFile)(process.execPath, ['apps/api/build.mjs', 'service']);
    service = await startTestService(engine);
    staff = await ApiClient.signIn(service.url, OWNER);
  }, 300_000);
  afterAll(() => service.stop());

  const run = (...parameters: string[]) => recoverOwner(service.database, service.url, ...parameters);
  const redeem = (token: string, password?: string) => ApiClient.anonymous(service.url).post('/api/v1/owner-recoveries', { token, ...(password !== undefined && { password }) });
  const customer = async () => {
    const credentials = { email: `owner@${randomUUID().slice(0, 8)}.example`, password: 'correct horse battery staple' };
    const account = (await staff.post('/api/v1/accounts', { name: `Customer ${randomUUID()}`, owner: credentials })).body;
    const owner = await ApiClient.signIn(service.url, credentials);
    return { ...account, at: `/api/v1/accounts/${account.id}`, credentials, owner } as { id: string; name: string; at: string; credentials: typeof credentials; owner: ApiClient };
  };

  it('makes a link while the service runs, by which the owner signs in once and sets a new password', async () => {
    const { id, name, at, credentials, owner } = await customer();
    const { code, output, errors } = await run(name);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toContain(`A link for ${credentials.email}, owner of ${name}. Good once, until `);
    expect(linkIn(output).startsWith(`${service.url}/recover-owner#`)).toBe(true);

    const answer = await redeem(tokenIn(output), NEW_PASSWORD);
    expect(answer).toMatchObject({ status: 201, body: { account: { id }, role: 'owner' } });
    expect((await ApiClient.withCookie(service.url, cookieOf(answer)).get(`${at}/users`)).status).toBe(200);
    expect(await redeem(tokenIn(output), NEW_PASSWORD)).toMatchObject({ status: 400, body: { code: 'owner_recovery_invalid', hint: expect.stringContaining('recover-owner') } });

    expect((await owner.get('/api/v1/session')).status).toBe(401);
    await expect(ApiClient.signIn(service.url, credentials)).rejects.toThrow('credentials_invalid');
    const again = await ApiClient.signIn(service.url, { ...credentials, password: NEW_PASSWORD });
    const events = (await again.get(`${at}/audit-events?limit=50`)).body.items;
    expect(events).toContainEqual(expect.objectContaining({ action: 'owner.recovery_issued', actor: expect.objectContaining({ kind: 'host', name: expect.stringContaining('@') }), after: expect.objectContaining({ withoutSecondFactor: false }) }));
    expect(events).toContainEqual(expect.objectContaining({ action: 'owner.recovered', after: { reactivated: false, secondFactorsRemoved: 0 } }));
    expect(JSON.stringify(events)).not.toContain(tokenIn(output));
  }, 180_000);

  it('makes it by the id of the account as well, and lets the owner keep his password', async () => {
    const { id, credentials } = await customer();
    expect(await redeem(tokenIn((await run(id)).output))).toMatchObject({ status: 201 });
    await ApiClient.signIn(service.url, credentials);
  }, 180_000);

  it('ends a link by a newer one, and by a new password', async () => {
    const { id, owner, credentials } = await customer();
    const [first, second] = [await run(id), await run(id)];
    expect(await redeem(tokenIn(first.output))).toMatchObject({ status: 400 });
    await owner.put('/api/v1/session/password', { currentPassword: credentials.password, newPassword: NEW_PASSWORD });
    expect(await redeem(tokenIn(second.output))).toMatchObject({ status: 400, body: { code: 'owner_recovery_invalid' } });
  }, 180_000);

  it('asks for the second factor besides, and takes it away where it is told that it is lost', async () => {
    const { id, owner, at } = await customer();
    const secret = await enrolTotp(owner);
    const kept = await run(id);
    expect(kept.output).toContain('add --without-second-factor');
    const asked = await redeem(tokenIn(kept.output), NEW_PASSWORD);
    expect(asked).toMatchObject({ status: 401, body: { code: 'second_factor_required', methods: ['totp', 'recovery-code'] } });
    expect(asked.headers.getSetCookie()).toEqual([]);
    const code = nextCode(secret);
    expect(await ApiClient.anonymous(service.url).post('/api/v1/session/second-factor', { challenge: asked.body.challenge, code })).toMatchObject({ status: 201 });

    const lost = await run(id, '--without-second-factor');
    expect(lost.output).toContain('removes the 1 second factor');
    const answer = await redeem(tokenIn(lost.output));
    expect(answer.status).toBe(201);
    const back = ApiClient.withCookie(service.url, cookieOf(answer));
    expect((await back.get('/api/v1/session/second-factors')).body).toMatchObject({ items: [], recoveryCodesLeft: 0 });
    const actions = (await back.get(`${at}/audit-events?limit=50`)).body.items.map(({ action }: { action: string }) => action);
    expect(actions).toEqual(expect.arrayContaining(['second_factors.removed', 'owner.recovered']));
  }, 180_000);

  it('asks which owner is meant, and brings one back whom another owner has deactivated', async () => {
    const { id, at, owner, credentials } = await customer();
    const email = `second@${randomUUID().slice(0, 8)}.example`;
    const second = (await owner.post(`${at}/users`, { email, role: 'owner', password: 'correct horse battery staple' })).body;
    expect(await run(id)).toMatchObject({ code: 1, output: '', errors: `The account ${JSON.stringify((await owner.get(at)).body.name)} has 2 owners, expected --owner with the e-mail of one of them: ${credentials.email}, ${email}\n` });
    expect(await run(id, '--owner', 'nobody@example.com')).toMatchObject({ code: 1, errors: expect.stringMatching(/^No owner of the account .* is called "nobody@example.com", expected one of .*\n$/) });

    expect((await owner.patch(`${at}/users/${second.id}`, { active: false })).status).toBe(200);
    expect((await run(id)).output).toContain(credentials.email);
    const { output } = await run(id, '--owner', email.toUpperCase());
    expect(await redeem(tokenIn(output))).toMatchObject({ status: 201, body: { user: { id: second.id } } });
    await ApiClient.signIn(service.url, { email, password: 'correct horse battery staple' });
  }, 180_000);

  it('says in one line what is wrong, and what there is', async () => {
    const { name, id } = await customer();
    const unknown = await run('Nobody Ltd');
    expect(unknown).toMatchObject({ code: 1, output: '', errors: expect.stringMatching(/^No account has the id or the exact name "Nobody Ltd", expected one of those that there are: .*\n$/) });
    expect(unknown.errors).toContain('"MoovingON AI" (');
    await staff.post('/api/v1/accounts', { name, owner: { email: `x@${randomUUID()}.example` } });
    expect(await run(name)).toMatchObject({ code: 1, errors: expect.stringContaining(id) });
    const misused = await Promise.all([run(), run('a', 'b'), run('--nonsense', 'a')]);
    for (const answer of misused) expect(answer).toMatchObject({ code: 1, errors: expect.stringContaining('Usage: npm run recover-owner -- <account id or exact name>') });
  }, 180_000);

  it('makes it while the service is stopped', async () => {
    const database = await createTestDatabase(engine);
    const first = await startTestService(engine, {}, database);
    await first.stop();
    const { output } = await recoverOwner(database, first.url, 'MoovingON AI');
    const second = await startTestService(engine, {}, database);
    try {
      expect(await ApiClient.anonymous(second.url).post('/api/v1/owner-recoveries', { token: tokenIn(output) })).toMatchObject({ status: 201, body: { staff: true } });
    } finally {
      await second.stop();
      await database.drop();
    }
  }, 180_000);

  it('says so where there is no database', async () => {
    const nowhere = { setting: { kind: 'sqlite', path: '/nowhere/moovingon.db' }, url: 'sqlite:/nowhere/moovingon.db' } as TestDatabase;
    expect(await recoverOwner(nowhere, service.url, 'x')).toMatchObject({ code: 1, errors: 'DATABASE_URL: there is no database at /nowhere/moovingon.db, expected that of the service\n' });
    expect(await recoverOwner({ ...nowhere, url: 'postgres://nobody@127.0.0.1:1/none' }, service.url, 'x')).toMatchObject({ code: 1, errors: expect.stringMatching(/^DATABASE_URL: the database does not answer: .*\n$/) });
  }, 180_000);

  describeInBrowser('and its link in a plain browser', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterAll(() => browser?.close());

    it('signs the owner in, with a new password', async () => {
      const { id, credentials } = await customer();
      const { output } = await run(id);
      const { page, context, complaints } = await newVisitor(browser);
      await page.goto(linkIn(output));
      expect(page.url()).toBe(`${service.url}/recover-owner`);
      await page.getByLabel('New password').fill(NEW_PASSWORD);
      await page.getByLabel('The same again').fill(NEW_PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL(`${service.url}/`);
      expect((await page.request.get(`${service.url}/api/v1/session`)).status()).toBe(200);
      await ApiClient.signIn(service.url, { ...credentials, password: NEW_PASSWORD });
      expect(complaints()).toEqual([]);
      await context.close();
    }, 180_000);

    it('asks an owner who has one for the second factor', async () => {
      const { id, owner } = await customer();
      const secret = await enrolTotp(owner);
      const { output } = await run(id);
      const { page, context, complaints } = await newVisitor(browser);
      await page.goto(linkIn(output));
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByLabel('Code of your authenticator app, or a recovery code').fill(nextCode(secret));
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL(`${service.url}/`);
      expect((await page.request.get(`${service.url}/api/v1/session`)).status()).toBe(200);
      expect(complaints()).toEqual([]);
      await context.close();
    }, 180_000);
  });
});
