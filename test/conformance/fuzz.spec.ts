import fc from 'fast-check';
import { engines } from '../support/databases.js';
import { scimClient, type TestClient } from '../support/scim-client.js';
import { startTestService, type TestService } from '../support/start-service.js';

const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** Pieces that filters and paths are made of, and pieces that have no business in one. */
const piece = fc.oneof(
  fc.constantFrom('userName', 'emails', 'emails.value', 'name', 'name.givenName', 'meta.created', 'active', 'groups', 'members', 'urn:ietf:params:scim:schemas:core:2.0:User:', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value', 'x', '__proto__', 'constructor.prototype', 'password', '$ref', 'schemas'),
  fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr', 'and', 'or', 'not', 'EQ', 'between'),
  fc.constantFrom('(', ')', '[', ']', '.', ',', ';', '--', '/*', "'", '"', '\\', '%', '_', '*', '?', '$1', ':1'),
  fc.constantFrom('"x"', '"a@b.co"', '"\\u0041"', '"\\u0000"', '"\\ud83d\\ude00"', '"2026-01-01T00:00:00Z"', 'true', 'False', 'null', '0', '-1.5e3', '1e999', '"\'; DROP TABLE users; --"'),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const written = fc.oneof(
  fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(' ')),
  fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.tuple(fc.constantFrom('userName', 'emails.value', 'title', 'active', 'meta.version', 'id'), fc.constantFrom('eq', 'co', 'sw', 'ew', 'gt'), fc.string({ unit: 'binary', maxLength: 20 })).map(([name, operator, value]) => `${name} ${operator} ${JSON.stringify(value)}`),
);
const json = fc.jsonValue({ maxDepth: 3 });

describe.each(engines)('whatever a client writes, on %s', (engine) => {
  let service: TestService;
  let client: TestClient;
  let user: string;
  let group: string;

  beforeAll(async () => {
    service = await startTestService(engine);
    client = await scimClient(service);
    user = (await client.post('/Users', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'fuzzed', emails: [{ value: 'fuzzed@example.com', type: 'work' }], title: 'T' })).body.id;
    group = (await client.post('/Groups', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'fuzzed', members: [{ value: user }] })).body.id;
  });

  afterAll(() => service.stop());

  const run = (property: fc.IAsyncProperty<unknown>, numRuns = 250) => fc.assert(property, { numRuns, seed: 3 });
  const pristine = () => expect(({} as Record<string, unknown>).polluted ?? (Object.prototype as Record<string, unknown>).x).toBeUndefined();

  it('a filter is answered with 200 or 400', async () => {
    await run(
      fc.asyncProperty(written, fc.constantFrom('Users', 'Groups'), async (filter, resource) => {
        const { status } = await client.get(`/${resource}?count=2&filter=${encodeURIComponent(filter)}`);
        expect([200, 400]).toContain(status);
      }),
    );
    pristine();
  });

  it('a search at the root is answered with 200 or 400', async () => {
    const order = fc.record({ sortBy: fc.oneof(piece, fc.constantFrom('displayName', 'meta.created', 'emails')), sortOrder: fc.constantFrom('ascending', 'descending', 'x'), startIndex: fc.integer(), count: fc.integer({ max: 50 }), attributes: fc.array(piece, { maxLength: 3 }) }, { requiredKeys: [] });
    await run(
      fc.asyncProperty(written, order, async (filter, rest) => {
        const { status } = await client.send('POST', '/.search', JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter, ...rest }));
        expect([200, 400]).toContain(status);
      }),
      150,
    );
  });

  it('the path of a PATCH is answered with 200, 204 or 400, and pollutes nothing', async () => {
    await run(
      fc.asyncProperty(written, fc.constantFrom('add', 'replace', 'remove', 'Replace'), json, fc.boolean(), async (path, op, value, ofGroup) => {
        const body = { schemas: [PATCH_OP], Operations: [{ op, path, value }] };
        const { status } = await client.send('PATCH', ofGroup ? `/Groups/${group}` : `/Users/${user}`, JSON.stringify(body));
        expect(ofGroup ? [204, 400] : [200, 400]).toContain(status);
      }),
    );
    pristine();
  });

  it('a body of any shape is answered with a status of the client\'s fault, or carried out', async () => {
    const body = fc.oneof(json, fc.dictionary(fc.constantFrom('schemas', 'userName', 'emails', 'name', 'active', 'firstPhone', 'id', '__proto__', 'constructor', 'members', 'displayName', 'Operations'), json));
    await run(
      fc.asyncProperty(body, fc.constantFrom('/Users', '/Groups', '/Bulk', '/.search'), async (value, path) => {
        const { status } = await client.send('POST', path, JSON.stringify(value));
        expect([200, 201, 400, 409]).toContain(status);
      }),
    );
    pristine();
  });

  it('an id of any text is answered with 404', async () => {
    await run(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }), async (id) => {
        fc.pre(!/^\.{1,2}$|^\.search$/.test(id.trim()) && !/^[\s/?#]*$/.test(id));
        const { status, body } = await client.get(`/Users/${encodeURIComponent(id)}`);
        expect([status, body.schemas]).toEqual([404, ['urn:ietf:params:scim:api:messages:2.0:Error']]);
      }),
      150,
    );
  });
});
