import { scim } from '@better-auth/scim';
import { GROUPS, groupName, membersAtFirst, personResource } from '../../people.js';
import { openBetterAuth, serveBetterAuth } from '../better-auth.js';
import { WHILE_SEEDING } from '../durable-sqlite.js';
import { clonePeople } from './clone.js';
import { runContestant } from '../serve.js';

const TOKEN = 'a-bearer-token-of-the-bench-that-is-long-enough';
const BASE = '/api/auth/scim/v2';
const plugins = () => [scim({ connections: [{ id: 'bench', credentials: [{ type: 'bearer', id: 'bench', token: TOKEN }] }] })];

await runContestant({
  async seed({ database, size }) {
    const { auth, database: sqlite, migrate, close } = await openBetterAuth(database.path, plugins(), WHILE_SEEDING);
    await migrate();
    const call = requests(auth);
    await call('POST', '/Users', personResource(0));
    const ids = sqlite.transaction(() => clonePeople(sqlite, size))();
    const groups = [];
    for (let number = 0; number < GROUPS; number += 1) groups.push(await createGroup(call, number, ids));
    close();
    return { ids, facts: { base: BASE, authorization: `Bearer ${TOKEN}`, total: size, groups } };
  },

  async serve({ database }) {
    return serveBetterAuth(await openBetterAuth(database.path, plugins()));
  },
});

function requests(auth) {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/scim+json' };
  return async (method, path, body) => {
    const response = await auth.handler(new Request(`http://localhost${BASE}${path}`, { method, headers, body: JSON.stringify(body) }));
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
}

async function createGroup(call, number, ids) {
  const displayName = groupName(number);
  const members = membersAtFirst(number, ids).map((value) => ({ value }));
  return (await call('POST', '/Groups', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName, members })).id;
}
