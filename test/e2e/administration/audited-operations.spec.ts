/* eslint-disable @typescript-eslint/no-explicit-any -- what a test reads of an answer, it asserts */
import { systemActor } from '@app/audit';
import { IssueOwnerRecovery } from '@app/directory';
import { createLogoutRequest } from '@app/saml';
import { importPKCS8, SignJWT } from 'jose';
import { generateSync } from 'otplib';
import { ApiClient, cookieOf as cookieOfAnswer, type Credentials } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { readDocument } from '../../support/openapi/document.js';
import { SamlIdentityProvider } from '../../support/saml-identity-provider.js';
import { scimClient, type TestClient } from '../../support/scim-client.js';
import { SignInStage, cookieOf, type StagedIntegration } from '../../support/sign-in-stage.js';
import { SoftwareAuthenticator } from '../../support/software-authenticator.js';
import { WebhookReceiver } from '../../support/webhook-receiver.js';

const ADDRESS = '203.0.113.9';
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const message = (name: string) => `urn:ietf:params:scim:api:messages:2.0:${name}`;

/** What an event shows beside who, when and from where: what there is now, what there was and is, what there was, or what was done. */
type Shows = 'after' | 'before and after' | 'before' | 'what was done';

/** Every action that these operations leave, with what it shows. */
const ACTIONS: Readonly<Record<string, Shows>> = {
  'service_key.published': 'after',
  'service_key.activated': 'before and after',
  'service_key.retired': 'before',
  'account.created': 'after',
  'account.changed': 'before and after',
  'account.deleted': 'before',
  'user.created': 'after',
  'user.changed': 'before and after',
  'user.deactivated': 'before and after',
  'user.deleted': 'before',
  'user.password_reset_issued': 'after',
  'user.access_revoked_by_identity_provider': 'what was done',
  'owner.recovered': 'what was done',
  'api_key.created': 'after',
  'api_key.deleted': 'before',
  'session.opened': 'what was done',
  'session.ended': 'what was done',
  'session.proven': 'what was done',
  'session.ended_by_identity_provider': 'what was done',
  'second_factor.added': 'after',
  'second_factor.removed': 'before',
  'second_factors.removed': 'before and after',
  'recovery_codes.generated': 'what was done',
  'integration.created': 'after',
  'integration.changed': 'before and after',
  'integration.deleted': 'before',
  'integration.verified': 'before and after',
  'integration.metadata_refreshed': 'before and after',
  'integration.setup_link_created': 'after',
  'integration.setup_link_revoked': 'before',
  'integration.metadata_proposed': 'after',
  'integration.metadata_discarded': 'before',
  'integration.scim_enabled': 'before and after',
  'integration.scim_credentials_rotated': 'what was done',
  'integration.taken_over': 'what was done',
  'integration.scim_disabled': 'before and after',
  'scim_credential.first_used': 'what was done',
  'provisioning.refused': 'before and after',
  'group.created': 'after',
  'group.changed': 'before and after',
  'group.members_changed': 'what was done',
  'group.deleted': 'before',
  'webhook.created': 'after',
  'webhook.changed': 'before and after',
  'webhook.deleted': 'before',
  'webhook.secret_rotated': 'what was done',
  'webhook.replayed': 'what was done',
};

interface Expected {
  readonly run: () => Promise<{ status: number; headers: Headers }>;
  /** In the order of their names. */
  readonly leaves: readonly string[];
  /** Why it leaves nothing, where that is so. */
  readonly because?: string;
}

describe.each(engines)('every operation that writes leaves its audit event, on %s', (engine) => {
  let stage: SignInStage;
  let staff: ApiClient;
  let owner: ApiClient;
  let person: Credentials;
  let accountId: string;
  let base: string;
  let receiver: WebhookReceiver;
  let okta: SamlIdentityProvider;
  let saml: StagedIntegration;
  let scim: TestClient;
  const made: Record<string, any> = {};

  const audit = async (reference: string | null, account = accountId) => {
    const { body } = await staff.get(`/api/v1/accounts/${account}/audit-events?limit=200`);
    return (body.items as any[]).filter((event) => event.reference === reference);
  };
  const anyone = () => ApiClient.anonymous(stage.url).with({ 'x-forwarded-for': ADDRESS });
  const keep = async <Answer extends { body: any }>(name: string, answer: Promise<Answer>): Promise<Answer> => {
    const { body } = await answer;
    made[name] = body;
    return answer;
  };
  const newUser = async (name: string, more: object = {}) => (await owner.post(`${base}/users`, { email: `${name}@acme.example`, ...more })).body;
  const post = (response: string, path = '/sso/acs/') => stage.post(response, { relayState: saml.uniqueIdentifier, path, headers: { 'x-forwarded-for': ADDRESS } });
  const scimUser = (userName: string) => ({ schemas: [USER], userName, name: { givenName: 'Dana' } });
  const patch = (path: string, value: unknown) => ({ schemas: [message('PatchOp')], Operations: [{ op: 'replace', path, value }] });
  const signedIn = (nameId: string) => stage.issue(saml, nameId).then((response) => post(response)).then((response) => cookieOf(response) as string);

  beforeAll(async () => {
    [receiver, okta] = await Promise.all([WebhookReceiver.start(), SamlIdentityProvider.create({ baseUrl: 'https://acme.okta.test' })]);
    stage = await SignInStage.start(engine, { TRUST_PROXY: 'true' });
    staff = (await ApiClient.signIn(stage.url)).with({ 'x-forwarded-for': ADDRESS });
    person = { email: 'owner@acme.example', password: 'the password of the owner' };
    const account = (await staff.post('/api/v1/accounts', { name: 'Acme', owner: person })).body;
    accountId = account.id;
    made.ownerId = account.owner.id;
    base = `/api/v1/accounts/${accountId}`;
    await staff.patch(base, { preferences: { deprovisioningLimit: { percent: 100 } } });
    owner = (await ApiClient.signIn(stage.url, person)).with({ 'x-forwarded-for': ADDRESS });
    saml = await stage.addIntegration(accountId, { identityProvider: okta, uniqueIdentifier: `acme-${engine}` });
    const client = await scimClient(stage.service, { accountId });
    const send: TestClient['send'] = (method, path, body, headers = {}) => client.send(method, path, body, { 'x-forwarded-for': ADDRESS, ...headers });
    scim = { ...client, send, get: (path) => send('GET', path), post: (path, body) => send('POST', path, body), put: (path, body) => send('PUT', path, body), patch: (path, body) => send('PATCH', path, body), delete: (path) => send('DELETE', path) };
    await scim.get('/Users');
  }, 120_000);
  afterAll(async () => {
    await stage?.stop();
    await receiver?.stop();
  });

  const people: Record<string, Expected> = {
    createUser: { run: () => keep('dana', owner.post(`${base}/users`, { email: 'dana@acme.example', givenName: 'Dana', firstPhone: '+12125550123' })), leaves: ['user.created'] },
    changeUser: { run: () => owner.patch(`${base}/users/${made.dana.id}`, { role: 'admin', secondPhone: '+12125550124' }), leaves: ['user.changed'] },
    deleteUser: { run: async () => owner.delete(`${base}/users/${(await newUser('leaver')).id}`), leaves: ['user.deleted'] },
    issuePasswordReset: { run: async () => keep('reset', owner.post(`${base}/users/${(made.other = await newUser('other', { role: 'owner' })).id}/password-reset`)), leaves: ['user.password_reset_issued'] },
    redeemPasswordReset: { run: () => anyone().post('/api/v1/password-resets', { token: made.reset.url.split('#')[1], password: 'chosen by the other one' }), leaves: ['user.changed'] },
    createApiKey: { run: () => keep('key', owner.post(`${base}/api-keys`, { name: 'Script', scopes: ['read'] })), leaves: ['api_key.created'] },
    deleteApiKey: { run: () => owner.delete(`${base}/api-keys/${made.key.id}`), leaves: ['api_key.deleted'] },
    createAccount: { run: () => keep('account', staff.post('/api/v1/accounts', { name: 'New', owner: { email: 'owner@new.example', password: 'the owner of the new one' } })), leaves: ['account.created', 'user.created'] },
    changeAccount: { run: () => owner.patch(base, { name: 'Acme Ltd' }), leaves: ['account.changed'] },
    deleteAccount: { run: () => staff.delete(`/api/v1/accounts/${made.account.id}?confirm=New`), leaves: ['account.deleted'] },
  };

  const sessions: Record<string, Expected> = {
    signIn: { run: () => keep('session', anyone().post('/api/v1/session', person)), leaves: ['session.opened'] },
    endOwnSession: { run: async () => ApiClient.withCookie(stage.url, cookieOfAnswer(await anyone().post('/api/v1/session', person))).with({ 'x-forwarded-for': ADDRESS }).delete('/api/v1/session'), leaves: [], because: 'whoever signs out changes nothing but his own session' },
    signOutByForm: {
      run: async () => fetch(`${stage.url}/sso/sign-out`, { method: 'POST', redirect: 'manual', headers: { cookie: cookieOfAnswer(await anyone().post('/api/v1/session', person)), 'x-forwarded-for': ADDRESS } }),
      leaves: [],
      because: 'whoever signs out changes nothing but his own session',
    },
    endUserSession: {
      run: async () => {
        await signedIn('dana@acme.example');
        const { items } = (await owner.get(`${base}/users/${made.dana.id}/sessions`)).body;
        return owner.delete(`${base}/users/${made.dana.id}/sessions/${items[0].id}`);
      },
      leaves: ['session.ended'],
    },
    endUserSessions: { run: async () => signedIn('dana@acme.example').then(() => owner.delete(`${base}/users/${made.dana.id}/sessions`)), leaves: ['session.ended'] },
    changeOwnPassword: {
      run: async () => {
        const changed = await owner.send('PUT', '/api/v1/session/password', { currentPassword: person.password, newPassword: 'another password of the owner' });
        person = { ...person, password: 'another password of the owner' };
        return changed;
      },
      leaves: ['user.changed'],
    },
    beginProof: { run: async () => keep('noProof', owner.post('/api/v1/session/proof-challenges')), leaves: [], because: 'it asks a question; the answer is told' },
    redeemOwnerRecovery: {
      run: async () => {
        const { url } = await stage.part(IssueOwnerRecovery).issue(accountId, { owner: 'other@acme.example', withoutSecondFactor: false }, systemActor);
        return anyone().post('/api/v1/owner-recoveries', { token: url.split('#')[1] });
      },
      leaves: ['owner.recovered', 'session.opened'],
    },
    prove: { run: async () => owner.post('/api/v1/session/proofs', { challenge: (await owner.post('/api/v1/session/proof-challenges')).body.challenge, code: nextCode() }), leaves: ['session.proven'] },
    exchangeSignInCode: { run: () => owner.post('/api/v1/sign-in-codes/exchange', { code: 'none' }), leaves: [], because: 'it tells of a session that was opened and told already' },
  };

  let stepsTaken = 0;
  /** A code of another time step each, within the window that is allowed. */
  const nextCode = () => generateSync({ secret: made.totp.secret, epoch: Math.floor(Date.now() / 1000) + 30 * (stepsTaken++ - 1) });
  const secondFactors: Record<string, Expected> = {
    beginTotpEnrolment: { run: () => keep('totp', owner.post('/api/v1/session/second-factors/totp')), leaves: [], because: 'nothing is added before its first code has come' },
    confirmTotpEnrolment: { run: () => keep('factor', owner.post('/api/v1/session/second-factors/totp/confirm', { enrolment: made.totp.enrolment, name: 'Telephone', code: nextCode() })), leaves: ['second_factor.added'] },
    beginPasskeyRegistration: { run: () => keep('registration', owner.post('/api/v1/session/second-factors/passkeys')), leaves: [], because: 'nothing is added before the authenticator has answered' },
    finishPasskeyRegistration: {
      run: () => keep('passkey', owner.post('/api/v1/session/second-factors/passkeys/finish', { registration: made.registration.registration, name: 'Key', response: new SoftwareAuthenticator(stage.url).create(made.registration.options) })),
      leaves: ['second_factor.added'],
    },
    signInWithSecondFactor: {
      run: async () => anyone().post('/api/v1/session/second-factor', { challenge: (await anyone().post('/api/v1/session', person)).body.challenge, recoveryCode: made.factor.recoveryCodes[0] }),
      leaves: ['session.opened'],
    },
    generateRecoveryCodes: { run: () => owner.post('/api/v1/session/second-factors/recovery-codes'), leaves: ['recovery_codes.generated'] },
    deleteOwnSecondFactor: { run: () => owner.delete(`/api/v1/session/second-factors/${made.passkey.id}`), leaves: ['second_factor.removed'] },
    removeUserSecondFactors: { run: () => staff.delete(`${base}/users/${made.ownerId}/second-factors`), leaves: ['second_factors.removed'] },
  };

  const integrations: Record<string, Expected> = {
    addIntegration: { run: () => keep('integration', owner.post(`${base}/integrations`, { provider: 'okta', entityId: `${stage.url}/sso/acs/added-${engine}`, metadataXml: okta.metadata().replaceAll('exk1fcia6d6EMsf331d8', 'exkAdded') })), leaves: ['integration.created'] },
    changeIntegration: { run: () => owner.patch(`${base}/integrations/${made.integration.id}`, { name: 'Okta of Acme' }), leaves: ['integration.changed'] },
    receiveSamlResponse: { run: async () => post(await stage.issue(saml, 'dana@acme.example')), leaves: ['integration.verified'] },
    receiveSamlResponseOf: { run: async () => post(await stage.issue(saml, 'dana@acme.example'), `/sso/acs/${saml.uniqueIdentifier}`), leaves: [], because: 'a sign-in is in the sign-in log; only the first one changes the integration' },
    receiveLogoutByForm: {
      run: async () => {
        const destination = { binding: 'post' as const, location: `${stage.url}/sso/logout/${saml.uniqueIdentifier}` };
        const asked = await createLogoutRequest({ issuer: okta.entityId, destination, nameId: 'dana@acme.example', sessionIndexes: [], signingKey: okta.keys.privateKey, now: new Date() });
        return fetch(destination.location, { method: 'POST', redirect: 'manual', headers: { 'x-forwarded-for': ADDRESS }, body: new URLSearchParams((asked as unknown as { fields: Record<string, string> }).fields) });
      },
      leaves: ['session.ended_by_identity_provider'],
    },
    revokeAccess: {
      run: async () => {
        const [url, now] = [`${stage.url}/sso/revoke/${saml.uniqueIdentifier}`, Math.floor(Date.now() / 1000)];
        const claims = { jti: crypto.randomUUID(), iss: 'https://acme.okta.test', sub: '0oa1', aud: url, iat: now, nbf: now - 300, exp: now + 300 };
        const token = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'global-token-revocation+jwt' }).sign(await importPKCS8(okta.keys.privateKey, 'RS256'));
        return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-forwarded-for': ADDRESS }, body: JSON.stringify({ sub_id: { format: 'email', email: 'dana@acme.example' } }) });
      },
      leaves: ['user.access_revoked_by_identity_provider'],
    },
    switchScim: { run: () => owner.put(`${base}/integrations/${saml.id}/scim`, { enabled: true }), leaves: ['integration.scim_enabled'] },
    rotateScimCredentials: { run: () => owner.post(`${base}/integrations/${saml.id}/scim/rotate`), leaves: ['integration.scim_credentials_rotated'] },
    rehearseProvisioning: { run: () => owner.post(`${base}/integrations/${saml.id}/scim/rehearsal`, { users: [{ userName: 'omar@acme.example' }] }), leaves: [], because: 'it changes nothing' },
    decideOnBrake: { run: () => owner.post(`${base}/integrations/${saml.id}/scim/brake`, { decision: 'refuse', reason: 'Not today' }), leaves: ['provisioning.refused'] },
    refreshMetadata: {
      run: async () => {
        receiver.answers((_, response) => response.writeHead(200, { 'content-type': 'application/samlmetadata+xml' }).end(okta.metadata().replaceAll('exk1fcia6d6EMsf331d8', 'exkRead')));
        const read = (await owner.post(`${base}/integrations`, { provider: 'okta', uniqueIdentifier: `read-${engine}`, entityId: `read-${engine}`, metadataUrl: `${receiver.url}/metadata` })).body;
        const renewed = (await SamlIdentityProvider.create()).metadata().replaceAll('exk1fcia6d6EMsf331d8', 'exkRead');
        receiver.answers((_, response) => response.writeHead(200, { 'content-type': 'application/samlmetadata+xml' }).end(renewed));
        return owner.post(`${base}/integrations/${read.id}/metadata/refresh`);
      },
      leaves: ['integration.metadata_refreshed'],
    },
    takeOver: {
      run: async () => {
        const added = { ...saml, id: made.integration.id, uniqueIdentifier: `added-${engine}`, audience: `${stage.url}/sso/acs/added-${engine}` };
        const provider = await SamlIdentityProvider.create({ entityId: 'http://www.okta.com/exkAdded', keys: okta.keys });
        await stage.post(await stage.issue({ ...added, identityProvider: provider }, 'dana@acme.example'), { relayState: added.uniqueIdentifier });
        return owner.post(`${base}/integrations/${added.id}/takeover`, { from: saml.id });
      },
      leaves: ['integration.scim_disabled', 'integration.taken_over'],
    },
    deleteIntegration: { run: () => owner.delete(`${base}/integrations/${made.integration.id}`), leaves: ['integration.deleted'] },
  };

  const setup = () => anyone().with({ 'x-setup-token': made.link.url.split('#')[1] });
  const proposal = () => owner.get(`${base}/integrations/${made.awaiting.id}`).then(({ body }) => body.metadataProposal as { issuer: string; certificates: { fingerprint: string }[] });
  const setupLinks: Record<string, Expected> = {
    createSetupLink: {
      run: async () => {
        await keep('awaiting', owner.post(`${base}/integrations`, { provider: 'okta', entityId: `awaiting-${engine}`, awaitsMetadata: true }));
        return keep('link', owner.post(`${base}/integrations/${made.awaiting.id}/setup-links`));
      },
      leaves: ['integration.setup_link_created'],
    },
    handOverMetadata: { run: () => setup().post('/api/v1/setup/metadata', { metadataXml: okta.metadata().replaceAll('exk1fcia6d6EMsf331d8', 'exkHanded') }), leaves: ['integration.metadata_proposed'] },
    confirmMetadataProposal: {
      run: async () => {
        const { issuer, certificates } = await proposal();
        return owner.post(`${base}/integrations/${made.awaiting.id}/metadata-proposal/confirm`, { issuer, fingerprints: certificates.map(({ fingerprint }) => fingerprint) });
      },
      leaves: ['integration.changed'],
    },
    discardMetadataProposal: {
      run: async () => {
        await setup().post('/api/v1/setup/metadata', { metadataXml: okta.metadata().replaceAll('exk1fcia6d6EMsf331d8', 'exkOther') });
        return owner.delete(`${base}/integrations/${made.awaiting.id}/metadata-proposal`);
      },
      leaves: ['integration.metadata_discarded'],
    },
    revokeSetupLink: { run: () => owner.delete(`${base}/integrations/${made.awaiting.id}/setup-links/${made.link.id}`), leaves: ['integration.setup_link_revoked'] },
    readSignInOptions: { run: () => anyone().post('/api/v1/sign-in-options', { email: 'dana@acme.example' }), leaves: [], because: 'it reads' },
  };

  const me = (method: string): Expected => ({ run: () => scim.send(method, '/Me', method === 'DELETE' ? undefined : {}), leaves: [], because: 'there is nobody whom a provisioning client is (501)' });
  const provisioning: Record<string, Expected> = {
    createScimUser: { run: () => keep('omar', scim.post('/Users', scimUser('omar@acme.example'))), leaves: ['user.created'] },
    replaceScimUser: { run: () => scim.put(`/Users/${made.omar.id}`, { ...scimUser('omar@acme.example'), moovingon_ai_admin: true }), leaves: ['user.changed'] },
    patchScimUser: { run: () => scim.patch(`/Users/${made.omar.id}`, patch('active', false)), leaves: ['user.deactivated'] },
    createScimGroup: { run: () => keep('group', scim.post('/Groups', { schemas: [GROUP], displayName: 'Support' })), leaves: ['group.created'] },
    replaceScimGroup: { run: () => scim.put(`/Groups/${made.group.id}`, { schemas: [GROUP], displayName: 'Support', members: [{ value: made.omar.id }] }), leaves: ['group.members_changed'] },
    patchScimGroup: { run: () => scim.patch(`/Groups/${made.group.id}`, patch('displayName', 'Help desk')), leaves: ['group.changed'] },
    deleteScimGroup: { run: () => scim.delete(`/Groups/${made.group.id}`), leaves: ['group.deleted'] },
    deleteScimUser: { run: () => scim.delete(`/Users/${made.omar.id}`), leaves: ['user.deleted'] },
    runScimBulk: { run: () => scim.post('/Bulk', { schemas: [message('BulkRequest')], Operations: [{ method: 'POST', path: '/Users', bulkId: 'a', data: scimUser('bulk@acme.example') }] }), leaves: ['user.created'] },
    ...Object.fromEntries(['searchScimUsers /Users', 'searchScimGroups /Groups', 'searchScimResources '].map((entry) => {
      const [name = '', path = ''] = entry.split(' ');
      return [name, { run: () => scim.post(`${path}/.search`, { schemas: [message('SearchRequest')] }), leaves: [], because: 'it reads' } satisfies Expected];
    })),
    createScimMe: me('POST'),
    replaceScimMe: me('PUT'),
    patchScimMe: me('PATCH'),
    deleteScimMe: me('DELETE'),
  };

  const serviceKeys: Record<string, Expected> = {
    publishServiceKey: { run: async () => (await staff.get('/api/v1/service-keys'), staff.post('/api/v1/service-keys')), leaves: ['service_key.published'] },
    activateServiceKey: { run: () => staff.post('/api/v1/service-keys/2/activate'), leaves: ['service_key.activated'] },
    retireServiceKey: { run: () => staff.delete('/api/v1/service-keys/1'), leaves: ['service_key.retired'] },
  };

  const webhooks: Record<string, Expected> = {
    createWebhook: { run: async () => (receiver.answers(204), keep('webhook', owner.post(`${base}/webhooks`, { name: 'CRM', url: `${receiver.url}/hook` }))), leaves: ['webhook.created'] },
    changeWebhook: { run: () => owner.patch(`${base}/webhooks/${made.webhook.id}`, { name: 'ERP' }), leaves: ['webhook.changed'] },
    rotateWebhookSecret: { run: () => owner.post(`${base}/webhooks/${made.webhook.id}/rotate`), leaves: ['webhook.secret_rotated'] },
    testWebhook: { run: () => keep('event', owner.post(`${base}/webhooks/${made.webhook.id}/test`)), leaves: [], because: 'it changes nothing; the delivery log shows it' },
    replayWebhookDelivery: { run: () => owner.post(`${base}/webhooks/${made.webhook.id}/deliveries/${made.event.eventId}/replay`), leaves: ['webhook.replayed'] },
    replayWebhook: { run: () => owner.post(`${base}/webhooks/${made.webhook.id}/replay`, { since: '2020-01-01T00:00:00Z' }), leaves: ['webhook.replayed'] },
    deleteWebhook: { run: () => owner.delete(`${base}/webhooks/${made.webhook.id}`), leaves: ['webhook.deleted'] },
  };

  const { beginProof, prove, ...plainSessions } = sessions as Record<'beginProof' | 'prove', Expected> & Record<string, Expected>;
  const { removeUserSecondFactors, ...ownFactors } = secondFactors as Record<'removeUserSecondFactors', Expected> & Record<string, Expected>;
  /** In an order in which each finds what it needs. */
  const table: Record<string, Expected> = { ...people, ...integrations, ...setupLinks, ...plainSessions, ...ownFactors, beginProof, prove, removeUserSecondFactors, ...provisioning, ...webhooks, ...serviceKeys };

  it('and each operation of the description that writes stands in the table', () => {
    const writing = Object.values(readDocument().paths).flatMap((methods) => Object.entries(methods).filter(([method]) => method !== 'get').map(([, { operationId }]) => operationId as string));
    expect(Object.keys(table).sort()).toEqual(writing.sort());
    expect(Object.entries(table).filter(([, { leaves, because }]) => (leaves.length === 0) !== (because !== undefined)).map(([name]) => name)).toEqual([]);
  });

  it.each(Object.keys(table))('%s', async (operation) => {
    const { run, leaves, because } = table[operation] as Expected;
    const answer = await run();
    if (because === undefined) expect([operation, answer.status < 400 ? 'carried out' : answer]).toEqual([operation, 'carried out']);
    const events = await audit(answer.headers.get('x-request-id'), operation === 'createAccount' ? made.account.id : operation === 'deleteAccount' || operation in serviceKeys ? staff.session.account.id : accountId);
    expect(events.map(({ action }) => action).sort()).toEqual(leaves);
    for (const event of events) {
      expect(event).toMatchObject({ address: ADDRESS, actor: { kind: expect.any(String), id: expect.any(String) }, subject: { kind: expect.any(String), id: expect.any(String) } });
      expect([event.action, shown(event)]).toEqual([event.action, ACTIONS[event.action as string]]);
    }
  });
});

function shown({ action, before, after }: { action: string; before: object | null; after: object | null }): Shows | 'nothing' {
  if (ACTIONS[action] === 'what was done') return 'what was done';
  if (before && after && ACTIONS[action] === 'before') return 'before'; // with what went with it
  // A password is never shown, neither the old one nor the new one.
  if (before && after) return Object.keys(before).length > 0 || 'password' in after ? 'before and after' : 'nothing';
  return before ? 'before' : after ? 'after' : 'nothing';
}
