import { readsPeople } from './people.js';

const { fromJson, fromRow } = readsPeople;

describe('what Okta exports of its users', () => {
  it('is read from the answer of its users API as an application of the guide sends it', () => {
    const profile = { login: 'ada', email: 'ada@acme.example', firstName: 'Ada', lastName: 'Lovelace', middleName: null, department: 'Engines', title: '', mobilePhone: '+1' };
    expect(fromJson({ id: '00u1', status: 'ACTIVE', profile })).toEqual({
      onlyWhereKnown: false,
      user: {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: 'ada@acme.example',
        externalId: '00u1',
        name: { givenName: 'Ada', familyName: 'Lovelace' },
        emails: [{ value: 'ada@acme.example', type: 'work', primary: true }],
        'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Engines' },
        active: true,
      },
    });
  });

  it('takes the login for the name of somebody without an e-mail address', () => {
    expect(fromJson({ profile: { login: 'ada', email: null } })?.user).toEqual({ schemas: expect.any(Array), userName: 'ada', active: true });
  });

  it('is a deactivation of those who are known, of somebody deprovisioned; a suspension is none, as Okta sends nothing', () => {
    expect(fromJson({ status: 'DEPROVISIONED', profile: { login: 'a' } })).toMatchObject({ onlyWhereKnown: true, user: { active: false } });
    expect(fromJson({ status: 'SUSPENDED', profile: { login: 'a' } })).toMatchObject({ onlyWhereKnown: false, user: { active: true } });
  });

  it('is no SCIM user, nor anything else', () => {
    for (const entry of [{ userName: 'ada' }, { profile: null }, { profile: 'x' }, { profile: {} }, { profile: { login: 7 } }]) expect(fromJson(entry)).toBeUndefined();
  });

  it.each([
    [{ login: 'a', email: 'a@x.y', firstName: 'A', id: '1', status: 'ACTIVE' }],
    [{ Username: 'a', 'Primary email': 'a@x.y', 'First name': 'A', 'User ID': '1', 'User status': 'Active' }],
    [{ 'user.login': 'a', 'profile.email': ' a@x.y ', 'user.firstName': 'A', 'Okta ID': '1', Status: 'ACTIVE' }],
  ])('is read from the columns %j', (row) => {
    expect(fromRow(row)).toMatchObject({ onlyWhereKnown: false, user: { userName: 'a@x.y', externalId: '1', name: { givenName: 'A' }, active: true } });
  });

  it('is no row that names nobody', () => {
    expect(fromRow({ colour: 'red' })).toBeUndefined();
  });
});
