import type { ScimUserRow } from '@app/persistence';
import fc from 'fast-check';
import { ENTERPRISE_USER } from '../protocol/index.js';
import { type Membership, noSurroundings, renderUser } from './render-user.js';
import { factsOfRow } from './user-facts.js';
import { UserWriter } from './user-writer.js';

const BASE_URL = 'https://identity.example.com/api/scim/v2';

const row: ScimUserRow = {
  sequence: 1,
  id: '01900000-0000-7000-8000-00000000000a',
  user_name: 'ada@example.com',
  email: 'ada@example.com',
  given_name: 'Ada',
  family_name: 'Lovelace',
  display_name: 'Ada Lovelace',
  active: 1,
  admin: 0,
  first_phone: '+442079460000',
  second_phone: null,
  attributes: '{"title":"Engineer","emails":[{"value":"ada@example.com","type":"work","primary":true}]}',
  version: 3,
  created_at: 1_764_000_000_000,
  updated_at: 1_764_000_000_001,
  external_id: '00u1',
  groups: null,
};

const withAttributes = (attributes: object): ScimUserRow => ({ ...row, attributes: JSON.stringify(attributes) });
const rendered = (of: ScimUserRow): string => {
  const memberships = of.groups === null ? [] : (JSON.parse(of.groups) as Membership[]);
  return JSON.stringify(renderUser(factsOfRow(of), BASE_URL, memberships, noSurroundings));
};

const email = { value: 'ada@example.com', type: 'work', primary: true };
const GROUP = '01900000-0000-7000-8000-0000000000bb';

describe('a user that is written straight from its row', () => {
  it.each<[string, ScimUserRow]>([
    ['like Okta makes it', row],
    ['with the values of PostgreSQL', { ...row, active: true, admin: false }],
    ['with nothing but a name', { ...row, email: null, given_name: null, family_name: null, display_name: null, first_phone: null, attributes: '{}', external_id: null, updated_at: row.created_at }],
    ['with one half of a name', { ...row, given_name: null }],
    ['with the other half of a name', { ...row, family_name: null }],
    ['with marks, backslashes, controls and lone surrogates', { ...row, user_name: 'a"b\\c\u0000\n\ud800', display_name: '\u2028Łukasz 😀', external_id: '"},{"' }],
    ['with an address that has marks in it', withAttributes({ emails: [{ value: '"a\\"]}"@example.com', type: 'wo"rk', primary: true }] })],
    ['with an address without a type', withAttributes({ emails: [{ value: 'a@example.com', primary: true }] })],
    ['with the enterprise extension', withAttributes({ [ENTERPRISE_USER]: { department: 'R&D', employeeNumber: '7' }, emails: [email] })],
    ['with the enterprise extension first, last and alone', withAttributes({ [ENTERPRISE_USER]: { department: '"}{' } })],
    ['with the enterprise extension between others', withAttributes({ title: 'x', [ENTERPRISE_USER]: {}, nickName: 'y' })],
    ['with texts that look like members', withAttributes({ title: '"emails":[', nickName: '"name":', userType: `"${ENTERPRISE_USER}":` })],
    ['with other lists', withAttributes({ phoneNumbers: [{ value: '1', primary: true }], roles: [{ value: 'x' }], emails: [email] })],
    ['in groups as SQLite has them', { ...row, groups: JSON.stringify([[GROUP, 'A "b" ][', 0], [GROUP.replace('bb', 'cc'), '$& {}', 0]]) }],
    ['in groups as PostgreSQL has them', { ...row, groups: `[["${GROUP}", "A", false], ["${GROUP.replace('bb', 'cc')}", "B", false]]` }],
    ['in a group whose name looks like another group', { ...row, groups: JSON.stringify([[GROUP, 'A],["B"', 0]]) }],
    ['in no group', { ...row, groups: '[]' }],
  ])('says the same as one that is rendered: %s', (_, given) => {
    expect(new UserWriter(BASE_URL).write(given)).toBe(rendered(given));
  });

  it.each<[string, ScimUserRow]>([
    ['a name of several parts', withAttributes({ name: { formatted: 'Dr. Ada' } })],
    ['several addresses', withAttributes({ emails: [email, { value: 'b@example.com' }] })],
    ['an address that is not marked', withAttributes({ emails: [{ value: 'a@example.com' }] })],
    ['an address with an empty type', withAttributes({ emails: [{ value: 'a@example.com', type: '', primary: true }] })],
    ['addresses that are not the last member', withAttributes({ emails: [email], title: 'x' })],
    ['an empty list of addresses', withAttributes({ emails: [] })],
    ['a manager', withAttributes({ [ENTERPRISE_USER]: { manager: { value: GROUP } } })],
    ['a group within a group, on SQLite', { ...row, groups: `[["${GROUP}","A",0],["${GROUP}","B",1]]` }],
    ['a group within a group, on PostgreSQL', { ...row, groups: `[["${GROUP}", "A", true], ["${GROUP}", "B", false]]` }],
  ])('is left to the general way where there is %s', (_, given) => {
    expect(new UserWriter(BASE_URL).write(given)).toBeUndefined();
  });

  it('says the same of each of a page, whatever was written before', () => {
    const writer = new UserWriter(BASE_URL);
    const instants = [0, 999, 1_000, 1_764_000_000_000, 1_764_000_000_007, 1_764_000_000_999, 1_764_000_001_000, 253_402_300_800_000, 1_764_000_000_070];
    const groups = [null, '[]', JSON.stringify([[GROUP, 'A', false]]), JSON.stringify([[GROUP, 'B', false]]), null];
    for (const created_at of instants) {
      for (const updated_at of instants) for (const of of groups) expect(writer.write({ ...row, created_at, updated_at, groups: of })).toBe(rendered({ ...row, created_at, updated_at, groups: of }));
    }
  });

  it('says the same as one that is rendered, whatever is in it', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"', '\\', '"emails":[', '"name":', `"${ENTERPRISE_USER}":{}`, ']}', '",0],["a"'));
    const maybe = fc.option(text);
    const address = fc.record({ value: text.filter((value) => value !== ''), type: text, primary: fc.boolean() }, { requiredKeys: ['value'] });
    const attributes = fc
      .record({ title: text, nickName: text, roles: fc.array(fc.record({ value: text })), [ENTERPRISE_USER]: fc.record({ department: text }), emails: fc.array(address, { maxLength: 2 }) }, { requiredKeys: [] })
      .map((value) => JSON.stringify(value));
    const groups = fc.array(fc.tuple(fc.uuid(), text, fc.constantFrom(0, 0, 0, 1)), { maxLength: 3 }).map((list) => JSON.stringify(list));
    const rows = fc.record({ user_name: text, email: maybe, given_name: maybe, family_name: maybe, display_name: maybe, first_phone: maybe, second_phone: maybe, external_id: maybe, active: fc.boolean(), admin: fc.boolean(), attributes, groups });
    let plain = 0;
    fc.assert(
      fc.property(rows, (values) => {
        const given = { ...row, ...values };
        const json = new UserWriter(BASE_URL).write(given);
        if (json === undefined) return;
        plain += 1;
        expect(json).toBe(rendered(given));
      }),
      { numRuns: 5_000 },
    );
    expect(plain).toBeGreaterThan(500);
  });
});
