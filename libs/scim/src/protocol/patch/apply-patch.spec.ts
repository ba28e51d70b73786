import {
  CORE_USER,
  ENTERPRISE_USER,
  GROUP,
  PATCH_OP,
  USER,
  applyPatch,
  applyUserPatch,
  requireValid,
  type UserResource,
} from '../index.js';
import { refusalOf } from '../../../../../test/support/scim/refusal.js';

const stored = (): UserResource => ({
  schemas: [CORE_USER, ENTERPRISE_USER],
  id: 'u1',
  userName: 'ada@example.com',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  title: 'Countess',
  active: true,
  moovingon_ai_admin: true,
  firstPhone: '+972541234567',
  emails: [
    { value: 'ada@example.com', type: 'work', primary: true },
    { value: 'ada@home.org', type: 'home' },
  ],
  groups: [{ value: 'g1' }],
  email: 'ada@example.com',
  [ENTERPRISE_USER]: { department: 'Engines', manager: { value: 'm1' } },
});

const patch = (...Operations: unknown[]) => ({ schemas: [PATCH_OP], Operations });
const apply = (...operations: unknown[]) => applyUserPatch(stored(), patch(...operations));
const after = (...operations: unknown[]) => requireValid(apply(...operations)).resource;
const refusal = (...operations: unknown[]) => refusalOf(() => requireValid(apply(...operations)));

describe('RFC 7644 §3.5.2.1: add', () => {
  it('sets a singular attribute, replacing what is there', () => {
    expect(after({ op: 'add', path: 'title', value: 'Dr.' }).title).toBe('Dr.');
    expect(after({ op: 'add', path: 'nickName', value: 'A' }).nickName).toBe('A');
  });

  it('adds the sub-attributes of a complex attribute to those that are there', () => {
    expect(after({ op: 'add', path: 'name', value: { middleName: 'K' } }).name).toEqual({
      givenName: 'Ada',
      familyName: 'Lovelace',
      middleName: 'K',
    });
  });

  it('adds values to a multi-valued attribute, and not those that are there already', () => {
    const value = [
      { value: 'ADA@home.org', type: 'Home' },
      { value: 'new@x.org', type: 'other' },
    ];
    expect(after({ op: 'add', path: 'emails', value }).emails?.map((entry) => entry.value)).toEqual([
      'ada@example.com',
      'ADA@home.org',
      'new@x.org',
    ]);
  });

  it('adds a single value that stands without a list, and a bare text', () => {
    expect(after({ op: 'add', path: 'roles', value: { value: 'x' } }).roles).toEqual([{ value: 'x' }]);
    expect(after({ op: 'add', path: 'roles', value: ['x', 'y'] }).roles).toEqual([{ value: 'x' }, { value: 'y' }]);
  });

  it('takes a value without path as a set of attributes', () => {
    const { emails, nickName } = after({ op: 'add', value: { emails: [{ value: 'z@z.org' }], nickName: 'A' } });
    expect(emails).toHaveLength(3);
    expect(nickName).toBe('A');
  });

  it('adds nothing where the value is empty', () => {
    expect(after({ op: 'add', path: 'emails', value: [] }).emails).toHaveLength(2);
    expect(after({ op: 'add', path: 'emails', value: null }).emails).toHaveLength(2);
  });
});

describe('RFC 7644 §3.5.2.2: remove', () => {
  it('unassigns an attribute, and a sub-attribute', () => {
    expect(after({ op: 'remove', path: 'title' })).not.toHaveProperty('title');
    expect(after({ op: 'remove', path: 'name.givenName' }).name).toEqual({ familyName: 'Lovelace' });
    expect(after({ op: 'remove', path: 'emails' })).not.toHaveProperty('emails');
  });

  it('removes the values that a filter selects', () => {
    expect(after({ op: 'remove', path: 'emails[type eq "home"]' }).emails).toEqual([stored().emails?.[0]]);
    expect(after({ op: 'remove', path: 'emails[value pr]' })).not.toHaveProperty('emails');
  });

  it('removes the values that are named in value, as Entra does', () => {
    expect(after({ op: 'Remove', path: 'emails', value: [{ value: 'ADA@home.org' }] }).emails).toHaveLength(1);
    expect(after({ op: 'Remove', path: 'emails', value: [] }).emails).toHaveLength(2);
  });

  it('removes a whole extension', () => {
    const reading = apply({ op: 'remove', path: ENTERPRISE_USER });
    expect(reading.resource).not.toHaveProperty([ENTERPRISE_USER]);
    expect(reading.resource.schemas).toEqual([CORE_USER]);
    expect(reading.cleared).toContain(`${ENTERPRISE_USER}:department`);
  });

  it('drops an entry whose value is gone', () => {
    expect(after({ op: 'remove', path: 'emails[type eq "home"].value' }).emails).toHaveLength(1);
  });

  it('is noTarget without a path, and where a filter matches nothing', () => {
    expect(refusal({ op: 'remove' })).toMatchObject({ status: 400, scimType: 'noTarget' });
    expect(refusal({ op: 'remove', path: 'emails[type eq "x"]' })).toMatchObject({ status: 400, scimType: 'noTarget' });
  });

  it('is mutability for a required attribute and for a read-only one', () => {
    expect(refusal({ op: 'remove', path: 'userName' })).toMatchObject({ status: 400, scimType: 'mutability' });
    expect(refusal({ op: 'remove', path: 'id' })).toMatchObject({ status: 400, scimType: 'mutability' });
    expect(refusal({ op: 'remove', path: 'groups' })).toMatchObject({ status: 400, scimType: 'mutability' });
    expect(refusal({ op: 'remove', path: CORE_USER })).toMatchObject({ status: 400, scimType: 'mutability' });
  });
});

describe('RFC 7644 §3.5.2.3: replace', () => {
  it('replaces all values of a multi-valued attribute', () => {
    expect(after({ op: 'replace', path: 'emails', value: [{ value: 'n@x.org' }] }).emails).toEqual([
      { value: 'n@x.org' },
    ]);
    expect(after({ op: 'replace', path: 'emails', value: [] })).not.toHaveProperty('emails');
  });

  it('replaces the values that a filter selects', () => {
    const operation = { op: 'replace', path: 'emails[type eq "home"]', value: { value: 'n@x.org', type: 'other' } };
    expect(after(operation).emails?.[1]).toEqual({ value: 'n@x.org', type: 'other' });
  });

  it('replaces one sub-attribute of the selected values, or of all', () => {
    expect(after({ op: 'replace', path: 'emails[type eq "home"].value', value: 'n@x.org' }).emails?.[1]).toEqual({
      value: 'n@x.org',
      type: 'home',
    });
    expect(after({ op: 'replace', path: 'emails.display', value: 'D' }).emails?.map(({ display }) => display)).toEqual([
      'D',
      'D',
    ]);
  });

  it('keeps the other sub-attributes of a complex attribute', () => {
    expect(after({ op: 'replace', path: 'name', value: { givenName: 'A.', familyName: null } }).name).toEqual({
      givenName: 'A.',
    });
  });

  it('sets what is not there', () => {
    expect(after({ op: 'replace', path: 'nickName', value: 'A' }).nickName).toBe('A');
  });

  it('is noTarget where a filter without sub-attribute matches nothing', () => {
    const operation = { op: 'replace', path: 'emails[type eq "x"]', value: { value: 'a@b.co' } };
    expect(refusal(operation)).toMatchObject({ status: 400, scimType: 'noTarget' });
  });

  it('is noTarget where the filter does not say what to create, or contradicts it', () => {
    for (const path of ['emails[type ne "work" and type ne "home"].value', 'emails[value eq "old@x.org"].value']) {
      expect(refusal({ op: 'replace', path, value: 'a@b.co' })).toMatchObject({ status: 400, scimType: 'noTarget' });
    }
  });
});

describe('RFC 7644 §3.5.2: the rules of all operations', () => {
  it('leave the resource as it was, and build on each other', () => {
    const before = stored();
    const { resource } = applyUserPatch(
      before,
      patch({ op: 'remove', path: 'emails' }, { op: 'add', path: 'emails', value: [{ value: 'a@b.co' }] }),
    );
    expect(resource.emails).toEqual([{ value: 'a@b.co' }]);
    expect(before).toEqual(stored());
  });

  it('are all or nothing: one fault refuses the whole request', () => {
    const operations = [
      { op: 'replace', path: 'title', value: 'x' },
      { op: 'replace', path: 'nothing', value: 'x' },
    ];
    expect(refusal(...operations)).toMatchObject({ status: 400, scimType: 'invalidPath' });
  });

  it('leave one primary value: the new one', () => {
    const { emails } = after({ op: 'add', path: 'emails', value: [{ value: 'n@x.org', primary: true }] });
    expect(emails?.filter(({ primary }) => primary)).toEqual([{ value: 'n@x.org', primary: true }]);
    const moved = after({ op: 'replace', path: 'emails[type eq "home"].primary', value: 'True' }).emails;
    expect(moved?.map(({ primary }) => primary)).toEqual([false, true]);
  });

  it('refuse two new primary values', () => {
    const value = [
      { value: 'a@x.org', primary: true },
      { value: 'b@x.org', primary: true },
    ];
    expect(refusal({ op: 'replace', path: 'emails', value })).toMatchObject({ scimType: 'invalidValue' });
    expect(refusal({ op: 'replace', path: 'emails.primary', value: true })).toMatchObject({ scimType: 'invalidValue' });
  });

  it('refuse a read-only attribute that is named, and pass over one inside of a value', () => {
    for (const path of ['id', 'meta', 'meta.version', 'groups', 'email', 'schemas', 'groups[value eq "g1"].display']) {
      expect(refusal({ op: 'replace', path, value: 'x' })).toMatchObject({ status: 400, scimType: 'mutability' });
    }
    expect(refusal({ op: 'replace', path: `${ENTERPRISE_USER}:manager.displayName`, value: 'x' }).scimType).toBe(
      'mutability',
    );
    const echo = { id: 'other', groups: [], meta: { version: 'x' }, email: 'x', title: 'T' };
    expect(after({ op: 'replace', value: echo })).toEqual({ ...stored(), title: 'T' });
  });

  it('let an immutable attribute be given once, and given again as it is (RFC 7643 §7)', () => {
    const title = { ...USER.attributes.find(({ name }) => name === 'title'), mutability: 'immutable' };
    const type = { ...USER, attributes: [title] } as unknown as typeof USER;
    const set = (value: unknown, resource: object) =>
      requireValid(applyPatch(type, resource, patch({ op: 'replace', path: 'title', value }))).resource.title;
    expect(set('a', {})).toBe('a');
    expect(set('a', { title: 'a' })).toBe('a');
    expect(refusalOf(() => set('b', { title: 'a' })).scimType).toBe('mutability');
    expect(refusalOf(() => set(null, { title: 'a' })).scimType).toBe('mutability');
  });

  it('let an immutable sub-attribute be as it is', () => {
    const group = { displayName: 'G', members: [{ value: 'a' }] };
    const body = patch({ op: 'replace', path: 'members[value eq "a"].value', value: 'b' });
    expect(refusalOf(() => requireValid(applyPatch(GROUP, group, body)))).toMatchObject({ scimType: 'mutability' });
  });

  it('tell of several faults at once', () => {
    const { detail } = refusal({ op: 'replace', value: { title: 5, nickName: 6 } });
    expect(detail).toBe(
      'title is wrong, expected a text, received number 5; nickName is wrong, expected a text, received number 6',
    );
  });

  it('refuse values of another type with invalidValue, naming the attribute', () => {
    const cases: [string, unknown][] = [
      ['active', 'maybe'],
      ['title', 5],
      ['name', 'Ada'],
      ['emails', [5]],
      ['emails[type eq "work"].value', { x: 1 }],
      ['userName', ''],
      ['userName', '  '],
      ['title', 'a\u0000b'],
      ['title', 'x'.repeat(5_000)],
    ];
    for (const [path, value] of cases) {
      const { status, scimType, detail } = refusal({ op: 'replace', path, value });
      expect({ status, scimType }).toEqual({ status: 400, scimType: 'invalidValue' });
      expect(detail).toContain(path.split('[')[0]);
    }
  });

  it('refuse an add or replace without value', () => {
    expect(refusal({ op: 'add', path: 'title' })).toMatchObject({ status: 400, scimType: 'invalidValue' });
    expect(refusal({ op: 'replace', value: 'x' })).toMatchObject({ status: 400, scimType: 'invalidValue' });
  });

  it('accept a password and forget it', () => {
    const reading = apply(
      { op: 'replace', path: 'password', value: 'secret' },
      { op: 'add', value: { password: 'secret' } },
    );
    expect(reading.faults).toEqual([]);
    expect(JSON.stringify([reading.resource, ...reading.touched])).not.toContain('assword');
  });

  it.each([
    [{ Operations: [] }],
    [{ schemas: ['urn:other'], Operations: [] }],
    [{ schemas: [PATCH_OP] }],
    [{ schemas: [PATCH_OP], Operations: {} }],
    [patch(5)],
    [patch({ op: 'move', path: 'title' })],
    [patch({ path: 'title', value: 'x' })],
    [patch({ op: 'add', path: 5, value: 'x' })],
    [[]],
    [null],
    ['x'],
  ])('refuse a message that is none with invalidSyntax: %j', (body) => {
    expect(refusalOf(() => applyUserPatch(stored(), body))).toMatchObject({ status: 400, scimType: 'invalidSyntax' });
  });

  it('refuse more than 1,000 operations with 413', () => {
    const many = Array.from({ length: 1_001 }, () => ({ op: 'add', path: 'title', value: 'x' }));
    expect(refusalOf(() => apply(...many))).toMatchObject({ status: 413 });
  });
});

describe('what Entra sends', () => {
  it('capital operators and booleans as text', () => {
    expect(after({ op: 'Replace', path: 'active', value: 'False' }).active).toBe(false);
    expect(after({ op: 'Add', path: 'moovingon_ai_admin', value: 'True' }).moovingon_ai_admin).toBe(true);
  });

  it('one operation without path, with dotted keys and keys with URN', () => {
    const { resource } = apply({
      op: 'Add',
      value: {
        'name.givenName': 'A.',
        [`${ENTERPRISE_USER}:employeeNumber`]: '7',
        [`${CORE_USER}:title`]: 'T',
        'emails[type eq "other"].value': 'o@x.org',
        [ENTERPRISE_USER]: { division: 'D' },
        unknown: 1,
      },
    });
    expect(resource).toMatchObject({ name: { givenName: 'A.', familyName: 'Lovelace' }, title: 'T' });
    expect(resource.emails?.[2]).toEqual({ type: 'other', value: 'o@x.org' });
    expect(resource[ENTERPRISE_USER]).toMatchObject({ employeeNumber: '7', division: 'D', department: 'Engines' });
  });

  it.each(['Add', 'Replace'])('%s on a value path that matches nothing, which creates the entry', (op) => {
    const path = 'phoneNumbers[type eq "mobile" and primary eq "True"].value';
    expect(after({ op, path, value: '123' }).phoneNumbers).toEqual([{ type: 'mobile', primary: true, value: '123' }]);
  });

  it('an empty text for a value that is not there, which changes nothing', () => {
    expect(after({ op: 'Replace', path: 'emails[type eq "other"].value', value: '' })).toEqual(stored());
  });

  it('the manager as a bare text, in a list, and removed by an empty text', () => {
    const path = `${ENTERPRISE_USER}:manager`;
    expect(after({ op: 'Add', path, value: 'm2' })[ENTERPRISE_USER]?.manager).toEqual({ value: 'm2' });
    const listed = [{ $ref: null, value: 'm3' }];
    expect(after({ op: 'Add', path, value: listed })[ENTERPRISE_USER]?.manager).toEqual({ value: 'm3' });
    expect(after({ op: 'Replace', path, value: '' })[ENTERPRISE_USER]).toEqual({ department: 'Engines' });
    expect(after({ op: 'Remove', path: `${path}.value` })[ENTERPRISE_USER]).toEqual({ department: 'Engines' });
  });

  it('no operation at all, which changes nothing', () => {
    expect(after()).toEqual(stored());
  });
});

describe('what matters for MoovingON AI', () => {
  it('tells apart what is cleared and what is not there', () => {
    const { resource, touched, cleared } = apply(
      { op: 'replace', path: 'firstPhone', value: '' },
      { op: 'replace', value: { moovingon_ai_admin: null, secondPhone: '+972541234568' } },
    );
    expect(resource).not.toHaveProperty('firstPhone');
    expect([...cleared].sort()).toEqual(['firstPhone', 'moovingon_ai_admin']);
    expect([...touched].sort()).toEqual(['firstPhone', 'moovingon_ai_admin', 'secondPhone']);
  });

  it('lets a deactivation through whatever else is wrong, and keeps what is wrong as it was', () => {
    const reading = requireValid(
      apply(
        { op: 'replace', value: { active: false, title: 5, userName: '' } },
        { op: 'replace', path: 'nothing', value: 1 },
      ),
    );
    expect(reading.resource).toEqual({ ...stored(), active: false });
    expect(reading.faults.map(({ attribute }) => attribute)).toEqual(['title', 'userName', 'nothing']);
  });

  it('does not let anything through where the user merely is inactive already', () => {
    const inactive = { ...stored(), active: false };
    const body = patch({ op: 'replace', path: 'title', value: 5 });
    expect(refusalOf(() => requireValid(applyUserPatch(inactive, body))).scimType).toBe('invalidValue');
  });
});
