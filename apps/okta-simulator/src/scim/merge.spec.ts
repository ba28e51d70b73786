import { mergeIntoRepresentation } from './merge.js';

const stored = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: '23a35c27',
  meta: { resourceType: 'User', version: 'W/"1"' },
  userName: 'old@example.com',
  name: { formatted: 'Old Name', givenName: 'Old', familyName: 'Name' },
  emails: [
    { value: 'old@example.com', type: 'work', primary: true },
    { value: 'me@home.example', type: 'home' },
  ],
  groups: [{ value: 'g1' }],
  moovingon_ai_admin: true,
  firstPhone: '0 is no E.164',
  'urn:example:unknown': { a: 1 },
};

describe('GET, merge, PUT', () => {
  it('echoes everything that is not mapped: id, meta, groups, unknown attributes, even invalid stored values', () => {
    const { id, meta, groups, firstPhone, ...rest } = mergeIntoRepresentation(stored, { userName: 'new@example.com' });
    expect({ id, meta, groups, firstPhone }).toEqual({
      id: stored.id,
      meta: stored.meta,
      groups: stored.groups,
      firstPhone: stored.firstPhone,
    });
    expect(rest['urn:example:unknown']).toEqual({ a: 1 });
    expect(rest['userName']).toBe('new@example.com');
  });

  it('keeps the members of a complex attribute that Okta does not map, so that name.formatted goes stale', () => {
    const merged = mergeIntoRepresentation(stored, { name: { givenName: 'New', familyName: 'Person' } });
    expect(merged['name']).toEqual({ formatted: 'Old Name', givenName: 'New', familyName: 'Person' });
  });

  it('replaces the entry of the mapped type and leaves the other types, no longer primary', () => {
    const merged = mergeIntoRepresentation(stored, {
      emails: [{ value: 'new@example.com', type: 'work', primary: true }],
    });
    expect(merged['emails']).toEqual([
      { value: 'new@example.com', type: 'work', primary: true },
      { value: 'me@home.example', type: 'home', primary: false },
    ]);
  });

  it('leaves an attribute that Okta has no value for as the service had it', () => {
    expect(mergeIntoRepresentation(stored, {})['moovingon_ai_admin']).toBe(true);
  });

  it('is the whole representation with active false on top when somebody leaves', () => {
    expect(mergeIntoRepresentation(stored, { active: false })).toEqual({ ...stored, active: false });
  });
});
