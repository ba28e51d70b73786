import { BULK_REQUEST, BulkLedger, planBulk, readBulkRequest, resolveReferences, type BulkStep } from '../index.js';
import { refusalOf } from '../../../../../test/support/scim/refusal.js';

const bulk = (Operations: unknown[], more: object = {}) => ({ schemas: [BULK_REQUEST], Operations, ...more });
const post = (bulkId: string, ...members: string[]) => ({
  method: 'POST',
  path: '/Groups',
  bulkId,
  data: { displayName: bulkId, members: members.map((id) => ({ value: `bulkId:${id}` })) },
});
const describeStep = (step: BulkStep): string => {
  const name = step.operation.bulkId ?? String(step.operation.index);
  if (step.kind !== 'execute') return `${step.kind} ${name}`;
  return step.withheld.size > 0 ? `${name} without ${[...step.withheld].join()}` : name;
};
const plan = (...operations: unknown[]) => planBulk(readBulkRequest(bulk(operations))).map(describeStep);

describe('RFC 7644 §3.7: bulk requests', () => {
  it('are read with method, path, data and version', () => {
    const { operations, failOnErrors } = readBulkRequest(
      bulk(
        [
          { method: 'post', path: '/Users', bulkId: 'q', data: { userName: 'a' } },
          { method: 'PATCH', path: '/Users/5d48', version: 'W/"3"', data: { schemas: [] } },
          { method: 'DELETE', path: '/Groups/a%20b' },
          { method: 'PUT', path: '/Users/bulkId:q', data: { manager: 'bulkId:r' } },
        ],
        { failOnErrors: 2 },
      ),
    );
    expect(failOnErrors).toBe(2);
    expect(operations).toMatchObject([
      { method: 'POST', type: { name: 'User' }, target: undefined, bulkId: 'q' },
      { method: 'PATCH', target: '5d48', version: 'W/"3"' },
      { method: 'DELETE', type: { name: 'Group' }, target: 'a b', data: undefined },
      { method: 'PUT', target: 'bulkId:q' },
    ]);
    expect(operations[3]).toMatchObject({ references: new Set(['q', 'r']) });
  });

  it.each([
    [{ method: 'GET', path: '/Users/1' }],
    [{ method: 'POST', path: '/Users', data: {} }],
    [{ method: 'POST', path: '/Users/1', bulkId: 'x', data: {} }],
    [{ method: 'PUT', path: '/Users', data: {} }],
    [{ method: 'PUT', path: '/Users/1' }],
    [{ method: 'PUT', path: '/Things/1', data: {} }],
    [{ method: 'PUT', path: 'https://example.com/Users/1', data: {} }],
    [{ method: 'DELETE', path: '/Users/1/../2' }],
    [{ method: 'DELETE', path: '/Bulk' }],
    [{ method: 'DELETE', path: 5 }],
    [5],
  ])('answer an operation that is wrong in itself with its problem: %j', (operation) => {
    expect(readBulkRequest(bulk([operation])).operations).toMatchObject([
      { index: 0, problem: { status: 400, members: { scimType: 'invalidSyntax' } } },
    ]);
  });

  it('answer the second POST of a bulkId with a problem', () => {
    expect(readBulkRequest(bulk([post('a'), post('a')])).operations[1]).toHaveProperty('problem');
  });

  it.each([[{ Operations: [] }], [{ schemas: [BULK_REQUEST] }], [{ schemas: [BULK_REQUEST], Operations: 'x' }]])(
    'are invalidSyntax as a whole where they are none: %j',
    (body) => {
      expect(refusalOf(() => readBulkRequest(body))).toMatchObject({ status: 400, scimType: 'invalidSyntax' });
    },
  );

  it('are refused with a failOnErrors that is no number of errors', () => {
    for (const failOnErrors of [0, -1, 1.5, '1']) {
      expect(refusalOf(() => readBulkRequest(bulk([], { failOnErrors })))).toMatchObject({ scimType: 'invalidValue' });
    }
  });

  it('are 413 with more than 1,000 operations', () => {
    const many = Array.from({ length: 1_001 }, () => ({ method: 'DELETE', path: '/Users/1' }));
    expect(refusalOf(() => readBulkRequest(bulk(many)))).toMatchObject({ status: 413 });
  });

  it('do not follow data to any depth', () => {
    let data: object = {};
    for (let level = 0; level < 100_000; level += 1) data = { data };
    expect(readBulkRequest(bulk([{ method: 'PUT', path: '/Users/1', data }])).operations).toMatchObject([
      { problem: { status: 400 } },
    ]);
  });
});

describe('RFC 7644 §3.7.1, §3.7.2: references by bulkId', () => {
  it('are carried out in the order of the request where it is possible', () => {
    expect(plan(post('a'), post('b', 'a'), post('c', 'a', 'b'))).toEqual(['a', 'b', 'c']);
  });

  it('let what is referred to come first', () => {
    expect(plan(post('a', 'c'), post('b'), post('c', 'b'))).toEqual(['b', 'c', 'a']);
    expect(plan({ method: 'DELETE', path: '/Groups/bulkId:z' }, post('z'))).toEqual(['z', '0']);
  });

  it('are added afterwards where they are circular', () => {
    expect(plan(post('a', 'b'), post('b', 'a'))).toEqual(['b without a', 'a', 'complete b']);
    expect(plan(post('a', 'a'))).toEqual(['a without a', 'complete a']);
    expect(plan(post('a', 'b'), post('b', 'c'), post('c', 'a', 'b'))).toEqual([
      'c without a,b',
      'b',
      'a',
      'complete c',
    ]);
  });

  it('of an operation that is wrong in itself are answered in their place', () => {
    const wrong = { method: 'POST', path: '/Nothing', bulkId: 'w', data: {} };
    expect(plan(post('a', 'w'), wrong)).toEqual(['refuse w', 'a']);
  });

  it('go a thousand deep', () => {
    const chain = Array.from({ length: 1_000 }, (_, index) =>
      post(`g${index}`, ...(index < 999 ? [`g${index + 1}`] : [])),
    );
    const order = plan(...chain);
    expect(order).toHaveLength(1_000);
    expect(order[0]).toBe('g999');
  });

  it('are replaced by ids: values, bare texts, and value paths', () => {
    const data = {
      members: [{ value: 'bulkId:a' }, 'bulkId:b', { value: 'x' }],
      Operations: [{ op: 'remove', path: 'members[value eq "bulkId:a"]' }],
      note: 'not bulkId:a',
    };
    const ids = new Map([
      ['a', '1'],
      ['b', '2'],
    ]);
    expect(resolveReferences(data, ids)).toEqual({
      members: [{ value: '1' }, '2', { value: 'x' }],
      Operations: [{ op: 'remove', path: 'members[value eq "1"]' }],
      note: 'not bulkId:a',
    });
  });

  it('leave out the whole value while they are withheld', () => {
    const data = {
      displayName: 'G',
      members: [{ value: 'bulkId:a', type: 'Group' }, { value: 'x' }],
      manager: 'bulkId:a',
    };
    expect(resolveReferences(data, new Map(), new Set(['a']))).toEqual({ displayName: 'G', members: [{ value: 'x' }] });
  });

  it('to what has failed or is not there are 409', () => {
    expect(refusalOf(() => resolveReferences({ value: 'bulkId:a' }, new Map()))).toMatchObject({ status: 409 });
  });

  it('set no prototype', () => {
    const data = JSON.parse('{"__proto__":{"polluted":"bulkId:a"}}') as object;
    const resolved = resolveReferences(data, new Map([['a', '1']]));
    expect(Object.getPrototypeOf(resolved)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('RFC 7644 §3.7.3: bulk responses', () => {
  const request = readBulkRequest(
    bulk([post('a'), { method: 'DELETE', path: '/Users/1' }, post('c')], { failOnErrors: 1 }),
  );

  it('hold what was carried out, in the order of the request, with statuses as strings', () => {
    const ledger = new BulkLedger(request);
    ledger.record({ index: 1 }, { status: 204, location: 'https://x/Users/1' });
    ledger.record({ index: 0 }, { status: 201, location: 'https://x/Groups/9', version: 'W/"1"' });
    expect(ledger.stopped).toBe(false);
    expect(ledger.response()).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'],
      Operations: [
        { location: 'https://x/Groups/9', method: 'POST', bulkId: 'a', version: 'W/"1"', status: '201' },
        { location: 'https://x/Users/1', method: 'DELETE', status: '204' },
      ],
    });
  });

  it('end when failOnErrors is reached', () => {
    const ledger = new BulkLedger(request);
    ledger.record({ index: 0 }, { status: 409, response: { status: '409' } });
    expect(ledger.stopped).toBe(true);
    expect(ledger.response().Operations).toEqual([
      { method: 'POST', bulkId: 'a', status: '409', response: { status: '409' } },
    ]);
  });

  it('never end early without failOnErrors', () => {
    const ledger = new BulkLedger({ ...request, failOnErrors: undefined });
    for (const index of [0, 1, 2]) ledger.record({ index }, { status: 400, response: {} });
    expect(ledger.stopped).toBe(false);
  });
});
