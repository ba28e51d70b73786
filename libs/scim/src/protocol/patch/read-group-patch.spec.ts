import { CORE_GROUP, PATCH_OP, readGroupPatch } from '../index.js';
import { refusalOf } from '../../../../../test/support/scim/refusal.js';

const read = (...Operations: unknown[]) => readGroupPatch({ schemas: [PATCH_OP], Operations });
const refusal = (...operations: unknown[]) => refusalOf(() => read(...operations));

describe('RFC 7644 §3.5.2: PATCH of a group', () => {
  it('adds members, each once', () => {
    const value = [{ value: 'a', display: null }, { value: 'b', type: 'User' }, { value: 'a' }];
    expect(read({ op: 'add', path: 'members', value })).toEqual([{ type: 'addMembers', ids: ['a', 'b'] }]);
    expect(read({ op: 'add', path: 'members', value: { value: 'a' } })).toEqual([{ type: 'addMembers', ids: ['a'] }]);
    expect(read({ op: 'add', value: { members: ['a'] } })).toEqual([{ type: 'addMembers', ids: ['a'] }]);
    expect(read({ op: 'add', path: 'members', value: [] })).toEqual([]);
  });

  it('removes members by value path (Okta) and by value (Entra)', () => {
    expect(read({ op: 'remove', path: 'members[value eq "a"]' })).toEqual([{ type: 'removeMembers', ids: ['a'] }]);
    expect(read({ op: 'remove', path: 'members[value eq "a" or value eq "b"]' })).toEqual([
      { type: 'removeMembers', ids: ['a', 'b'] },
    ]);
    expect(read({ op: 'Remove', path: 'members', value: [{ value: 'a' }] })).toEqual([
      { type: 'removeMembers', ids: ['a'] },
    ]);
  });

  it('removes none for an empty list, and all without a value', () => {
    expect(read({ op: 'remove', path: 'members', value: [] })).toEqual([]);
    expect(read({ op: 'remove', path: 'members' })).toEqual([{ type: 'removeAllMembers' }]);
  });

  it('gives any other filter of members on', () => {
    expect(read({ op: 'remove', path: 'members[type eq "User" and display sw "a"]' })).toMatchObject([
      { type: 'removeMembersMatching', filter: { kind: 'and' } },
    ]);
    expect(read({ op: 'remove', path: 'members[not (value eq "a")]' })).toMatchObject([
      { type: 'removeMembersMatching', filter: { kind: 'not' } },
    ]);
  });

  it('replaces all members', () => {
    expect(read({ op: 'replace', path: 'members', value: [{ value: 'a' }] })).toEqual([
      { type: 'replaceMembers', ids: ['a'] },
    ]);
    expect(read({ op: 'replace', path: 'members', value: [] })).toEqual([{ type: 'removeAllMembers' }]);
    expect(read({ op: 'replace', value: { members: null } })).toEqual([{ type: 'removeAllMembers' }]);
  });

  it('renames, with the id inside of the value passed over (Okta)', () => {
    expect(read({ op: 'replace', value: { id: 'x', displayName: 'New', unknown: 1, schemas: [CORE_GROUP] } })).toEqual([
      { type: 'setDisplayName', displayName: 'New' },
    ]);
    expect(read({ op: 'replace', value: { [CORE_GROUP]: { displayName: 'N' } } })).toEqual(
      read({ op: 'replace', path: CORE_GROUP, value: { DISPLAYNAME: 'N' } }),
    );
    expect(read({ op: 'Replace', path: 'externalId', value: 'e' })).toEqual([
      { type: 'setExternalId', externalId: 'e' },
    ]);
    expect(read({ op: 'remove', path: 'externalId' })).toEqual([{ type: 'setExternalId', externalId: undefined }]);
  });

  it('joins neighbours of one kind, and keeps the order of different ones', () => {
    const remove = (id: string) => ({ op: 'remove', path: `members[value eq "${id}"]` });
    const add = (id: string) => ({ op: 'add', path: 'members', value: [{ value: id }] });
    expect(read(remove('a'), remove('b'), add('a'), add('c'), remove('c'))).toEqual([
      { type: 'removeMembers', ids: ['a', 'b'] },
      { type: 'addMembers', ids: ['a', 'c'] },
      { type: 'removeMembers', ids: ['c'] },
    ]);
  });

  it('takes tens of thousands of members and 10,000 operations, and refuses more operations with 413', () => {
    const value = Array.from({ length: 50_000 }, (_, index) => ({ value: `u${index}` }));
    expect(read({ op: 'add', path: 'members', value })).toMatchObject([
      { type: 'addMembers', ids: { length: 50_000 } },
    ]);
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      op: 'remove',
      path: `members[value eq "u${index}"]`,
    }));
    expect(read(...many)).toMatchObject([{ type: 'removeMembers', ids: { length: 10_000 } }]);
    expect(refusal(...many, many[0])).toMatchObject({ status: 413 });
  });

  it.each([
    [{ op: 'remove' }, 'noTarget'],
    [{ op: 'remove', path: 'displayName' }, 'mutability'],
    [{ op: 'replace', path: 'id', value: 'x' }, 'mutability'],
    [{ op: 'replace', path: 'members[value eq "a"].value', value: 'b' }, 'mutability'],
    [{ op: 'replace', path: 'members[value eq "a"]', value: { value: 'b' } }, 'mutability'],
    [{ op: 'add', path: 'members.display', value: 'b' }, 'mutability'],
    [{ op: 'replace', path: 'displayName', value: '' }, 'invalidValue'],
    [{ op: 'replace', path: 'displayName', value: 5 }, 'invalidValue'],
    [{ op: 'add', path: 'members', value: [{ display: 'x' }] }, 'invalidValue'],
    [{ op: 'add', path: 'members', value: [{ value: 5 }] }, 'invalidValue'],
    [{ op: 'add', path: 'members' }, 'invalidValue'],
    [{ op: 'add', value: 'a' }, 'invalidValue'],
    [{ op: 'add', path: 'userName', value: 'x' }, 'invalidPath'],
    [{ op: 'remove', path: 'members[value eq 5]' }, 'invalidFilter'],
    [{ op: 'copy', path: 'members' }, 'invalidSyntax'],
  ])('%j is %s', (operation, scimType) => {
    expect(refusal(operation)).toMatchObject({ status: 400, scimType });
  });
});
