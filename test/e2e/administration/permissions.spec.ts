import { Sessions } from '@app/directory';
import { UnitOfWork } from '@app/persistence';
import { ApiClient } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { OWNER, startTestService, type TestService } from '../../support/start-service.js';

/** Who calls; each of them in his own account, staff from another one. */
const CALLERS = ['member', 'admin', 'owner', 'owner by identity provider', 'staff', 'staff by identity provider', 'key read', 'key integrations', 'key users', 'key all'] as const;
type CallerName = (typeof CALLERS)[number];

const READERS: readonly CallerName[] = ['admin', 'owner', 'owner by identity provider', 'staff', 'key read', 'key all'];
const ADMINISTRATORS: readonly CallerName[] = ['admin', 'owner', 'owner by identity provider', 'staff', 'key all'];
const OWNERS: readonly CallerName[] = ['owner', 'staff', 'key all'];

/** Every operation below an account, with those who may call it. One that is missing here fails the test. */
const ALLOWED: Readonly<Record<string, readonly CallerName[]>> = {
  readAccount: [...READERS, 'key users', 'key integrations'],
  changeAccount: OWNERS,
  previewAccountDeletion: ['staff'],
  deleteAccount: ['staff'],
  listUsers: [...READERS, 'key users'],
  createUser: [...ADMINISTRATORS, 'key users'],
  readUser: [...READERS, 'key users'],
  changeUser: [...ADMINISTRATORS, 'key users'],
  deleteUser: [...ADMINISTRATORS, 'key users'],
  listGroups: [...READERS, 'key users'],
  readGroup: [...READERS, 'key users'],
  listGroupMembers: [...READERS, 'key users'],
  listUserGroups: [...READERS, 'key users'],
  exportUser: READERS,
  listUserSessions: [...READERS, 'key users'],
  endUserSessions: [...ADMINISTRATORS, 'key users'],
  endUserSession: [...ADMINISTRATORS, 'key users'],
  listUserSecondFactors: [...READERS, 'key users'],
  removeUserSecondFactors: OWNERS,
  issuePasswordReset: OWNERS,
  listApiKeys: READERS,
  createApiKey: ADMINISTRATORS,
  deleteApiKey: ADMINISTRATORS,
  listAuditEvents: READERS,
  addIntegration: [...ADMINISTRATORS, 'key integrations'],
  listIntegrations: [...READERS, 'key integrations'],
  getIntegration: [...READERS, 'key integrations'],
  changeIntegration: [...ADMINISTRATORS, 'key integrations'],
  deleteIntegration: [...ADMINISTRATORS, 'key integrations'],
  previewDeletion: [...READERS, 'key integrations'],
  getIntegrationGuide: [...READERS, 'key integrations'],
  listSignIns: [...READERS, 'key integrations'],
  readActivity: [...READERS, 'key integrations'],
  checkIdentities: [...READERS, 'key integrations'],
  listProvisioning: [...READERS, 'key integrations'],
  refreshMetadata: [...ADMINISTRATORS, 'key integrations'],
  switchScim: [...ADMINISTRATORS, 'key integrations'],
  rotateScimCredentials: [...ADMINISTRATORS, 'key integrations'],
  getBrake: [...READERS, 'key integrations'],
  createSetupLink: [...ADMINISTRATORS, 'key integrations'],
  listSetupLinks: [...READERS, 'key integrations'],
  revokeSetupLink: [...ADMINISTRATORS, 'key integrations'],
  confirmMetadataProposal: [...ADMINISTRATORS, 'key integrations'],
  discardMetadataProposal: [...ADMINISTRATORS, 'key integrations'],
  rehearseProvisioning: [...ADMINISTRATORS, 'key integrations'],
  takeOver: [...ADMINISTRATORS, 'key integrations'],
  decideOnBrake: [...ADMINISTRATORS, 'key integrations'],
  listWebhooks: READERS,
  createWebhook: ADMINISTRATORS,
  readWebhook: READERS,
  changeWebhook: ADMINISTRATORS,
  deleteWebhook: ADMINISTRATORS,
  rotateWebhookSecret: ADMINISTRATORS,
  testWebhook: ADMINISTRATORS,
  replayWebhook: ADMINISTRATORS,
  listWebhookDeliveries: READERS,
  readWebhookDelivery: READERS,
  replayWebhookDelivery: ADMINISTRATORS,
};

interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
}

describe.each(engines)('the admin API on %s', (engine) => {
  let service: TestService;
  let callers: Record<CallerName, ApiClient>;
  let foreign: string;
  let own: string;
  let operations: readonly Operation[];

  beforeAll(async () => {
    service = await startTestService(engine);
    const staff = await ApiClient.signIn(service.url, OWNER);
    const createAccount = async (name: string) => (await staff.post('/api/v1/accounts', { name, owner: { email: `owner@${name}.example`, password: `the owner of ${name}` } })).body;
    const [account, other] = [await createAccount('acme'), await createAccount('other')];
    [own, foreign] = [account.id, other.id];
    const owner = await ApiClient.signIn(service.url, { email: 'owner@acme.example', password: 'the owner of acme' });
    const home = (await staff.get('/api/v1/session')).body;
    const create = async (role: string) => (await owner.post(`/api/v1/accounts/${own}/users`, { email: `${role}@acme.example`, role })).body.id;
    const key = async (scope: string) => ApiClient.withKey(service.url, (await owner.post(`/api/v1/accounts/${own}/api-keys`, { name: scope, scopes: [scope] })).body.key);
    callers = {
      member: await bySso(await create('member'), own),
      admin: await bySso(await create('admin'), own),
      owner,
      'owner by identity provider': await bySso(account.owner.id, own),
      staff,
      'staff by identity provider': await bySso(home.user.id, home.account.id),
      'key read': await key('read'),
      'key integrations': await key('integrations'),
      'key users': await key('users'),
      'key all': await key('all'),
    };
    operations = await readOperations();
  });
  afterAll(() => service.stop());

  const bySso = async (userId: string, accountId: string) => {
    const { token } = await service.app.get(UnitOfWork).run((tx) => service.app.get(Sessions).open(tx, { userId, accountId, origin: 'identity-provider' }));
    return ApiClient.withCookie(service.url, `moovingon_session=${token}`);
  };
  const readOperations = async (): Promise<readonly Operation[]> => {
    const { body } = await ApiClient.anonymous(service.url).get('/api/openapi.json');
    return Object.entries(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => ({ id: operationId, method: method.toUpperCase(), path })),
    );
  };
  const call = (client: ApiClient, { method, path }: Operation, accountId: string) => {
    const address = path.replace('{accountId}', accountId).replace(/\{\w+\}/g, 'missing');
    return client.send(method, address, ['POST', 'PATCH', 'PUT'].includes(method) ? {} : undefined);
  };
  const ofAccounts = () => operations.filter(({ path }) => path.startsWith('/api/v1/accounts/{accountId}'));

  it('has every operation of an account in the table of who may call it', () => {
    expect(ofAccounts().map(({ id }) => id).sort()).toEqual(Object.keys(ALLOWED).sort());
  });

  it.each(CALLERS)('serves the %s what is his to call, and answers 403 for the rest', async (name) => {
    const outcomes = [];
    for (const operation of ofAccounts()) {
      const { status, body } = await call(callers[name], operation, own);
      const foreignToStaff = name === 'staff by identity provider';
      outcomes.push([operation.id, status === 403 && body.code === 'forbidden' ? 'forbidden' : foreignToStaff && body?.code === 'account_unknown' ? 'forbidden' : [401, 500].includes(status) ? status : 'served']);
    }
    expect(Object.fromEntries(outcomes)).toEqual(Object.fromEntries(ofAccounts().map(({ id }) => [id, ALLOWED[id]?.includes(name) ? 'served' : 'forbidden'])));
  });

  it.each(CALLERS.filter((name) => name !== 'staff'))('knows no other account for the %s', async (name) => {
    for (const accountId of [foreign, 'nowhere', "'%20OR%201=1"])
      for (const operation of ofAccounts()) expect([operation.id, await call(callers[name], operation, accountId)]).toMatchObject([operation.id, { status: 404, body: { code: 'account_unknown' } }]);
  });

  it('serves staff in every account, and knows none that is not there', async () => {
    expect((await call(callers.staff, { id: '', method: 'GET', path: '/api/v1/accounts/{accountId}/users' }, foreign)).status).toBe(200);
    for (const accountId of ['nowhere', "'%20OR%201=1"])
      for (const operation of ofAccounts()) expect(await call(callers.staff, operation, accountId)).toMatchObject({ status: 404, body: { code: 'account_unknown' } });
  });

  it('answers 401 to everybody who is not signed in', async () => {
    const nobody = ApiClient.anonymous(service.url);
    for (const operation of ofAccounts()) expect([operation.id, await call(nobody, operation, own)]).toMatchObject([operation.id, { status: 401, body: { code: 'unauthenticated' } }]);
  });

  it.each(CALLERS)('lets the %s list and make accounts if that is staff, by password', async (name) => {
    const expected = name === 'staff' ? [200, 400] : [403, 403];
    expect([(await callers[name].get('/api/v1/accounts')).status, (await callers[name].post('/api/v1/accounts', {})).status]).toEqual(expected);
  });
});
