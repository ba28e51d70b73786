import { CORE_USER, ENTERPRISE_USER, GROUP, USER, parsePath, resolvePath } from '../index.js';
import { refusalOf } from '../../../../../test/support/scim/refusal.js';

const resolved = (text: string, type = USER) => {
  const target = resolvePath(type, text);
  if (target.kind === 'schema') return target.schema.id;
  const { reference, filter, subAttribute } = target;
  return [reference.path, filter?.kind, subAttribute?.name].filter(Boolean).join(' ');
};

describe('RFC 7644 §3.5.2 figure 7: paths', () => {
  it.each([
    ['members', 'members', GROUP],
    ['name.familyName', 'name familyName', USER],
    ['addresses[type eq "work"]', 'addresses comparison', USER],
    ['members[value eq "2819c223-7f76-453a-919d-413861904646"]', 'members comparison', GROUP],
    ['members[value eq "2819c223"].display', 'members comparison display', GROUP],
    [' EMAILS [ type EQ "work" and value co "@" ] .VALUE ', 'emails and value', USER],
    [`${CORE_USER}:emails[type eq "work"].value`, 'emails comparison value', USER],
    [`${CORE_USER}:moovingon_ai_admin`, 'moovingon_ai_admin', USER],
    [`${ENTERPRISE_USER}:manager`, `${ENTERPRISE_USER}:manager`, USER],
    [`${ENTERPRISE_USER}:manager.value`, `${ENTERPRISE_USER}:manager value`, USER],
    [ENTERPRISE_USER.toUpperCase(), ENTERPRISE_USER, USER],
    ['emails[value eq "a]b\\"]c"].type', 'emails comparison type', USER],
  ])('%s', (text, expected, type) => {
    expect(resolved(text, type)).toBe(expected);
  });

  it.each([
    '',
    '  ',
    '.',
    'emails.',
    'emails..value',
    '5emails',
    'emails[type eq "work"',
    'emails[type eq "work"]value',
    'emails[type eq "work"].value.x',
    'emails[type eq "work"].nothing',
    'emails[type eq "work"]]',
    'emails.value[type eq "work"]',
    'name[givenName eq "x"]',
    'userName[value eq "x"]',
    'nothing',
    'nothing[value eq "x"]',
    'urn:other:User:userName',
    '__proto__',
    '__proto__.polluted',
    'constructor.prototype',
    'constructor.prototype.polluted',
    'toString.x',
    'name.__proto__',
    'emails[type eq "work"].__proto__',
    'a'.repeat(4_097),
  ])('"%s" is invalidPath', (text) => {
    expect(refusalOf(() => resolvePath(USER, text))).toMatchObject({ status: 400, scimType: 'invalidPath' });
  });

  it.each(['emails[]', 'emails[type]', 'emails[type is "x"]', 'emails[nothing eq "x"]', 'emails[__proto__ pr]'])(
    'what is wrong in the brackets is invalidFilter: %s',
    (text) => {
      expect(refusalOf(() => resolvePath(USER, text))).toMatchObject({ status: 400, scimType: 'invalidFilter' });
    },
  );

  it('count positions from the beginning of the path', () => {
    expect(refusalOf(() => parsePath('emails[type is "x"]')).detail).toContain('at character 13');
  });
});
