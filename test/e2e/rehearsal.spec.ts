import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { AccountRepository, UnitOfWork } from '@app/persistence';
import { type Answer, ApiClient } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { dumpRows } from '../support/dump-rows.js';
import { OWNER_EMAIL, type ScimAnswer, scimClient, type TestClient } from '../support/scim-client.js';
import { OWNER, startTestService, type TestService } from '../support/start-service.js';

/* eslint-disable @typescript-eslint/no-explicit-any -- what a test reads of an answer, it asserts */

const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const LIST_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const LOGS_WRITTEN = 800;

type Entry = Readonly<Record<string, any>>;

describe.each(engines)('a rehearsal of provisioning on %s', (engine) => {
  let service: TestService;
  let staff: ApiClient;

  beforeAll(async () => {
    service = await startTestService(engine);
    staff = await ApiClient.signIn(service.url, OWNER);
  });
  afterAll(() => service.stop());

  const at = ({ accountId, integrationId }: TestClient) => `/api/v1/accounts/${accountId}/integrations/${integrationId}/scim/rehearsal`;
  const rehearse = (client: TestClient, body: unknown, query = ''): Promise<Answer> => staff.post(at(client) + query, body);
  const person = (name: string, more: Entry = {}): Entry => ({ schemas: [CORE_USER], userName: `${name}@acme.example`, emails: [{ value: `${name}@acme.example`, primary: true }], ...more });
  const limited = async (accountId: string, deprovisioningLimit: object) => {
    const { app } = service;
    await app.get(UnitOfWork, { strict: false }).run((tx) => app.get(AccountRepository, { strict: false }).update(tx, accountId, { preferences: { deprovisioningLimit } }));
  };

  it('tells who would be linked, created, changed and in what, left without admin, refused and with which error, and who is not in the list', async () => {
    const client = await scimClient(service);
    const here = `/api/v1/accounts/${client.accountId}/users`;
    const local = (await staff.post(here, { email: 'local@acme.example', role: 'admin', givenName: 'Lo' })).body;
    const untouched = (await staff.post(here, { email: 'untouched@acme.example' })).body;
    const ada = (await client.post('/Users', person('ada', { externalId: '00u1', title: 'Countess' }))).body;
    const bob = (await client.post('/Users', person('bob', { moovingon_ai_admin: true }))).body;
    const users = [
      person('LOCAL', { externalId: '00u0', moovingon_ai_admin: false }),
      person('ada', { title: 'Queen', externalId: '00u1' }),
      person('bob'),
      person('new', { moovingon_ai_admin: 'true', firstPhone: '+972541234567' }),
      person('bad', { firstPhone: '054-1234567' }),
      person('taken', { emails: [{ value: 'ADA@acme.example' }] }),
      person('ada', { active: false, firstPhone: 'none' }),
      'nobody',
    ];

    const { status, body } = await rehearse(client, { users });
    expect(status).toBe(200);
    expect(body.summary).toEqual({ listed: 8, created: 1, linked: 1, changed: 2, unchanged: 1, refused: 3, passedOver: 0, leftWithoutAdmin: 1, deactivated: 1, notListed: 2 });
    expect(body.linked).toEqual([
      { position: 0, id: local.id, userName: 'LOCAL@acme.example', outcome: 'linked', leftWithoutAdmin: true, changes: expect.objectContaining({ externalId: { before: null, after: '00u0' }, moovingon_ai_admin: { before: true, after: false }, userName: { before: 'local@acme.example', after: 'LOCAL@acme.example' } }) },
    ]);
    expect(body.leftWithoutAdmin).toEqual(body.linked);
    expect(body.changed).toMatchObject([
      { position: 1, id: ada.id, changes: { title: { before: 'Countess', after: 'Queen' } } },
      { position: 6, id: ada.id, deactivated: true, changes: { active: { before: true, after: false } }, keptAsItWas: [{ attribute: 'firstPhone' }] },
    ]);
    expect(body.unchanged).toMatchObject([{ position: 2, id: bob.id, changes: {} }]);
    expect(body.created).toMatchObject([{ position: 3, id: null, userName: 'new@acme.example', changes: { moovingon_ai_admin: { after: true } } }]);
    expect(body.refused).toMatchObject([
      { position: 4, refusal: { status: '400', scimType: 'invalidValue', detail: expect.stringContaining('firstPhone') } },
      { position: 5, refusal: { status: '409', scimType: 'uniqueness', detail: expect.stringContaining('ADA@acme.example') } },
      { position: 7, userName: null, refusal: { status: '400', scimType: 'invalidSyntax' } },
    ]);
    expect(body.notListed).toMatchObject({ total: 2, people: [{ userName: OWNER_EMAIL, role: 'owner' }, { id: untouched.id, role: 'member', managedBy: null }] });
  });

  it('reads a ListResponse, the list itself, the answer of the users API of Okta, and its CSV', async () => {
    const client = await scimClient(service);
    const known = (await client.post('/Users', person('gone'))).body;
    expect((await rehearse(client, { schemas: [LIST_RESPONSE], totalResults: 1, Resources: [person('ada')] })).body.summary).toMatchObject({ listed: 1, created: 1 });
    expect((await rehearse(client, [person('ada')])).body.summary).toMatchObject({ listed: 1, created: 1 });

    const ofApi = [
      { id: '00u1', status: 'ACTIVE', profile: { login: 'ada', email: 'ada@acme.example', firstName: 'Ada', lastName: 'Lovelace', department: 'Engines', mobilePhone: null } },
      { id: '00u2', status: 'DEPROVISIONED', profile: { login: 'gone@acme.example', email: 'gone@acme.example' } },
      { id: '00u3', status: 'DEPROVISIONED', profile: { login: 'never@acme.example', email: 'never@acme.example' } },
    ];
    const { body } = await rehearse(client, ofApi);
    expect(body.created).toMatchObject([{ userName: 'ada@acme.example', changes: { externalId: { after: '00u1' }, name: { after: { givenName: 'Ada', familyName: 'Lovelace' } } } }]);
    expect(body.deactivated).toMatchObject([{ id: known.id }]);
    expect(body.passedOver).toEqual([{ position: 2, id: null, userName: 'never@acme.example', outcome: 'passed-over' }]);

    const csv = '\uFEFFUsername,Primary email,First name,Last name,Title,Status\r\nada,ada@acme.example,Ada,"Lovelace, ""Countess""","First\nprogrammer",ACTIVE\r\ngone@acme.example,gone@acme.example,,,,Deprovisioned\r\n';

    const answer = await sendCsv(at(client), csv);
    expect(answer.status).toBe(200);
    expect(answer.body.created).toMatchObject([{ userName: 'ada@acme.example', changes: { title: { after: 'First\nprogrammer' }, name: { after: { familyName: 'Lovelace, "Countess"' } } } }]);
    expect(answer.body.deactivated).toMatchObject([{ id: known.id }]);
  });

  /** Not through the client, which makes JSON of everything. */
  const sendCsv = async (path: string, csv: string) => {
    const { headers } = await ApiClient.anonymous(service.url).post('/api/v1/session', OWNER);
    const cookie = (headers.getSetCookie()[0] ?? '').split(';', 1)[0] as string;
    const response = await fetch(service.url + path, { method: 'POST', headers: { cookie, 'content-type': 'text/csv; charset=utf-8' }, body: csv });
    return { status: response.status, body: (await response.json()) as any };
  };

  it('refuses what is no list, and says what a list is', async () => {
    const client = await scimClient(service);
    for (const body of [{}, { users: 'ada' }, { Resources: null }]) expect(await rehearse(client, body)).toMatchObject({ status: 400, body: { code: 'rehearsal_list_invalid', detail: expect.stringContaining('expected {"users"') } });
    expect(await rehearse(client, { users: Array.from({ length: 20_001 }, () => 0) })).toMatchObject({ status: 400, body: { code: 'rehearsal_list_too_long' } });
    for (const csv of ['"', 'colour\nred\n']) expect(await sendCsv(at(client), csv)).toMatchObject({ status: 400, body: { code: 'rehearsal_list_invalid' } });
    expect(await sendCsv(`/api/v1/accounts/${client.accountId}/users`, 'a')).toMatchObject({ status: 415 });
    expect(await staff.post(`/api/v1/accounts/${client.accountId}/integrations/none/scim/rehearsal`, { users: [] })).toMatchObject({ status: 404, body: { code: 'integration_unknown' } });
    expect(await rehearse(client, { users: [] }, '?lookUp=phone')).toMatchObject({ status: 400, body: { code: 'request_invalid' } });
  });

  it('refuses whoever is nobody before it has read the list', async () => {
    const client = await scimClient(service);
    const response = await fetch(service.url + at(client), { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{'.repeat(2_000_000) });
    expect(response.status).toBe(401);
  });

  it('finds by e-mail whom the client looks up by e-mail', async () => {
    const client = await scimClient(service);
    const ada = (await staff.post(`/api/v1/accounts/${client.accountId}/users`, { userName: 'ada', email: 'ada@acme.example' })).body;
    expect((await rehearse(client, [person('ada')])).body.refused).toMatchObject([{ refusal: { status: '409', scimType: 'uniqueness' } }]);
    expect((await rehearse(client, [person('ada')], '?lookUp=email')).body.linked).toMatchObject([{ id: ada.id, changes: { userName: { before: 'ada', after: 'ada@acme.example' } } }]);
  });

  it('takes ten thousand people, and lets others through meanwhile', async () => {
    const client = await scimClient(service);
    const users = Array.from({ length: 10_000 }, (_, position) => person(`p${position}`, { name: { givenName: 'P', familyName: String(position) }, externalId: `00u${position}`, title: 'x'.repeat(500) }));
    const waits: number[] = [];
    let running = true;
    const others = (async () => {
      while (running) {
        const began = performance.now();
        expect((await client.get('/Users?count=1')).status).toBe(200);
        waits.push(performance.now() - began);
      }
    })();
    const { status, body } = await rehearse(client, { users });
    running = false;
    await others;
    expect([status, body.summary?.created]).toEqual([200, 10_000]);
    expect(waits.length).toBeGreaterThan(5);
  }, 60_000);

  it('writes nothing', async () => {
    const client = await scimClient(service);
    await limited(client.accountId, { people: 1, percent: 1 });
    for (const name of ['ada', 'bob', 'eve']) await client.post('/Users', person(name, { externalId: name }));
    await new Promise((resolve) => setTimeout(resolve, LOGS_WRITTEN));
    const before = await dumpRows(service.database);
    const { body } = await rehearse(client, { users: [person('ada', { active: false }), person('bob', { active: false }), person('eve', { userName: 'eva@acme.example', title: 'x' }), person('EVE', { title: 'x' }), person('new')] });
    expect(body.summary).toMatchObject({ deactivated: 1, refused: 2, created: 1, changed: 2 });
    await new Promise((resolve) => setTimeout(resolve, LOGS_WRITTEN));
    expect(await dumpRows(service.database)).toEqual(before);
  });

  describe('of random lists in random accounts', () => {
    const domain = 'acme.example';
    const NAMES = ['ada', 'ADA', 'bob', 'eve', 'owner'] as const;
    const name = fc.constantFrom(...NAMES);
    const address = fc.oneof(name.map((local) => `${local}@${domain}`), fc.constant(OWNER_EMAIL));
    const sometimes = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });
    const emails = fc.oneof(
      fc.array(fc.record({ value: address, type: fc.constantFrom('work', 'home'), primary: fc.boolean() }), { maxLength: 2 }),
      fc.constantFrom<unknown>([], null, [{ value: '' }], [{ value: 7 }], 'x', [{ value: `${'x'.repeat(600)}@x` }]),
    );
    const flag = fc.constantFrom<unknown>(true, false, null, 'True', 'false', 'perhaps');
    const phone = fc.constantFrom<unknown>('+972541234567', '+972 54', '', null, 5, '+9725412345');
    const entry = fc
      .record({
        userName: fc.oneof({ weight: 12, arbitrary: address }, { weight: 1, arbitrary: fc.constantFrom<unknown>(undefined, '', '  ', 3, null, 'x'.repeat(600), 'nul\u0000') }),
        emails: sometimes(emails),
        active: sometimes(fc.oneof({ weight: 2, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: flag })),
        moovingon_ai_admin: sometimes(flag),
        firstPhone: sometimes(phone),
        secondPhone: sometimes(phone),
        externalId: sometimes(fc.constantFrom<unknown>('00u1', '00u2', null, '')),
        name: sometimes(fc.constantFrom<unknown>({ givenName: 'A' }, { familyName: 'B' }, null, { givenName: null }, 'x')),
        title: sometimes(fc.constantFrom<unknown>('Queen', '', null, 'nul\u0000')),
        USERNAME: sometimes(fc.constantFrom<unknown>(undefined, undefined, undefined, 'twice')),
        roles: sometimes(fc.constantFrom<unknown>([{ value: 'r' }], 'r')),
        nonsense: sometimes(fc.constant(1)),
      })
      .map((members) => JSON.parse(JSON.stringify({ schemas: [CORE_USER], ...members })) as Entry);
    const list = fc.array(entry, { minLength: 1, maxLength: 7 });
    const inhabitant = fc.record({ name, by: fc.constantFrom('administrator', 'client', 'another client'), admin: fc.boolean(), active: fc.boolean(), plainName: fc.boolean() });
    const world = fc.record({ inhabitants: fc.array(inhabitant, { maxLength: 5 }), ownerDeleted: fc.boolean(), limit: fc.constantFrom({ people: 1, percent: 1 }, { people: 2, percent: 50 }, { percent: 100 }), list });
    type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

    /** In which everything comes about that can. */
    const ofEveryKind: World = {
      inhabitants: [
        { name: 'ada', by: 'administrator', admin: true, active: true, plainName: false },
        { name: 'bob', by: 'client', admin: false, active: true, plainName: false },
        { name: 'eve', by: 'another client', admin: false, active: true, plainName: true },
      ],
      ownerDeleted: true,
      limit: { people: 1, percent: 1 },
      list: [
        person('ada', { moovingon_ai_admin: false }),
        person('bob', { title: 'Queen' }),
        person('bob', { userName: 'BOB@acme.example' }),
        person('bob', { userName: 'BOB@acme.example' }),
        person('eve'),
        { ...person('ada'), active: false },
        { ...person('bob'), active: false },
        { ...person('bob'), active: true },
        { ...person('bob'), active: false, firstPhone: '1' },
        person('new', { firstPhone: '1' }),
        { userName: OWNER_EMAIL, active: false },
        { userName: OWNER_EMAIL, emails: [{ value: 'new@acme.example' }] },
        person('new'),
      ],
    };

    /** Nothing that is refused here matters: it is a random account. */
    const settle = async ({ inhabitants, ownerDeleted, limit }: World): Promise<TestClient> => {
      const client = await scimClient(service);
      const other = await scimClient(service, client);
      for (const { name: local, by, admin, active, plainName } of inhabitants) {
        const [userName, email] = [plainName ? local : `${local}@${domain}`, `${local}@${domain}`];
        const resource = { schemas: [CORE_USER], userName, emails: [{ value: email }], moovingon_ai_admin: admin, active };
        if (by === 'administrator') await staff.post(`/api/v1/accounts/${client.accountId}/users`, { userName, email, role: admin ? 'admin' : 'member', active });
        else await (by === 'client' ? client : other).post('/Users', resource);
      }
      if (ownerDeleted) await other.delete(`/Users/${(await other.get(`/Users?filter=userName eq "${OWNER_EMAIL}"`)).body.Resources[0].id}`);
      await limited(client.accountId, limit);
      return client;
    };

    /** What a provisioning client does for one person, and what came of it, in the words of a rehearsal. */
    const provision = async (client: TestClient, body: Entry): Promise<object> => {
      const named = namedIn(body);
      const found = named === undefined ? undefined : (await client.get(`/Users?filter=${encodeURIComponent(`userName eq ${JSON.stringify(named)}`)}`)).body.Resources?.[0];
      if (!found) {
        const answer = await client.post('/Users', body);
        return answer.status === 201 ? { outcome: 'created', changes: difference({}, answer.body) } : refusal(answer);
      }
      const before = await userOf(client, found.id);
      const answer = await client.put(`/Users/${found.id}`, merged(found, body));
      if (answer.status !== 200) return refusal(answer);
      const after = await userOf(client, found.id);
      const changes = difference(found, answer.body);
      const isLinked = before.managedBy === null && after.managedBy === client.integrationId;
      return {
        outcome: isLinked ? 'linked' : found.meta.version === answer.body.meta.version ? 'unchanged' : 'changed',
        changes,
        ...(before.role === 'admin' && after.role === 'member' && { leftWithoutAdmin: true }),
        ...(found.active && !answer.body.active && { deactivated: true }),
      };
    };
    const userOf = async ({ accountId }: TestClient, id: string) => (await staff.get(`/api/v1/accounts/${accountId}/users/${id}`)).body;

    const predicted = (body: any): object[] => {
      const people = ['created', 'linked', 'changed', 'unchanged', 'refused', 'passedOver'].flatMap((outcome) => body[outcome]);
      return people.sort((left, right) => left.position - right.position).map(({ outcome, changes, leftWithoutAdmin, deactivated, refusal: refused }) => ({ outcome, ...(refused ? { refusal: refused } : { changes }), ...(leftWithoutAdmin && { leftWithoutAdmin }), ...(deactivated && { deactivated }) }));
    };

    it('predicts exactly what provisioning the list then does', async () => {
      const seen = new Set<string>();
      const property = fc.asyncProperty(world, async (random) => {
        const client = await settle(random);
        const rehearsal = await rehearse(client, { users: random.list });
        expect(rehearsal.status).toBe(200);
        const actual: object[] = [];
        for (const body of random.list) actual.push(await provision(client, body));
        expect(predicted(rehearsal.body)).toEqual(actual);
        for (const told of actual as any[]) for (const word of [told.outcome, told.refusal?.status, told.leftWithoutAdmin && 'leftWithoutAdmin', told.deactivated && 'deactivated']) if (word) seen.add(word);
      });
      await fc.assert(property, { numRuns: 60, examples: [[ofEveryKind]] });
      expect([...seen].sort()).toEqual(['400', '409', '429', 'changed', 'created', 'deactivated', 'leftWithoutAdmin', 'linked', 'refused', 'unchanged']);
    }, 120_000);
  });
});

/** The name that a client would look up: nothing where it has none that is a text, or two. */
function namedIn(body: Entry): string | undefined {
  const { userName, USERNAME } = body;
  return typeof userName === 'string' && userName.trim() !== '' && USERNAME === undefined ? userName : undefined;
}

const merged = (found: Entry, body: Entry): Entry => ({ ...found, ...body, ...(isMember(found.name) && isMember(body.name) && { name: { ...found.name, ...body.name } }) });
const isMember = (value: unknown): value is Entry => typeof value === 'object' && value !== null && !Array.isArray(value);

function difference(before: Entry, after: Entry): Record<string, { before: unknown; after: unknown }> {
  const made = new Set(['schemas', 'id', 'meta', 'groups', 'email']);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !made.has(name));
  const pairs = names.map((name) => [name, { before: before[name] ?? null, after: after[name] ?? null }] as const);
  return Object.fromEntries(pairs.filter(([, pair]) => !isDeepStrictEqual(pair.before, pair.after)));
}

/** The error without the number of its request. */
function refusal({ body: { status, scimType, detail } }: ScimAnswer): object {
  return { outcome: 'refused', refusal: { status, ...(scimType && { scimType }), detail: detail.replace(/ \(Reference [^)]*\)$/, '') } };
}
