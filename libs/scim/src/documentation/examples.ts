import { CORE_GROUP, CORE_USER, PATCH_OP, SEARCH_REQUEST, BULK_REQUEST } from '../protocol/index.js';

/** Bodies that work as they are, in the words of the customers' guide. */
export const userExample = {
  schemas: [CORE_USER],
  userName: 'ada@example.com',
  externalId: '00u1a2b3c4d5e6f7g8h9',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  displayName: 'Ada Lovelace',
  emails: [{ value: 'ada@example.com', type: 'work', primary: true }],
  active: true,
  moovingon_ai_admin: false,
  firstPhone: '+972541234567',
};

const { firstPhone: _, ...withoutPhone } = userExample;

export const userExamples = {
  create: { summary: 'A user with a phone', value: userExample },
  minimal: { summary: 'As little as a user can have', value: { schemas: [CORE_USER], userName: 'ben@example.com' } },
  administrator: { summary: 'An administrator: moovingon_ai_admin is true', value: { ...withoutPhone, userName: 'cyd@example.com', emails: [{ value: 'cyd@example.com', primary: true }], externalId: '00u9', moovingon_ai_admin: true } },
};

const patch = (...Operations: object[]) => ({ schemas: [PATCH_OP], Operations });

export const userPatchExamples = {
  deactivate: { summary: 'Deactivate: every session and API key of the user ends', value: patch({ op: 'replace', value: { active: false } }) },
  phone: { summary: 'Set the first phone', value: patch({ op: 'replace', path: 'firstPhone', value: '+972541234567' }) },
  email: { summary: 'Change the work e-mail address', value: patch({ op: 'Replace', path: 'emails[type eq "work"].value', value: 'ada.lovelace@example.com' }) },
};

const meta = (resourceType: 'User' | 'Group', path: string) => ({ resourceType, created: '2026-01-05T09:00:00.000Z', lastModified: '2026-01-05T09:00:00.000Z', location: `https://login.example.com/api/scim/v2/${path}`, version: 'W/"1"' });

/** As it is answered. */
export const answeredUser = { ...userExample, id: '019b8a4e-6c1d-7f20-9a55-3f0d2c1b7e64', groups: [], meta: meta('User', 'Users/019b8a4e-6c1d-7f20-9a55-3f0d2c1b7e64') };

export const groupExample = { schemas: [CORE_GROUP], displayName: 'NOC', members: [] };

export const answeredGroup = { ...groupExample, id: '019b8a4f-01aa-7b3c-8c11-5d0e9f3a2b71', meta: meta('Group', 'Groups/019b8a4f-01aa-7b3c-8c11-5d0e9f3a2b71') };

export const groupPatchExamples = {
  add: { summary: 'Add a member', value: patch({ op: 'add', path: 'members', value: [{ value: 'id of a user' }] }) },
  remove: { summary: 'Remove a member', value: patch({ op: 'remove', path: 'members[value eq "id of a user"]' }) },
  rename: { summary: 'Rename the group', value: patch({ op: 'replace', value: { displayName: 'NOC, night shift' } }) },
};

export const searchExamples = { search: { summary: 'Users with the domain example.com', value: { schemas: [SEARCH_REQUEST], filter: 'emails.value ew "@example.com"', attributes: ['userName', 'active'], startIndex: 1, count: 10 } } };

export const bulkExamples = {
  bulk: {
    summary: 'A user, and a group that it is a member of',
    value: {
      schemas: [BULK_REQUEST],
      failOnErrors: 1,
      Operations: [
        { method: 'POST', path: '/Users', bulkId: 'dan', data: { schemas: [CORE_USER], userName: 'dan@example.com' } },
        { method: 'POST', path: '/Groups', bulkId: 'noc', data: { schemas: [CORE_GROUP], displayName: 'NOC by bulk', members: [{ value: 'bulkId:dan' }] } },
      ],
    },
  },
};
