/* eslint-disable @typescript-eslint/no-explicit-any -- what a test reads of an answer, it asserts */
import { randomUUID } from 'node:crypto';
import { engines } from '../support/databases.js';
import { scimClient, type TestClient } from '../support/scim-client.js';
import { startTestService, type TestService } from '../support/start-service.js';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';

interface Described {
  readonly name: string;
  readonly type: string;
  readonly multiValued: boolean;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: string;
  readonly returned: string;
  readonly uniqueness: string;
  readonly canonicalValues?: readonly string[];
  readonly subAttributes?: readonly Described[];
}

/** RFC 7643 §7: what a server says of its attributes is what it does. What it says is read from `/Schemas`, and each characteristic is tried. */
describe.each(engines)('the schemas tell the truth, on %s', (engine) => {
  let service: TestService;
  let client: TestClient;
  let attributes: Readonly<Record<string, readonly Described[]>>;

  beforeAll(async () => {
    service = await startTestService(engine);
    client = await scimClient(service);
    const { body } = await client.get('/Schemas');
    attributes = Object.fromEntries(body.Resources.map((schema: { id: string; attributes: Described[] }) => [schema.id, schema.attributes]));
  });

  afterAll(() => service.stop());

  const phone = (name: string) => (/^(first|second)Phone$/.test(name) ? '+972541234567' : undefined);

  function valueOf(attribute: Described): unknown {
    switch (attribute.type) {
      case 'boolean':
        return true;
      case 'complex':
        return Object.fromEntries((attribute.subAttributes ?? []).filter(({ mutability }) => mutability !== 'readOnly').map((sub) => [sub.name, valueOf(sub)]));
      case 'binary':
        return 'TWl4ZWRDYXNl';
      default:
        return phone(attribute.name) ?? attribute.canonicalValues?.[0] ?? `Mixed-${attribute.name}-${randomUUID().slice(0, 8)}`;
    }
  }
  const whole = (attribute: Described) => (attribute.multiValued ? [valueOf(attribute)] : valueOf(attribute));
  const inSchema = (schema: string, name: string, value: unknown) => (schema === ENTERPRISE ? { [ENTERPRISE]: { [name]: value } } : { [name]: value });
  const read = (resource: any, schema: string, name: string) => (schema === ENTERPRISE ? resource[ENTERPRISE]?.[name] : resource[name]);
  const path = (schema: string, name: string) => (schema === ENTERPRISE ? `${ENTERPRISE}:${name}` : name);
  const create = async (more: object = {}) => client.post('/Users', { schemas: [USER, ENTERPRISE], userName: `truth-${randomUUID()}`, ...more });
  const each = function* (): Generator<[string, Described]> {
    for (const schema of [USER, ENTERPRISE]) for (const attribute of attributes[schema] ?? []) yield [schema, attribute];
  };

  it('mutability: what is readWrite is kept, what is readOnly is not taken over, and what is writeOnly is taken and not shown', async () => {
    for (const [schema, attribute] of each()) {
      const value = whole(attribute);
      const { status, body } = await create(inSchema(schema, attribute.name, value));
      expect([attribute.name, status]).toEqual([attribute.name, 201]);
      const shown = read(body, schema, attribute.name);
      if (attribute.mutability === 'readWrite') expect([attribute.name, shown]).toEqual([attribute.name, value]);
      else expect([attribute.name, shown]).not.toEqual([attribute.name, value]);
    }
  });

  it('multiValued and type: a list for one value, or a value of another type, is refused', async () => {
    for (const [schema, attribute] of each()) {
      if (attribute.mutability !== 'readWrite') continue;
      const wrong = attribute.multiValued ? [[7]] : attribute.type === 'complex' ? 7 : [[valueOf(attribute), valueOf(attribute)]];
      const { status, body } = await create(inSchema(schema, attribute.name, wrong));
      expect([attribute.name, status, body.scimType]).toEqual([attribute.name, 400, 'invalidValue']);
    }
  });

  it('required: without it there is no user, and without the others there is', async () => {
    for (const [, attribute] of each()) {
      if (!attribute.required) continue;
      const { status } = await client.post('/Users', { schemas: [USER], userName: 'x', [attribute.name]: undefined });
      expect([attribute.name, status]).toEqual([attribute.name, 400]);
    }
    expect((await create()).status).toBe(201);
  });

  it('returned: never is never shown, not even when it is asked for; default is shown unless others are asked for', async () => {
    const { body } = await create({ password: 'never shown', title: 'T' });
    for (const [schema, attribute] of each()) {
      const asked = await client.get(`/Users/${body.id}?attributes=${encodeURIComponent(path(schema, attribute.name))}`);
      const shown = read(asked.body, schema, attribute.name);
      if (attribute.returned === 'never') expect(asked.text).not.toContain('never shown');
      else expect([attribute.name, shown]).toEqual([attribute.name, read(body, schema, attribute.name)]);
      expect(asked.body).toMatchObject({ schemas: body.schemas, id: body.id });
      expect(Object.keys(asked.body).length).toBeLessThanOrEqual(3);
    }
  });

  it('caseExact: a filter minds the case where the schema says so, of sub-attributes too', async () => {
    for (const [schema, attribute] of each()) {
      if (attribute.returned === 'never') continue;
      const leaves = attribute.subAttributes ? attribute.subAttributes.map((sub) => [sub, `${path(schema, attribute.name)}.${sub.name}`] as const) : [[attribute, path(schema, attribute.name)] as const];
      const value = attribute.mutability === 'readWrite' ? whole(attribute) : undefined;
      const { body } = await create(value === undefined ? {} : inSchema(schema, attribute.name, value));
      const stored = read(body, schema, attribute.name);
      for (const [leaf, name] of leaves) {
        const text = attribute.subAttributes ? [stored].flat()[0]?.[leaf.name] : stored;
        if (typeof text !== 'string' || text === swapCase(text)) continue;
        const found = await client.get(`/Users?filter=${encodeURIComponent(`id eq "${body.id}" and ${name} eq ${JSON.stringify(swapCase(text))}`)}`);
        expect([name, found.body.totalResults]).toEqual([name, leaf.caseExact ? 0 : 1]);
        const exact = await client.get(`/Users?filter=${encodeURIComponent(`id eq "${body.id}" and ${name} eq ${JSON.stringify(text)}`)}`);
        expect([name, exact.body.totalResults]).toEqual([name, 1]);
      }
    }
  });

  it('uniqueness: what is unique in the server is refused a second time, in another case too', async () => {
    const first = (await create({ emails: [{ value: `unique-${randomUUID()}@example.com` }] })).body;
    expect(attributes[USER]?.filter(({ uniqueness }) => uniqueness === 'server').map(({ name }) => name)).toEqual(['userName', 'email']);
    expect((await create({ userName: first.userName.toUpperCase() })).status).toBe(409);
    expect((await create({ emails: [{ value: first.email.toUpperCase() }] })).status).toBe(409);
    const group = { schemas: [GROUP], displayName: `Unique ${randomUUID()}` };
    expect([(await client.post('/Groups', group)).status, (await client.post('/Groups', { ...group, displayName: group.displayName.toUpperCase() })).status]).toEqual([201, 409]);
  });

  it('shows nothing that the schemas do not know', async () => {
    const full = Object.assign({}, ...[...each()].filter(([schema, { mutability }]) => schema === USER && mutability === 'readWrite').map(([, attribute]) => ({ [attribute.name]: whole(attribute) })));
    const enterprise = Object.fromEntries((attributes[ENTERPRISE] ?? []).map((attribute) => [attribute.name, whole(attribute)]));
    const { body: user } = await create({ ...full, [ENTERPRISE]: enterprise });
    const { body: group } = await client.post('/Groups', { schemas: [GROUP], displayName: randomUUID(), members: [{ value: user.id }] });
    const { body } = await client.get(`/Users/${user.id}`);
    const common = ['schemas', 'id', 'externalId', 'meta', ENTERPRISE];
    const unknown = (resource: any, known: readonly Described[]) => Object.keys(resource).filter((name) => !common.includes(name) && !known.some((attribute) => attribute.name === name));
    expect(unknown(body, attributes[USER] ?? [])).toEqual([]);
    expect(unknown(body[ENTERPRISE], attributes[ENTERPRISE] ?? [])).toEqual([]);
    expect(unknown((await client.get(`/Groups/${group.id}`)).body, attributes[GROUP] ?? [])).toEqual([]);
    for (const [schema, attribute] of each()) {
      const entries = [read(body, schema, attribute.name) ?? []].flat().filter((entry) => typeof entry === 'object');
      for (const entry of entries) expect([attribute.name, unknown(entry, attribute.subAttributes ?? [])]).toEqual([attribute.name, []]);
    }
  });
});

function swapCase(text: string): string {
  return [...text].map((letter) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase())).join('');
}
