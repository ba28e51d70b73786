import { ENTERPRISE_USER, GROUP, USER, matches, parseFilter, resolveFilter } from '../index.js';
import { refusalOf } from '../../../../../test/support/scim/refusal.js';

const barbara = {
  schemas: [USER.schema.id, ENTERPRISE_USER],
  id: '2819c223',
  externalId: 'Ext-1',
  userName: 'BJensen@example.com',
  name: { familyName: "O'Malley", givenName: 'Barbara' },
  title: 'Vice President',
  userType: 'Employee',
  active: true,
  moovingon_ai_admin: false,
  emails: [
    { value: 'bjensen@example.com', type: 'work', primary: true },
    { value: 'babs@jensen.org', type: 'home' },
  ],
  ims: [{ value: 'babs@foo.com', type: 'xmpp' }],
  groups: [{ value: 'G1', display: 'Admins', type: 'direct' }],
  email: 'bjensen@example.com',
  [ENTERPRISE_USER]: { employeeNumber: '701984', manager: { value: 'm-1' } },
  meta: {
    resourceType: 'User',
    created: '2010-01-23T04:56:22Z',
    lastModified: '2011-05-13T04:42:34.500Z',
    version: 'W/"3"',
    location: 'https://example.com/Users/2819c223',
  },
};
const nobody = { schemas: [USER.schema.id], userName: 'nobody', id: 'n' };

const holds = (filter: string, resource: object = barbara) =>
  matches(resolveFilter(USER, parseFilter(filter)), resource);
const refusal = (filter: string, type = USER) => refusalOf(() => resolveFilter(type, parseFilter(filter)));

describe('RFC 7644 §3.4.2.2: the examples of the section hold', () => {
  it.each([
    'userName eq "bjensen@example.com"',
    'name.familyName co "O\'Malley"',
    'userName sw "B"',
    'urn:ietf:params:scim:schemas:core:2.0:User:userName sw "B"',
    'title pr',
    'meta.lastModified gt "2011-05-13T04:42:34Z"',
    'meta.lastModified ge "2011-05-13T04:42:34Z"',
    'meta.lastModified lt "2011-05-14T04:42:34Z"',
    'meta.lastModified le "2011-05-14T04:42:34Z"',
    'title pr and userType eq "Employee"',
    'title pr or userType eq "Intern"',
    'schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"',
    'userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")',
    'userType ne "Employee" or not (emails co "example.net" or emails.value co "example.net")',
    'userType eq "Employee" and (emails.type eq "work")',
    'userType eq "Employee" and emails[type eq "work" and value co "@example.com"]',
    'emails[type eq "work" and value co "@example.org"] or ims[type eq "xmpp" and value co "@foo.com"]',
  ])('%s', (filter) => {
    expect(holds(filter)).toBe(true);
  });
});

describe('RFC 7644 §3.4.2.2: filters', () => {
  it('take operators, keywords and names in any case', () => {
    expect(holds('USERNAME EQ "bjensen@EXAMPLE.com" AND NOT (Active Eq FALSE) Or title Pr')).toBe(true);
  });

  it('bind not closer than and, and and closer than or', () => {
    expect(holds('active eq true or active eq true and active eq false')).toBe(true);
    expect(holds('(active eq true or active eq true) and active eq false')).toBe(false);
    expect(holds('not (active eq false) and active eq true')).toBe(true);
  });

  it('match a value path only where one value has everything', () => {
    expect(holds('emails[type eq "home" and value eq "bjensen@example.com"]')).toBe(false);
    expect(holds('emails.type eq "home" and emails.value eq "bjensen@example.com"')).toBe(true);
  });

  it('compare the value of a complex attribute that is named alone', () => {
    expect(holds('emails eq "BABS@jensen.org"')).toBe(true);
    expect(holds('groups eq "G1"')).toBe(true);
    expect(holds(`${ENTERPRISE_USER}:manager eq "m-1"`)).toBe(true);
  });

  it('take a sub-attribute after the brackets, as Entra looks people up', () => {
    expect(holds('emails[type eq "work"].value eq "bjensen@example.com"')).toBe(true);
    expect(holds('emails[type eq "home"].value eq "bjensen@example.com"')).toBe(false);
    expect(holds('emails[type eq "home" or type eq "x"].value sw "babs" and active eq true')).toBe(true);
    expect(holds('emails[type eq "x"].value pr')).toBe(false);
  });

  it('know email as a name of the primary address', () => {
    expect(holds('email eq "BJENSEN@example.com"')).toBe(true);
  });

  it('compare case as the schema says', () => {
    expect(holds('externalId eq "ext-1"')).toBe(false);
    expect(holds('externalId eq "Ext-1"')).toBe(true);
    expect(holds('id eq "2819C223"')).toBe(false);
    expect(holds('groups.display eq "ADMINS"')).toBe(true);
    expect(holds('meta.version eq "W/\\"3\\""')).toBe(true);
  });

  it('take booleans as text, as Entra sends them', () => {
    expect(holds('active eq "True"')).toBe(true);
    expect(holds('moovingon_ai_admin eq False')).toBe(true);
  });

  it('compare instants by time, whatever their zone, and exactly', () => {
    expect(holds('meta.created eq "2010-01-23T06:56:22+02:00"')).toBe(true);
    expect(holds('meta.lastModified lt "2011-05-13T04:42:34.5001Z"')).toBe(true);
    expect(holds('meta.lastModified lt "2011-05-13T04:42:34.5Z"')).toBe(false);
  });

  it('order text by code points', () => {
    expect(holds('userName gt "\ud83d\ude00"', { userName: '\uffee' })).toBe(false);
    expect(holds('userName gt "\uffee"', { userName: '\ud83d\ude00' })).toBe(true);
    expect(holds('userName lt "\ud83d\ude01"', { userName: '\ud83d\ude00' })).toBe(true);
    expect(holds('title gt "u" and title lt "W" and title ge "vice president"')).toBe(true);
  });

  it('read the escapes of JSON', () => {
    expect(holds('name.familyName eq "O\\u0027Malley"')).toBe(true);
  });

  it('find nothing, and refuse nothing, where an attribute is unassigned', () => {
    for (const operator of ['eq', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le']) {
      expect(holds(`title ${operator} ""`, nobody)).toBe(false);
    }
    expect(holds('title pr', nobody)).toBe(false);
    expect(holds('emails[value pr]', nobody)).toBe(false);
  });

  it('take what is unassigned as null: ne holds, eq null holds', () => {
    expect(holds('title ne "x"', nobody)).toBe(true);
    expect(holds('emails.value ne "x"', nobody)).toBe(true);
    expect(holds('emails.value ne "x" and emails.value eq null', { ...nobody, emails: [] })).toBe(true);
    expect(holds('title eq null', nobody)).toBe(true);
    expect(holds('title eq null')).toBe(false);
    expect(holds('title ne null')).toBe(true);
    expect(holds('emails.value ne "bjensen@example.com"')).toBe(true);
    expect(holds('not (emails.value eq "bjensen@example.com")')).toBe(false);
  });

  it('take a value without primary as not primary (RFC 7643 §2.4)', () => {
    expect(holds('emails[primary eq false].value eq "babs@jensen.org"')).toBe(true);
    expect(holds('emails.primary eq false')).toBe(true);
    expect(holds('emails[primary eq "True"].value eq "bjensen@example.com"')).toBe(true);
    expect(holds('ims.primary eq true')).toBe(false);
    expect(holds('emails.primary eq false', nobody)).toBe(false);
  });

  it('say pr of a complex attribute that has something in it', () => {
    expect(holds('emails pr and name pr and meta pr and groups pr')).toBe(true);
    expect(holds('name pr', { name: {} })).toBe(false);
    expect(holds('emails pr', { emails: [] })).toBe(false);
  });
});

describe('RFC 7644 §3.12: what a filter cannot do is invalidFilter, with the place and what was expected', () => {
  it.each([
    ['userName', 9, 'expected an operator'],
    ['userName is "x"', 10, 'expected an operator'],
    ['userName eq', 12, 'expected a value'],
    ['userName eq x', 13, 'expected a value'],
    ['userName eq "x', 13, 'closing quote'],
    ['userName eq "\\q"', 13, "JSON's escapes"],
    ['userName eq "\\u0000"', 13, 'without NUL'],
    ['userName eq "\\ud800"', 13, 'whole Unicode characters'],
    ['userName eq 5', 13, 'expected a text in double quotes'],
    ['userName eq 05', 13, 'expected a number as in JSON'],
    ['userName eq "x" userName', 17, 'expected "and", "or" or the end'],
    ['(userName pr', 13, 'expected ")"'],
    ['userName pr)', 12, 'expected "and", "or" or the end'],
    ['not userName pr', 5, 'expected an operator'],
    ['not (userName pr', 17, 'expected ")"'],
    ['and userName pr', 5, 'expected an operator'],
    ['userName pr and', 16, 'expected an attribute name'],
    ['emails[type eq "work"', 22, 'expected "]"'],
    ['emails[]', 8, 'expected an attribute name'],
    ['emails[emails[type pr]]', 14, 'expected an operator'],
    ['emails[type eq "x"] eq "y"', 21, 'expected "and", "or" or the end'],
    ['emails[nothing pr]', 8, 'expected a sub-attribute of emails'],
    ['userName[value pr]', 1, 'with sub-attributes'],
    ['{}', 1, 'expected a name'],
    ['', 1, 'expected an attribute name'],
    ['nothing eq "x"', 1, 'expected an attribute of User'],
    ['department eq "x"', 1, 'expected an attribute of User'],
    ['name eq "x"', 1, 'expected a sub-attribute such as name.formatted'],
    ['active gt true', 1, 'active, which is of type boolean'],
    ['active co "t"', 1, 'active, which is of type boolean'],
    ['active eq 1', 11, 'expected true or false'],
    ['active eq "maybe"', 11, 'expected true or false'],
    ['title gt null', 1, 'for null'],
    ['meta.created co "2010"', 1, 'created, which is of type dateTime'],
    ['meta.created gt "yesterday"', 17, 'expected a date and time'],
    ['meta.created gt "2010-02-30T00:00:00Z"', 17, 'expected a date and time'],
    ['meta.created gt 5', 17, 'expected a date and time'],
    ['x509Certificates.value gt "x"', 1, 'of type binary'],
    ['password eq "x"', 1, 'an attribute that can be read'],
    ['password pr', 1, 'an attribute that can be read'],
    ['__proto__ pr', 1, 'an attribute of User'],
    ['emails[__proto__ pr]', 8, 'a sub-attribute of emails'],
  ])('%s', (filter, character, expectation) => {
    const { status, scimType, detail } = refusal(filter);
    expect({ status, scimType }).toEqual({ status: 400, scimType: 'invalidFilter' });
    expect(detail).toContain(`at character ${character}:`);
    expect(detail).toContain(expectation);
  });

  it('is the same for groups', () => {
    expect(refusal('userName pr', GROUP).detail).toContain('expected an attribute of Group');
    expect(refusalOf(() => resolveFilter(GROUP, parseFilter('members.x eq "1"'))).scimType).toBe('invalidFilter');
  });
});

describe('the limits of filters', () => {
  it('allow 4,096 characters and no more', () => {
    expect(parseFilter(`title eq "${'x'.repeat(4_085)}"`).kind).toBe('comparison');
    expect(refusal(`title eq "${'x'.repeat(4_086)}"`).detail).toContain('expected at most 4096 characters');
  });

  it('allow a depth of 32 and no more', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}title pr${')'.repeat(depth)}`;
    expect(parseFilter(nested(32)).kind).toBe('present');
    expect(refusal(nested(33)).detail).toContain('at most 32 nested brackets');
    expect(refusal('not '.repeat(5) + '('.repeat(2_000)).scimType).toBe('invalidFilter');
  });

  it('count the depth and not the number of brackets', () => {
    expect(parseFilter(Array(100).fill('(title pr)').join(' or ')).kind).toBe('or');
  });

  it('allow 200 comparisons and no more', () => {
    const joined = (count: number) => Array(count).fill('id pr').join(' or ');
    expect(parseFilter(joined(200)).kind).toBe('or');
    expect(refusal(joined(201)).detail).toContain('at most 200 comparisons');
  });
});

it('RFC 7644 §3.4.2.1: at the root an attribute that a type does not have is unassigned', () => {
  const atRoot = (filter: string) =>
    matches(resolveFilter(GROUP, parseFilter(filter), 'unassigned'), { displayName: 'G' });
  expect(atRoot('userName eq "x"')).toBe(false);
  expect(atRoot('userName pr')).toBe(false);
  expect(atRoot('emails[value pr]')).toBe(false);
  expect(atRoot('userName eq "x" or displayName eq "g"')).toBe(true);
  expect(atRoot('userName ne "x"')).toBe(true);
});
