import type { AppUser } from '../org/app-user.js';
import { createRequest, membersRequests, updateRequest } from './entra.js';
import { activeRequest, membersRequest } from './okta-catalogue.js';
import { createUserRequest, lookUpGroup, lookUpUser, TEST_REQUEST } from './okta-requests.js';
import { listOf } from './wire.js';

const ada: AppUser = {
  oktaId: '00ujl29u0le5T6Aj10h7',
  userName: 'Ada.Lovelace@example.com',
  email: 'ada@example.com',
  givenName: 'Ada',
  familyName: 'Lovelace',
  displayName: 'Ada Lovelace',
  custom: { moovingon_ai_admin: true, firstPhone: '+972541234567' },
};
const change = {
  groupId: 'g 1',
  name: 'Admins',
  all: [{ id: 'u1', display: 'a' }],
  added: [{ id: 'u1', display: 'a' }],
  removed: [{ id: 'u2', display: 'b' }],
};

describe('Okta’s requests', () => {
  it('tests the connection with a page of two users', () => {
    expect(TEST_REQUEST).toEqual({ method: 'GET', path: '/Users?startIndex=1&count=2' });
  });

  it('looks people and groups up by userName and displayName, blanks as %20, quotes escaped', () => {
    expect(lookUpUser('a@b.co').path).toBe('/Users?filter=userName%20eq%20%22a%40b.co%22&startIndex=1&count=100');
    expect(lookUpGroup('The "A" team').path).toBe(
      '/Groups?filter=displayName%20eq%20%22The%20%5C%22A%5C%22%20team%22&startIndex=1&count=100',
    );
  });

  it('creates with a placeholder password, no groups, a locale and its own user id', () => {
    expect(createUserRequest(ada, '1mz050nq')).toEqual({
      method: 'POST',
      path: '/Users',
      body: {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: 'Ada.Lovelace@example.com',
        name: { givenName: 'Ada', familyName: 'Lovelace' },
        emails: [{ primary: true, value: 'ada@example.com', type: 'work' }],
        displayName: 'Ada Lovelace',
        moovingon_ai_admin: true,
        firstPhone: '+972541234567',
        locale: 'en-US',
        externalId: '00ujl29u0le5T6Aj10h7',
        groups: [],
        password: '1mz050nq',
        active: true,
      },
    });
  });

  it('deactivates by PATCH without a path in the catalogue’s dialect', () => {
    expect(activeRequest('u1', false).body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', value: { active: false } }],
    });
  });

  it('sends the group’s name with every membership change in the catalogue’s dialect', () => {
    expect(membersRequest(change)).toMatchObject({
      path: '/Groups/g%201',
      body: {
        Operations: [
          { op: 'replace', value: { id: 'g 1', displayName: 'Admins' } },
          { op: 'remove', path: 'members[value eq "u2"]' },
          { op: 'add', path: 'members', value: [{ value: 'u1', display: 'a' }] },
        ],
      },
    });
  });

  it('replaces all members, also with none, when a group is pushed as a whole', () => {
    expect(membersRequest({ ...change, all: [], added: [], removed: [] }).body).toMatchObject({
      Operations: [{}, { op: 'replace', path: 'members', value: [] }],
    });
  });
});

describe('Entra’s requests', () => {
  it('creates with the enterprise schema and meta', () => {
    expect(createRequest(ada).body).toMatchObject({
      schemas: [expect.any(String), 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'],
      meta: { resourceType: 'User' },
    });
  });

  it('patches only what changed: value paths apart, the rest pathless with dotted and URN keys, booleans as strings', () => {
    const changed = {
      ...ada,
      givenName: 'Augusta',
      email: 'augusta@example.com',
      custom: { ...ada.custom, moovingon_ai_admin: false },
    };
    expect(updateRequest('u1', changed, ada).body).toMatchObject({
      Operations: [
        { op: 'Add', path: 'emails[type eq "work"].value', value: 'augusta@example.com' },
        {
          op: 'Replace',
          value: {
            'name.givenName': 'Augusta',
            'urn:ietf:params:scim:schemas:core:2.0:User:moovingon_ai_admin': 'False',
          },
        },
      ],
    });
  });

  it('sends empty Operations where nothing changed', () => {
    expect(updateRequest('u1', ada, ada).body).toMatchObject({ Operations: [] });
  });

  it('removes members in both forms that are seen', () => {
    const removed = [
      { id: 'u2', display: '' },
      { id: 'u3', display: '' },
    ];
    expect(membersRequests({ ...change, added: [], removed }).map(({ body }) => body)).toMatchObject([
      { Operations: [{ op: 'Remove', path: 'members', value: [{ value: 'u2' }] }] },
      { Operations: [{ op: 'Remove', path: 'members[value eq "u3"]' }] },
    ]);
  });
});

describe('reading answers', () => {
  it.each([
    [{ totalResults: '2', Resources: [] }],
    [{ Resources: [] }],
    [undefined],
    [{ totalResults: 1, Resources: {} }],
  ])('takes %j for no ListResponse', (body) => {
    expect(() => listOf(body)).toThrow(/no ListResponse/);
  });
});
