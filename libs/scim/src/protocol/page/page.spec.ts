import {
  CORE_USER,
  ENTERPRISE_USER,
  GROUP,
  SEARCH_REQUEST,
  USER,
  cursorPage,
  indexedPage,
  project,
  projectionOf,
  readListQuery,
  readSearchRequest,
  resolveListRequest,
} from '../index.js';
import { refusalOf } from '../../../../../test/support/scim/refusal.js';

describe('RFC 7644 §3.4.2.4: paging by index', () => {
  it('begins at 1 with 100 resources', () => {
    expect(readListQuery({})).toMatchObject({
      start: { by: 'index', startIndex: 1 },
      count: 100,
      sortOrder: 'ascending',
    });
  });

  it.each([
    [{ startIndex: '0', count: '-5' }, 1, 0],
    [{ startIndex: '-3', count: '0' }, 1, 0],
    [{ startIndex: '101', count: '100' }, 101, 100],
    [{ startIndex: '5', count: '1000000' }, 5, 1_000],
    [{ startIndex: ' 7 ', count: '' }, 7, 100],
    [{ startIndex: '9'.repeat(400), count: '9'.repeat(30) }, Number.MAX_SAFE_INTEGER, 1_000],
  ])('%j', (query, startIndex, count) => {
    const request = readListQuery(query);
    expect(request.start).toEqual({ by: 'index', startIndex });
    expect(request.count).toBe(count);
  });

  it.each(['abc', '1.5', '1e3', '0x10', '--1'])('refuses %s as a number', (text) => {
    expect(refusalOf(() => readListQuery({ startIndex: text }))).toMatchObject({
      status: 400,
      scimType: 'invalidValue',
    });
    expect(refusalOf(() => readListQuery({ count: text }))).toMatchObject({ status: 400, scimType: 'invalidValue' });
  });

  it('answers integers, and a list even where it is empty', () => {
    expect(indexedPage([], 0, 1)).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: 0,
      startIndex: 1,
      itemsPerPage: 0,
      Resources: [],
    });
  });
});

describe('RFC 9865 §2: paging by cursor', () => {
  it('begins with an empty cursor', () => {
    expect(readListQuery({ cursor: '' }).start).toEqual({ by: 'cursor', cursor: undefined });
    expect(readListQuery({ cursor: 'abc', count: '5' })).toMatchObject({
      start: { by: 'cursor', cursor: 'abc' },
      count: 5,
    });
  });

  it('is refused together with startIndex, and with a count that is none', () => {
    expect(refusalOf(() => readListQuery({ cursor: 'a', startIndex: '1' }))).toMatchObject({
      scimType: 'invalidValue',
    });
    expect(refusalOf(() => readListQuery({ cursor: 'a', count: 'x' }))).toMatchObject({ scimType: 'invalidCount' });
    const body = { schemas: [SEARCH_REQUEST], cursor: 5 };
    expect(refusalOf(() => readSearchRequest(body))).toMatchObject({ status: 400, scimType: 'invalidCursor' });
  });

  it('answers the next cursor where there is one, and no startIndex', () => {
    const page = cursorPage({ resources: [1], totalResults: 3, nextCursor: 'n' });
    expect(page).toMatchObject({ totalResults: 3, itemsPerPage: 1, nextCursor: 'n', Resources: [1] });
    expect(Object.keys(page)).not.toEqual(expect.arrayContaining(['startIndex']));
    expect(page).not.toHaveProperty('previousCursor');
    expect(cursorPage({ resources: [], totalResults: 3 })).not.toHaveProperty('nextCursor');
  });
});

describe('RFC 7644 §3.4.2, §3.4.3: what a list is asked for', () => {
  it('is the same by query and by .search', () => {
    const query = {
      filter: 'title pr',
      sortBy: 'userName',
      sortOrder: 'Descending',
      count: '5',
      attributes: 'userName, id',
    };
    const body = {
      schemas: [SEARCH_REQUEST],
      Filter: 'title pr',
      SORTBY: 'userName',
      sortOrder: 'descending',
      count: 5,
      attributes: ['userName', 'id'],
    };
    expect(readSearchRequest(body)).toEqual(readListQuery(query));
  });

  it('is refused with a parameter given twice', () => {
    expect(refusalOf(() => readListQuery({ filter: ['a', 'b'] })).detail).toBe(
      'The parameter filter is wrong, expected it once, received it 2 times',
    );
  });

  it('is read from own members of the query alone', () => {
    expect(readListQuery(Object.create({ filter: 'x', count: '1' }) as Record<string, unknown>)).toEqual(
      readListQuery({}),
    );
  });

  it('is refused with attributes and excludedAttributes at once (§3.9)', () => {
    const query = { attributes: 'id', excludedAttributes: 'members' };
    expect(refusalOf(() => readListQuery(query))).toMatchObject({ status: 400, scimType: 'invalidValue' });
  });

  it.each([[{}], [{ schemas: ['x'] }], [null], [[]]])(
    'is invalidSyntax in a .search that is no SearchRequest: %j',
    (body) => {
      expect(refusalOf(() => readSearchRequest(body))).toMatchObject({ status: 400, scimType: 'invalidSyntax' });
    },
  );

  it.each([[{ count: 1.5 }], [{ count: {} }], [{ filter: 5 }], [{ attributes: [5] }], [{ sortOrder: 'up' }]])(
    'is invalidValue in a .search with wrong values: %j',
    (members) => {
      const body = { schemas: [SEARCH_REQUEST], ...members };
      expect(refusalOf(() => readSearchRequest(body))).toMatchObject({ status: 400, scimType: 'invalidValue' });
    },
  );

  it('is looked up in the schema of the resource type', () => {
    const request = readListQuery({ filter: 'emails eq "x"', sortBy: 'EMAILS', sortOrder: 'descending' });
    const resolved = resolveListRequest(USER, request);
    expect(resolved.sorting).toMatchObject({ by: { path: 'emails.value' }, order: 'descending' });
    expect(resolved.filter).toMatchObject({ kind: 'comparison', target: { path: 'emails.value' } });
  });

  it('is refused where it sorts by what is unknown, has no order or is secret', () => {
    for (const sortBy of ['nothing', 'name', 'password', '__proto__']) {
      const refused = refusalOf(() => resolveListRequest(USER, readListQuery({ sortBy })));
      expect(refused).toMatchObject({ status: 400, scimType: 'invalidValue' });
    }
  });

  it('sorts by nothing, at the root, where a type does not have the attribute', () => {
    const request = readListQuery({ sortBy: 'userName', filter: 'userName pr' });
    expect(resolveListRequest(GROUP, request, 'unassigned')).toMatchObject({
      sorting: undefined,
      filter: { value: false },
    });
  });
});

describe('RFC 7644 §3.9, RFC 7643 §7: which attributes are returned', () => {
  const user = {
    schemas: [CORE_USER, ENTERPRISE_USER],
    id: 'u1',
    meta: { resourceType: 'User', version: 'W/"1"' },
    userName: 'ada',
    password: 'secret',
    unknown: 1,
    name: { givenName: 'Ada', familyName: 'L' },
    emails: [{ value: 'a@b.co', type: 'work' }, { value: 'c@d.co' }],
    [ENTERPRISE_USER]: { department: 'D', manager: { value: 'm', displayName: 'M' } },
  };
  const { password: _password, unknown: _unknown, ...whole } = user;
  const only = (...attributes: string[]) => project(USER, user, { attributes });
  const without = (...excludedAttributes: string[]) => project(USER, user, { excludedAttributes });

  it('is everything by default, but nothing that is never returned or in no schema', () => {
    expect(project(USER, user, {})).toEqual(whole);
  });

  it('is what is named, and what is always returned', () => {
    expect(only('USERNAME')).toEqual({ schemas: user.schemas, id: 'u1', userName: 'ada' });
    expect(only('nothing')).toEqual({ schemas: user.schemas, id: 'u1' });
    expect(only('password')).toEqual({ schemas: user.schemas, id: 'u1' });
  });

  it('is the named sub-attribute, also of many values', () => {
    expect(only('name.givenName', 'emails.type')).toMatchObject({
      name: { givenName: 'Ada' },
      emails: [{ type: 'work' }],
    });
    expect(only('name.givenName').name).toEqual({ givenName: 'Ada' });
  });

  it('is the named part of an extension, or all of it', () => {
    expect(only(`${ENTERPRISE_USER}:manager.value`)).toMatchObject({ [ENTERPRISE_USER]: { manager: { value: 'm' } } });
    expect(only(`${ENTERPRISE_USER}:manager.value`)[ENTERPRISE_USER].manager).not.toHaveProperty('displayName');
    expect(only(ENTERPRISE_USER)[ENTERPRISE_USER]).toEqual(user[ENTERPRISE_USER]);
    expect(only(`${CORE_USER}:userName`)).toHaveProperty('userName');
  });

  it('is not what is excluded, but for what is always returned', () => {
    expect(without('emails', 'id', 'name.familyName', ENTERPRISE_USER)).toEqual({
      schemas: user.schemas,
      id: 'u1',
      meta: user.meta,
      userName: 'ada',
      name: { givenName: 'Ada' },
    });
    expect(without(`${ENTERPRISE_USER}:manager`)[ENTERPRISE_USER]).toEqual({ department: 'D' });
  });

  it('is known before anything is loaded', () => {
    expect(projectionOf(GROUP, { excludedAttributes: ['members'] }).shows('members')).toBe(false);
    expect(projectionOf(GROUP, { attributes: ['members.value'] }).shows('members')).toBe(true);
    expect(projectionOf(GROUP, { attributes: ['displayName'] }).shows('members')).toBe(false);
    expect(projectionOf(USER, {}).shows('groups')).toBe(true);
  });

  it('makes no new members of __proto__', () => {
    const evil = JSON.parse('{"id":"x","__proto__":{"polluted":1},"name":{"__proto__":{"polluted":1}}}') as object;
    expect(project(USER, evil, {})).toEqual({ id: 'x' });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
