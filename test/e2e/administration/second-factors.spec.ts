/* eslint-disable @typescript-eslint/no-explicit-any -- what a test reads of an answer, it asserts */
import { generateKeyPairSync } from 'node:crypto';
import { jest } from '@jest/globals';
import { RemoveSecondFactors, Sessions } from '@app/directory';
import { Clock, digest, MINUTE, SECOND } from '@app/kernel';
import { ReadScope, SecondFactorChallengeRepository, UnitOfWork } from '@app/persistence';
import { generateSync } from 'otplib';
import { ApiClient, type Answer, cookieOf, type Credentials } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { SoftwareAuthenticator } from '../../support/software-authenticator.js';
import { OWNER, startTestService, type TestService } from '../../support/start-service.js';

const SESSION = '/api/v1/session';
const FACTORS = `${SESSION}/second-factors`;

describe.each(engines)('second factors on %s', (engine) => {
  let service: TestService;
  let staff: ApiClient;
  let anyone: ApiClient;
  let person: Credentials;
  let me: ApiClient;
  let accountId: string;
  let count = 0;
  // The clock of every instance stands still, until a test moves it.
  let now = Date.parse('2026-03-02T09:00:00Z');

  const stopClock = ({ app }: TestService) => {
    const clock = app.get(Clock);
    jest.spyOn(clock, 'millis').mockImplementation(() => now);
    jest.spyOn(clock, 'now').mockImplementation(() => new Date(now));
  };

  beforeAll(async () => {
    service = await startTestService(engine, { TRUST_PROXY: 'true' });
    stopClock(service);
    anyone = ApiClient.anonymous(service.url);
  });
  afterAll(() => service.stop());

  beforeEach(async () => {
    count += 1;
    now += 60 * MINUTE;
    staff = await ApiClient.signIn(service.url, OWNER);
    person = { email: `owner${count}@example.com`, password: `the password of owner ${count}` };
    accountId = (await staff.post('/api/v1/accounts', { name: `Account ${count}`, owner: person })).body.id;
    me = await ApiClient.signIn(service.url, person);
  });

  const from = (address: string) => anyone.with({ 'x-forwarded-for': address });
  const code = (secret: string, steps = 0) => generateSync({ secret, epoch: Math.floor(now / SECOND) + steps * 30 });
  const nextStep = () => (now += 30 * SECOND);
  const signIn = (client = anyone) => client.post(SESSION, person);
  const finish = (challenge: string, answer: object, client = anyone) => client.post(`${SESSION}/second-factor`, { challenge, ...answer });
  const ask = async (client = anyone): Promise<any> => {
    const answer = await signIn(client);
    expect(answer).toMatchObject({ status: 401, body: { code: 'second_factor_required' } });
    return answer.body;
  };
  const addTotp = async (client = me) => {
    const { body } = await client.post(`${FACTORS}/totp`);
    const { status, body: factor } = await client.post(`${FACTORS}/totp/confirm`, { enrolment: body.enrolment, name: 'Telephone', code: code(body.secret) });
    expect(status).toBe(201);
    nextStep();
    return { secret: body.secret as string, id: factor.id as string, recoveryCodes: factor.recoveryCodes as string[] };
  };
  const addPasskey = async (authenticator: SoftwareAuthenticator, client = me) => {
    const { body } = await client.post(`${FACTORS}/passkeys`);
    const answer = await client.post(`${FACTORS}/passkeys/finish`, { registration: body.registration, name: 'Key', response: authenticator.create(body.options) });
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const prove = async (answer: object, client = me) => client.post(`${SESSION}/proofs`, { challenge: (await client.post(`${SESSION}/proof-challenges`)).body.challenge, ...answer });
  const audit = async () => (await me.get(`/api/v1/accounts/${accountId}/audit-events?limit=200`)).body.items as any[];
  const refused = (expected: string, status = 401) => ({ status, body: { code: expected } });
  const setsNoCookie = ({ headers }: Answer) => expect(headers.getSetCookie()).toEqual([]);

  describe('an authenticator app', () => {
    it('is added with its first code, and from then on the password alone opens nothing', async () => {
      const begun = await me.post(`${FACTORS}/totp`);
      expect(begun).toMatchObject({ status: 201, body: { secret: expect.stringMatching(/^[A-Z2-7]{32}$/), uri: expect.stringContaining('otpauth://totp/') } });
      expect((await signIn()).status).toBe(201);
      const wrong = await me.post(`${FACTORS}/totp/confirm`, { enrolment: begun.body.enrolment, name: 'Telephone', code: code(begun.body.secret, 5) });
      expect(wrong).toMatchObject(refused('second_factor_invalid'));
      const added = await me.post(`${FACTORS}/totp/confirm`, { enrolment: begun.body.enrolment, name: 'Telephone', code: code(begun.body.secret) });
      expect(added).toMatchObject({ status: 201, body: { kind: 'totp', name: 'Telephone', lastUsedAt: null, recoveryCodes: { length: 10 } } });
      expect(await me.post(`${FACTORS}/totp/confirm`, { enrolment: begun.body.enrolment, name: 'Again', code: code(begun.body.secret) })).toMatchObject(refused('challenge_invalid'));

      const asked = await signIn();
      expect(asked).toMatchObject({ ...refused('second_factor_required'), body: { methods: ['totp', 'recovery-code'], passkeyOptions: null, challenge: expect.stringMatching(/^[\w-]{43}$/) } });
      setsNoCookie(asked);
      // The code that confirmed it is spent.
      expect(await finish(asked.body.challenge, { code: code(begun.body.secret) })).toMatchObject(refused('second_factor_invalid'));
      nextStep();
      const opened = await finish(asked.body.challenge, { code: code(begun.body.secret) });
      expect(opened).toMatchObject({ status: 201, body: { role: 'owner', origin: 'password', user: { email: person.email } } });
      const client = ApiClient.withCookie(service.url, cookieOf(opened));
      expect((await client.get(SESSION)).body).toEqual(opened.body);
      const { secret: _, ...listed } = (await client.get(FACTORS)).body.items[0];
      expect(listed).toEqual({ id: added.body.id, kind: 'totp', name: 'Telephone', createdAt: expect.any(String), lastUsedAt: new Date(now).toISOString() });
    });

    it('ends with the first one the sessions that the password alone has opened elsewhere', async () => {
      const elsewhere = await ApiClient.signIn(service.url, person);
      await addTotp();
      expect((await elsewhere.get(SESSION)).status).toBe(401);
      expect((await me.get(SESSION)).status).toBe(200);
    });

    it('shows a code that is good once, on whatever instance', async () => {
      const { secret } = await addTotp();
      const second = await startTestService(engine, { TRUST_PROXY: 'true', PUBLIC_URL: service.url }, service.database);
      stopClock(second);
      const [first, other] = [await ask(), await ask()];
      expect((await finish(first.challenge, { code: code(secret) })).status).toBe(201);
      expect(await finish(other.challenge, { code: code(secret) }, ApiClient.anonymous(second.url))).toMatchObject(refused('second_factor_invalid'));
      // Nor is one from before the one that was used, though it would be within its time.
      expect(await finish(other.challenge, { code: code(secret, -1) }, ApiClient.anonymous(second.url))).toMatchObject(refused('second_factor_invalid'));
      nextStep();
      expect((await finish(other.challenge, { code: code(secret) }, ApiClient.anonymous(second.url))).status).toBe(201);
      await second.stop();
    });

    it('opens one session for one code, however many come at once', async () => {
      const { secret } = await addTotp();
      const challenges = [];
      for (let at = 0; at < 8; at += 1) challenges.push((await ask()).challenge);
      const statuses = (await Promise.all(challenges.map((challenge) => finish(challenge, { code: code(secret) })))).map(({ status }) => status);
      expect(statuses.filter((status) => status === 201)).toHaveLength(1);
      expect(statuses.filter((status) => status === 401)).toHaveLength(7);
    });
  });

  describe('the challenge', () => {
    it('is good for one sign-in', async () => {
      const { secret } = await addTotp();
      const { challenge } = await ask();
      expect((await finish(challenge, { code: code(secret) })).status).toBe(201);
      nextStep();
      const again = await finish(challenge, { code: code(secret) });
      expect(again).toMatchObject(refused('challenge_invalid'));
      setsNoCookie(again);
    });

    it('ends after five minutes', async () => {
      const { secret } = await addTotp();
      const { challenge, expiresAt } = await ask();
      expect(Date.parse(expiresAt)).toBe(now + 5 * MINUTE);
      now += 5 * MINUTE;
      expect(await finish(challenge, { code: code(secret) })).toMatchObject(refused('challenge_invalid'));
    });

    it('takes five answers, and then not even the right one', async () => {
      const { secret } = await addTotp();
      const { challenge } = await ask();
      for (let tries = 0; tries < 5; tries += 1) expect(await finish(challenge, { code: code(secret, 100 + tries) })).toMatchObject(refused('second_factor_invalid'));
      const stopped = await finish(challenge, { code: code(secret) });
      expect(stopped).toMatchObject(refused('rate_limited', 429));
      expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await finish((await ask()).challenge, { code: code(secret) })).status).toBe(201);
    });

    it('is of no use for another person, another purpose or without an answer', async () => {
      const { secret } = await addTotp();
      const proof = (await me.post(`${SESSION}/proof-challenges`)).body.challenge;
      expect(await finish(proof, { code: code(secret) })).toMatchObject(refused('challenge_invalid'));
      const { challenge } = await ask();
      expect(await me.post(`${SESSION}/proofs`, { challenge, code: code(secret) })).toMatchObject(refused('challenge_invalid'));
      expect(await staff.post(`${SESSION}/proofs`, { challenge: proof, code: code(secret) })).toMatchObject(refused('challenge_invalid'));
      for (const body of [{}, { code: '123456', recoveryCode: 'x' }, { code: 123456 }, { passkey: 'x' }, { password: person.password }]) expect((await finish(challenge, body)).status).toBe(400);
      expect((await finish(challenge, { code: code(secret) })).status).toBe(201);
    });

    it('is over when the password was changed or the factors were removed meanwhile', async () => {
      const { secret } = await addTotp();
      const { challenge } = await ask();
      expect((await me.put(`${SESSION}/password`, { currentPassword: person.password, newPassword: 'another password of mine' })).status).toBe(204);
      const late = await finish(challenge, { code: code(secret) });
      expect(late).toMatchObject(refused('credentials_invalid'));
      setsNoCookie(late);
      person = { ...person, password: 'another password of mine' };
      const pending = await ask();
      const { user } = (await me.get(SESSION)).body;
      expect((await staff.delete(`/api/v1/accounts/${accountId}/users/${user.id}/second-factors`)).status).toBe(204);
      expect(await finish(pending.challenge, { code: code(secret) })).toMatchObject(refused('challenge_invalid'));
      expect((await signIn()).status).toBe(201);
    });

    it('opens nothing for somebody who was deactivated meanwhile', async () => {
      person = { email: `deactivated${count}@example.com`, password: 'one who is deactivated' };
      const { id } = (await staff.post(`/api/v1/accounts/${accountId}/users`, { email: person.email, role: 'owner', password: person.password })).body;
      const { secret } = await addTotp(await ApiClient.signIn(service.url, person));
      const { challenge } = await ask();
      expect((await staff.patch(`/api/v1/accounts/${accountId}/users/${id}`, { active: false })).status).toBe(200);
      const late = await finish(challenge, { code: code(secret) });
      expect(late).toMatchObject(refused('user_inactive', 403));
      setsNoCookie(late);
      expect(await signIn()).toMatchObject(refused('user_inactive', 403));
    });

    it('is stored as its digest', async () => {
      await addTotp();
      const { challenge } = await ask();
      const stored = await service.app.get(SecondFactorChallengeRepository).findPending(service.app.get(ReadScope), digest(challenge), 'sign-in', now);
      expect(stored).toMatchObject({ purpose: 'sign-in', accountId });
      expect(JSON.stringify(stored)).not.toContain(challenge);
    });
  });

  describe('wrong answers', () => {
    it('are stopped by address, while the person comes in from elsewhere', async () => {
      const { secret } = await addTotp();
      const statuses = [];
      for (let tries = 0; tries < 12; tries += 1) statuses.push((await finish((await ask(from('203.0.113.50'))).challenge, { recoveryCode: `wrong ${tries}` }, from('203.0.113.50'))).status);
      expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
      expect((await finish((await ask(from('203.0.113.51'))).challenge, { code: code(secret) }, from('203.0.113.51'))).status).toBe(201);
    });

    it('of six digits are stopped over all addresses, while a recovery code still opens', async () => {
      const { secret, recoveryCodes } = await addTotp();
      const statuses = [];
      for (let tries = 0; tries < 11; tries += 1) statuses.push((await finish((await ask(from(`203.0.114.${tries}`))).challenge, { code: code(secret, 50 + tries) }, from(`203.0.114.${tries}`))).status);
      expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
      expect(await finish((await ask()).challenge, { code: code(secret) })).toMatchObject({ ...refused('rate_limited', 429), body: { hint: expect.stringContaining('recovery code') } });
      expect((await finish((await ask()).challenge, { recoveryCode: recoveryCodes[0] })).status).toBe(201);
    });

    it('are none where the answer is right, however often', async () => {
      const { secret } = await addTotp();
      for (let times = 0; times < 12; times += 1) {
        expect((await finish((await ask()).challenge, { code: code(secret) })).status).toBe(201);
        nextStep();
      }
    });
  });

  describe('a recovery code', () => {
    it('opens one session, however many use it at once', async () => {
      const { recoveryCodes } = await addTotp();
      const challenges = [];
      for (let at = 0; at < 10; at += 1) challenges.push((await ask()).challenge);
      const answers = await Promise.all(challenges.map((challenge) => finish(challenge, { recoveryCode: recoveryCodes[3] })));
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(9);
      expect((await me.get(FACTORS)).body.recoveryCodesLeft).toBe(9);
    });

    it('is read as people type it, and the old ones end with new ones', async () => {
      const { recoveryCodes } = await addTotp();
      expect((await finish((await ask()).challenge, { recoveryCode: recoveryCodes[0]?.toLowerCase().replaceAll('-', ' ') })).status).toBe(201);
      const { status, body } = await me.post(`${FACTORS}/recovery-codes`);
      expect([status, body.recoveryCodes.length]).toEqual([201, 10]);
      expect(await finish((await ask()).challenge, { recoveryCode: recoveryCodes[1] })).toMatchObject(refused('second_factor_invalid'));
      expect((await finish((await ask()).challenge, { recoveryCode: body.recoveryCodes[0] })).status).toBe(201);
    });

    it('is for those who have a second factor', async () => {
      expect(await me.post(`${FACTORS}/recovery-codes`)).toMatchObject(refused('second_factor_missing', 409));
    });
  });

  describe('a passkey', () => {
    const passkey = (counts = true) => new SoftwareAuthenticator(service.url, counts);

    it('is registered, and signs in beside the password', async () => {
      const authenticator = passkey();
      const added = await addPasskey(authenticator);
      expect(added).toMatchObject({ kind: 'passkey', name: 'Key', recoveryCodes: { length: 10 } });
      const asked = await ask();
      expect(asked).toMatchObject({ methods: ['passkey', 'recovery-code'], passkeyOptions: { rpId: 'localhost', allowCredentials: [{ id: authenticator.credentialId.toString('base64url'), transports: ['usb'] }] } });
      const answer = authenticator.get(asked.passkeyOptions);
      expect(await finish(asked.challenge, { passkey: answer })).toMatchObject({ status: 201, body: { role: 'owner' } });
      expect(await finish(asked.challenge, { passkey: answer })).toMatchObject(refused('challenge_invalid'));
      // Nor does the answer to one challenge fit another.
      expect(await finish((await ask()).challenge, { passkey: answer })).toMatchObject(refused('second_factor_invalid'));
    });

    it('signs in again and again where it counts nothing', async () => {
      const authenticator = passkey(false);
      await addPasskey(authenticator);
      for (let times = 0; times < 2; times += 1) {
        const { challenge, passkeyOptions } = await ask();
        expect((await finish(challenge, { passkey: authenticator.get(passkeyOptions) })).status).toBe(201);
      }
    });

    it.each<[string, () => object]>([
      ['for another origin', () => ({ origin: 'https://evil.example' })],
      ['for another site', () => ({ rpId: 'evil.example' })],
      ['to another challenge', () => ({ challenge: Buffer.alloc(32).toString('base64url') })],
      ['by another key', () => ({ key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey })],
      ['by a copy, whose counter stands behind', () => ({ counter: 0 })],
      ['that was none for a sign-in', () => ({ type: 'webauthn.create' })],
      ['without a touch', () => ({ flags: 0 })],
    ])('is refused %s', async (_, deviations) => {
      const authenticator = passkey();
      authenticator.counter = 7;
      await addPasskey(authenticator);
      const { challenge, passkeyOptions } = await ask();
      const answer = await finish(challenge, { passkey: authenticator.get(passkeyOptions, deviations()) });
      expect(answer).toMatchObject(refused('second_factor_invalid'));
      setsNoCookie(answer);
    });

    it('of another person, or what is none, is refused', async () => {
      const authenticator = passkey();
      await addPasskey(authenticator);
      const other = passkey();
      await addPasskey(other, staff);
      const { challenge, passkeyOptions } = await ask();
      for (const answer of [other.get(passkeyOptions), {}, { id: 7 }, { id: authenticator.credentialId.toString('base64url'), response: {} }])
        expect(await finish(challenge, { passkey: answer })).toMatchObject(refused('second_factor_invalid'));
      const { user, account } = (await staff.get(SESSION)).body;
      await service.app.get(UnitOfWork).run((tx) => service.app.get(RemoveSecondFactors).removeSecondFactors(tx, user.id, { kind: 'host', id: null, name: null, address: null, reference: null }));
      expect((await staff.get(`/api/v1/accounts/${account.id}/users/${user.id}/second-factors`)).body).toEqual({ items: [], nextCursor: null, recoveryCodesLeft: 0 });
    });

    it('is registered once, at our origin, for its own challenge', async () => {
      const authenticator = passkey();
      await addPasskey(authenticator);
      const again = await me.post(`${FACTORS}/passkeys`);
      expect(again.body.options).toMatchObject({ rp: { id: 'localhost' }, attestation: 'none', excludeCredentials: [{ id: authenticator.credentialId.toString('base64url') }] });
      const finishWith = (response: object) => me.post(`${FACTORS}/passkeys/finish`, { registration: again.body.registration, name: 'Key', response });
      expect(await finishWith(authenticator.create(again.body.options))).toMatchObject(refused('passkey_known', 409));
      expect(await finishWith(passkey().create(again.body.options, { origin: 'https://evil.example' }))).toMatchObject(refused('passkey_invalid', 400));
      expect(await finishWith(passkey().create(again.body.options, { challenge: 'AAAA' }))).toMatchObject(refused('passkey_invalid', 400));
      expect(await finishWith({ nothing: true })).toMatchObject(refused('passkey_invalid', 400));
      expect((await finishWith(passkey().create(again.body.options))).status).toBe(201);
      expect((await me.get(FACTORS)).body.items).toHaveLength(2);
    });
  });

  describe('who may change them', () => {
    it('asks for a proof of the last ten minutes', async () => {
      const { id, secret } = await addTotp();
      now += 10 * MINUTE;
      const calls = [() => me.delete(`${FACTORS}/${id}`), () => me.post(`${FACTORS}/totp`), () => me.post(`${FACTORS}/passkeys`), () => me.post(`${FACTORS}/recovery-codes`)];
      for (const call of calls) expect(await call()).toMatchObject(refused('proof_required', 403));
      expect(await prove({ password: person.password })).toMatchObject(refused('second_factor_invalid'));
      expect(await prove({ code: code(secret, 9) })).toMatchObject(refused('second_factor_invalid'));
      for (const call of calls) expect((await call()).status).toBe(403);
      expect((await prove({ code: code(secret) })).status).toBe(204);
      expect(await me.delete(`${FACTORS}/missing`)).toMatchObject(refused('second_factor_unknown', 404));
      expect((await me.delete(`${FACTORS}/${id}`)).status).toBe(204);
      expect((await me.get(FACTORS)).body).toEqual({ items: [], nextCursor: null, recoveryCodesLeft: 0 });
      expect((await signIn()).status).toBe(201);
    });

    it('takes the password for a proof of somebody who has no second factor', async () => {
      now += 10 * MINUTE;
      expect(await me.post(`${FACTORS}/totp`)).toMatchObject(refused('proof_required', 403));
      expect((await me.post(`${SESSION}/proof-challenges`)).body).toMatchObject({ methods: ['password'], passkeyOptions: null });
      expect(await prove({ password: 'not the password of mine' })).toMatchObject(refused('credentials_invalid'));
      expect((await prove({ password: person.password })).status).toBe(204);
      expect((await me.post(`${FACTORS}/totp`)).status).toBe(201);
    });

    it('is nobody who came through an identity provider, or with an API key', async () => {
      const { id } = await addTotp();
      const { user } = (await me.get(SESSION)).body;
      const { token } = await service.app.get(UnitOfWork).run((tx) => service.app.get(Sessions).open(tx, { userId: user.id, accountId, origin: 'identity-provider' }));
      const key = (await me.post(`/api/v1/accounts/${accountId}/api-keys`, { name: 'k', scopes: ['all'] })).body.key;
      for (const client of [ApiClient.withCookie(service.url, `moovingon_session=${token}`), ApiClient.withKey(service.url, key)]) {
        for (const path of ['second-factors/totp', 'second-factors/passkeys', 'second-factors/recovery-codes', 'proof-challenges']) expect(await client.post(`${SESSION}/${path}`)).toMatchObject(refused('forbidden', 403));
        expect(await client.delete(`${FACTORS}/${id}`)).toMatchObject(refused('forbidden', 403));
        expect((await client.delete(`/api/v1/accounts/${accountId}/users/${user.id}/second-factors`)).status).toBe(403);
      }
      expect((await me.get(FACTORS)).body.items).toHaveLength(1);
    });

    it('is another owner or staff for somebody who has lost his, but not for his own', async () => {
      const { id } = (await me.get(SESSION)).body.user;
      await addTotp();
      const path = `/api/v1/accounts/${accountId}/users/${id}/second-factors`;
      expect(await me.delete(path)).toMatchObject(refused('forbidden', 403));
      expect((await me.get(path)).body.items).toHaveLength(1);
      const another = { email: `another${count}@example.com`, password: 'the other owner of it' };
      await staff.post(`/api/v1/accounts/${accountId}/users`, { email: another.email, role: 'owner', password: another.password });
      expect((await (await ApiClient.signIn(service.url, another)).delete(path)).status).toBe(204);
      expect((await signIn()).status).toBe(201);
      const event = (await audit()).find(({ action }) => action === 'second_factors.removed');
      expect(event).toMatchObject({ actor: { name: another.email }, subject: { id }, before: { secondFactors: [{ kind: 'totp', name: 'Telephone' }] } });
    });
  });

  it('stay when the password is set by a link, so that whoever has the link has not the sign-in', async () => {
    const { secret } = await addTotp();
    const { id } = (await me.get(SESSION)).body.user;
    const { url } = (await staff.post(`/api/v1/accounts/${accountId}/users/${id}/password-reset`)).body;
    person = { ...person, password: 'a password by a link' };
    expect((await anyone.post('/api/v1/password-resets', { token: new URL(url).hash.slice(1), password: person.password })).status).toBe(204);
    expect((await finish((await ask()).challenge, { code: code(secret) })).status).toBe(201);
  });

  it('are told in the audit trail, without a secret there or in the log', async () => {
    const { secret, recoveryCodes } = await addTotp();
    const { challenge } = await ask();
    await finish(challenge, { code: code(secret) });
    await finish((await ask()).challenge, { recoveryCode: recoveryCodes[0] });
    const events = await audit();
    expect(events.map(({ action }) => action)).toEqual(expect.arrayContaining(['second_factor.added', 'session.opened']));
    expect(events.filter(({ action, after }) => action === 'session.opened' && after.secondFactor).map(({ after }) => after.secondFactor).sort()).toEqual(['recovery-code', 'totp']);
    const told = JSON.stringify(events) + service.logLines.join('\n');
    for (const confidential of [secret, challenge, recoveryCodes[0] as string, recoveryCodes[1] as string]) expect(told).not.toContain(confidential);
  });

  it('answer 403 to a write from another site', async () => {
    const { challenge } = await (async () => (await addTotp(), ask()))();
    expect(await finish(challenge, { recoveryCode: 'x' }, anyone.with({ origin: 'https://evil.example' }))).toMatchObject(refused('cross_site_request', 403));
  });
});
