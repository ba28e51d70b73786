/* eslint-disable @typescript-eslint/no-explicit-any -- what a test reads of an answer, it asserts */
import { AuditTrail, systemActor } from '@app/audit';
import { generateSync } from 'otplib';
import { ApiClient } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { runStatement } from '../../support/run-statement.js';
import { SamlIdentityProvider } from '../../support/saml-identity-provider.js';
import { clientOf } from '../../support/scim-client.js';
import { cookieOf, SignInStage } from '../../support/sign-in-stage.js';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';

describe.each(engines)('the export of a person’s data on %s', (engine) => {
  let stage: SignInStage;
  let owner: ApiClient;
  let base: string;
  let dana: any;
  let omar: any;
  let exported: any;
  let text: string;
  const secrets: string[] = [];

  beforeAll(async () => {
    stage = await SignInStage.start(engine);
    owner = await ApiClient.signIn(stage.url);
    base = `/api/v1/accounts/${owner.session.account.id}`;
    const okta = await SamlIdentityProvider.create();
    const entityId = `${stage.url}/sso/acs/export`;
    const integration = (await owner.post(`${base}/integrations`, { provider: 'okta', entityId, metadataXml: okta.metadata() })).body;
    const { scim } = (await owner.put(`${base}/integrations/${integration.id}/scim`, { enabled: true, force: true })).body;
    const client = clientOf(stage.url, scim.username, scim.password);
    const emails = [{ value: 'dana@acme.example', type: 'work', primary: true }, { value: 'dana@home.example', type: 'home' }];
    dana = (await client.post('/Users', { schemas: [USER, ENTERPRISE], userName: 'dana@acme.example', externalId: '00u1', title: 'Engineer', moovingon_ai_admin: true, firstPhone: '+12125550123', emails, [ENTERPRISE]: { employeeNumber: '701984' } })).body;
    omar = (await client.post('/Users', { schemas: [USER], userName: 'omar@acme.example', externalId: '00u2' })).body;
    await client.post('/Groups', { schemas: [GROUP], displayName: 'Support', members: [{ value: dana.id }, { value: omar.id }] });
    const signIn = async (nameId: string) => stage.post(await okta.issue({ nameId, audience: entityId, recipient: stage.acsUrl }), { relayState: 'export' });
    const cookie = cookieOf(await signIn('dana@acme.example')) as string;
    await signIn('omar@acme.example');
    secrets.push(cookie.split('=')[1] as string);
    const person = ApiClient.withCookie(stage.url, cookie);
    const key = (await person.post(`${base}/api-keys`, { name: 'Script of Dana', scopes: ['all'] })).body;
    secrets.push(key.key);
    await ApiClient.withKey(stage.url, key.key).patch(`${base}/users/${omar.id}`, { givenName: 'Omar' });
    await owner.patch(`${base}/users/${dana.id}`, { password: 'a password of Dana' });
    const byPassword = await ApiClient.signIn(stage.url, { email: 'dana@acme.example', password: 'a password of Dana' });
    const begun = (await byPassword.post('/api/v1/session/second-factors/totp')).body;
    await byPassword.post('/api/v1/session/second-factors/totp/confirm', { enrolment: begun.enrolment, name: 'Telephone', code: generateSync({ secret: begun.secret }) });
    secrets.push(begun.secret, 'a password of Dana');
    for (let tries = 0; tries < 50; tries += 1) {
      if ((await owner.get(`${base}/integrations/${integration.id}/provisioning-log`)).body.items.length >= 3) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const response = await fetch(`${stage.url}${base}/users/${dana.id}/export`, { headers: { cookie: (owner as any).credentials.cookie } });
    expect([response.status, response.headers.get('content-disposition')]).toEqual([200, `attachment; filename="user-${dana.id}.json"`]);
    text = await response.text();
    exported = JSON.parse(text);
  }, 90_000);
  afterAll(() => stage?.stop());

  it('has the person, with every address and attribute, and what each integration calls him', () => {
    expect(exported.user).toMatchObject({ id: dana.id, userName: 'dana@acme.example', role: 'admin', firstPhone: '+12125550123' });
    expect(exported.emails.map(({ value }: any) => value)).toEqual(['dana@acme.example', 'dana@home.example']);
    expect(exported.attributes).toMatchObject({ title: 'Engineer', [ENTERPRISE]: { employeeNumber: '701984' } });
    expect(exported.identifiers).toEqual([{ integrationId: expect.any(String), integrationName: 'Okta', externalId: '00u1' }]);
    expect(exported.lastNameIds).toMatchObject([{ integrationName: 'Okta', nameId: 'dana@acme.example', lastUsedAt: expect.stringMatching(/Z$/) }]);
    expect(exported.groups).toEqual([{ id: expect.any(String), displayName: 'Support' }]);
  });

  it('has sessions, second factors and API keys, without what opens anything', async () => {
    expect(exported.sessions.map(({ origin }: any) => origin).sort()).toEqual(['identity-provider', 'password']);
    expect(exported.secondFactors).toMatchObject([{ kind: 'totp', name: 'Telephone' }]);
    expect(exported.apiKeys).toMatchObject([{ name: 'Script of Dana', scopes: ['all'] }]);
    const digests = [];
    for (const [table, column] of [['sessions', 'token_digest'], ['api_keys', 'key_digest'], ['users', 'password_hash'], ['second_factors', 'sealed_secret'], ['recovery_codes', 'code_digest']])
      digests.push(...(await runStatement<{ value: string | null }>(stage.service.database, `SELECT ${column} AS value FROM ${table}`)).flatMap(({ value }) => (value === null ? [] : [value])));
    expect(digests.length).toBeGreaterThan(8);
    for (const secret of [...secrets, ...digests]) expect([secret, text.includes(secret)]).toEqual([secret, false]);
  });

  it('has the sign-ins and what provisioning did, of this person and of nobody else', () => {
    expect(exported.signIns.map(({ outcome }: any) => outcome)).toEqual(['signed_in', 'signed_in']);
    expect(exported.provisioningRecords).toMatchObject([{ method: 'POST', path: '/api/scim/v2/Users', status: 201 }]);
    expect(JSON.stringify([exported.signIns, exported.provisioningRecords, exported.emails])).not.toContain('omar@');
  });

  it('has the audit events about the person, and those of what he did, in sessions and with his keys', () => {
    const told = exported.auditEvents.map(({ action, actor, subject }: any) => `${action} by ${actor.kind} about ${subject.id === dana.id ? 'him' : subject.kind}`);
    expect(told).toEqual(expect.arrayContaining(['user.created by provisioning-client about him', 'api_key.created by user about api-key', 'user.changed by api-key about user', 'user.changed by user about him', 'session.opened by user about him', 'second_factor.added by user about him']));
    expect(exported.auditEvents.every((event: any) => [event.actor.id, event.subject.id].includes(dana.id) || event.actor.kind === 'api-key')).toBe(true);
  });

  it('knows nobody of another account', async () => {
    expect((await owner.get(`${base}/users/nobody/export`)).body.code).toBe('user_unknown');
    const other = (await owner.post('/api/v1/accounts', { name: 'Other', owner: { email: 'owner@other.example' } })).body;
    expect((await owner.get(`/api/v1/accounts/${other.id}/users/${dana.id}/export`)).body.code).toBe('user_unknown');
  });

  it('holds a log of any length', async () => {
    const { id: accountId } = owner.session.account;
    await stage.write(async (tx) => {
      for (let count = 0; count < 1_001; count += 1) await stage.part(AuditTrail).record(tx, { accountId, action: 'test.many', actor: systemActor, subject: { kind: 'user', id: omar.id } });
    });
    const { auditEvents } = (await owner.get(`${base}/users/${omar.id}/export`)).body;
    expect(auditEvents.length).toBeGreaterThan(1_001);
    expect(new Set(auditEvents.map(({ id }: any) => id)).size).toBe(auditEvents.length);
  }, 60_000);
});
