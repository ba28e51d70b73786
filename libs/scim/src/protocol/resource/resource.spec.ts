import {
  CORE_GROUP,
  CORE_USER,
  ENTERPRISE_USER,
  keepFaultyAsStored,
  primaryEmail,
  readGroup,
  readUser,
  requireValid,
  type UserResource,
} from '../index.js';
import { refusalOf } from '../../../../../test/support/scim/refusal.js';

const read = (body: object) => requireValid(readUser({ userName: 'ada', ...body }));
const refusal = (body: object) => refusalOf(() => read(body));

describe('RFC 7643 §2.1, RFC 7644 §3.10: names', () => {
  it('are taken in any case, and spelled as the schema does', () => {
    expect(read({ DisplayName: 'Ada', NAME: { GIVENNAME: 'A' } }).resource).toMatchObject({
      displayName: 'Ada',
      name: { givenName: 'A' },
    });
  });

  it('are taken with the URN of their schema, in front and around', () => {
    const { resource } = read({
      [`${CORE_USER}:firstPhone`]: '+1',
      [CORE_USER]: { secondPhone: '+2' },
      [`${ENTERPRISE_USER}:department`]: 'D',
      [ENTERPRISE_USER.toUpperCase()]: { EmployeeNumber: '7', manager: 'm1', unknown: 1 },
    });
    expect(resource).toEqual({
      schemas: [CORE_USER, ENTERPRISE_USER],
      userName: 'ada',
      firstPhone: '+1',
      secondPhone: '+2',
      [ENTERPRISE_USER]: { department: 'D', employeeNumber: '7', manager: { value: 'm1' } },
    });
  });

  it('that are the same but for their case are refused', () => {
    expect(refusal({ title: 'a', TITLE: 'b' })).toMatchObject({ status: 400, scimType: 'invalidValue' });
    expect(readUser({ userName: 'a', title: 'a', TITLE: 'b' }).resource).not.toHaveProperty('title');
    expect(refusal({ name: { givenName: 'a', GivenName: 'b' } })).toMatchObject({ scimType: 'invalidValue' });
  });
});

describe('RFC 7644 §3.3, §3.5.1: what a body may say', () => {
  it('is not what is read-only or unknown', () => {
    const body = { id: 'x', meta: { version: 'x' }, groups: [{ value: 'g' }], email: 'x', role: 'owner', account: 'a' };
    expect(read(body).resource).toEqual({ schemas: [CORE_USER], userName: 'ada' });
  });

  it('is not kept of a password', () => {
    const reading = read({ password: 'Welcome1!' });
    expect(JSON.stringify([reading.resource, ...reading.touched])).not.toMatch(/assword|Welcome1/);
  });

  it('has booleans as text, too', () => {
    expect(read({ active: 'False', moovingon_ai_admin: 'TRUE' }).resource).toMatchObject({
      active: false,
      moovingon_ai_admin: true,
    });
  });

  it('has emails as one object, or as bare text', () => {
    expect(read({ emails: { value: 'a@b.co', primary: 'true' } }).resource.emails).toEqual([
      { value: 'a@b.co', primary: true },
    ]);
    expect(read({ emails: ['a@b.co'] }).resource.emails).toEqual([{ value: 'a@b.co' }]);
  });

  it('has entries that hold nothing but labels, which are none', () => {
    const emails = [{ type: 'work', value: '' }, { type: 'home', primary: true, value: null }, { value: 'a@b.co' }];
    expect(read({ emails }).resource.emails).toEqual([{ value: 'a@b.co' }]);
  });

  it('tells null and empty from absent', () => {
    const { touched, cleared, resource } = read({ firstPhone: '', moovingon_ai_admin: null, emails: [], active: true });
    expect([...cleared].sort()).toEqual(['emails', 'firstPhone', 'moovingon_ai_admin']);
    expect(touched.has('secondPhone')).toBe(false);
    expect(touched.has('active')).toBe(true);
    expect(resource).toEqual({ schemas: [CORE_USER], userName: 'ada', active: true });
  });

  it.each([
    [{ userName: 5 }, 'userName is wrong, expected a text, received number 5'],
    [{ userName: '' }, 'userName is wrong, expected a value, received nothing'],
    [{ userName: '   ' }, 'userName is wrong, expected a value'],
    [{ active: 'yes' }, 'active is wrong, expected true or false, received "yes"'],
    [{ name: 'Ada' }, 'name is wrong, expected an object, received "Ada"'],
    [{ name: { givenName: {} } }, 'name.givenName is wrong, expected a text, received an object'],
    [{ emails: [{ value: 'a' }, 7] }, 'emails[1] is wrong, expected an object, received number 7'],
    [{ emails: [{ value: ['a'] }] }, 'emails[0].value is wrong, expected a text, received a list of 1'],
    [{ emails: Array(1_001).fill('a@b.co') }, 'emails is wrong, expected at most 1000 values, received 1001'],
    [{ title: 'x\u0000' }, 'title is wrong, expected whole Unicode characters without NUL, received "x·"'],
    [{ title: '\ud800' }, 'title is wrong, expected whole Unicode characters'],
    [{ userName: 'x'.repeat(513) }, 'userName is wrong, expected at most 512 characters, received 513'],
    [{ x509Certificates: [{ value: '###' }] }, 'x509Certificates[0].value is wrong, expected base64, received "###"'],
    [{ [ENTERPRISE_USER]: 'x' }, `${ENTERPRISE_USER} is wrong, expected an object`],
  ])('is refused for its type: %#', (body, detail) => {
    const refused = refusal(body);
    expect(refused).toMatchObject({ status: 400, scimType: 'invalidValue' });
    expect(refused.detail).toContain(detail);
  });

  it('is refused with two primary values', () => {
    const emails = [
      { value: 'a', primary: true },
      { value: 'b', primary: true },
    ];
    expect(refusal({ emails })).toMatchObject({ status: 400, scimType: 'invalidValue' });
  });

  it('is refused without userName, and where schemas names another schema', () => {
    expect(refusalOf(() => requireValid(readUser({})))).toMatchObject({ status: 400, scimType: 'invalidValue' });
    expect(refusal({ schemas: [CORE_GROUP] })).toMatchObject({ status: 400, scimType: 'invalidSyntax' });
    expect(read({ schemas: [CORE_USER.toLowerCase(), 'urn:unknown'] }).faults).toEqual([]);
  });

  it.each([[null], [[]], ['x'], [5], [undefined]])('is refused where it is no object: %j', (body) => {
    expect(refusalOf(() => readUser(body))).toMatchObject({ status: 400, scimType: 'invalidSyntax' });
  });

  it('is never refused as the echo of what we sent, with everything in it', () => {
    const sent = {
      schemas: [CORE_USER, ENTERPRISE_USER],
      id: 'u1',
      externalId: 'e',
      meta: { resourceType: 'User', created: 'c', lastModified: 'l', location: 'x', version: 'W/"1"' },
      userName: 'ada',
      active: true,
      moovingon_ai_admin: false,
      emails: [{ value: 'a@b.co', primary: true }, { value: 'c@d.co' }],
      groups: [{ value: 'g', $ref: 'x', display: 'G', type: 'direct' }],
      email: 'a@b.co',
      [ENTERPRISE_USER]: { manager: { value: 'm', $ref: 'x', displayName: 'M' } },
    };
    const { id: _id, meta: _meta, groups: _groups, email: _email, ...written } = sent;
    expect(read(sent).resource).toEqual({ ...written, [ENTERPRISE_USER]: { manager: { value: 'm' } } });
  });

  it('is not read deeper than a resource goes', () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 100_000; level += 1) deep = { [CORE_USER]: deep, name: deep };
    expect(readUser(deep).faults.length).toBeGreaterThan(0);
  });
});

describe('a PUT that deactivates', () => {
  const stored: UserResource = {
    schemas: [CORE_USER],
    userName: 'ada',
    title: 'T',
    [ENTERPRISE_USER]: { department: 'D', division: 'V' },
  };

  it('goes through whatever else is wrong, and what is wrong stays as it is stored', () => {
    const reading = requireValid(
      readUser({ active: false, title: 5, nickName: 'A', [ENTERPRISE_USER]: { department: 5, division: 'W' } }),
    );
    expect(reading.faults.map(({ attribute }) => attribute)).toEqual([
      'title',
      `${ENTERPRISE_USER}:department`,
      'userName',
    ]);
    expect(keepFaultyAsStored(reading, stored)).toMatchObject({
      userName: 'ada',
      title: 'T',
      nickName: 'A',
      active: false,
      [ENTERPRISE_USER]: { department: 'D', division: 'W' },
    });
  });

  it('is not one where active is no boolean', () => {
    expect(refusalOf(() => requireValid(readUser({ userName: 'a', active: 'no' }))).scimType).toBe('invalidValue');
  });
});

it('takes the first e-mail as primary where none is marked', () => {
  expect(primaryEmail({ emails: [{ value: 'a' }, { value: 'b', primary: true }] })).toBe('b');
  expect(primaryEmail({ emails: [{ value: 'a' }, { value: 'b' }] })).toBe('a');
  expect(primaryEmail({})).toBeUndefined();
});

describe('RFC 7643 §4.2: groups', () => {
  it('have a name and members', () => {
    const body = { schemas: [CORE_GROUP], displayName: 'G', members: [{ value: 'a', display: null, $ref: 'x' }, 'b'] };
    expect(requireValid(readGroup(body)).resource).toEqual({
      schemas: [CORE_GROUP],
      displayName: 'G',
      members: [{ value: 'a' }, { value: 'b' }],
    });
    expect(requireValid(readGroup({ displayName: 'G', members: [] })).cleared).toContain('members');
  });

  it('are refused without a name, and with a member without value', () => {
    expect(refusalOf(() => requireValid(readGroup({ members: [] }))).detail).toContain('displayName');
    expect(refusalOf(() => requireValid(readGroup({ displayName: 'G', members: [{}] }))).detail).toBe(
      'members[0].value is wrong, expected a value, received nothing',
    );
  });

  it('have as many members as a body holds', () => {
    const members = Array.from({ length: 100_000 }, (_, index) => ({ value: `u${index}` }));
    expect(readGroup({ displayName: 'G', members }).resource.members).toHaveLength(100_000);
  });
});
