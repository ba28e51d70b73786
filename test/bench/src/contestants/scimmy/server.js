import { timingSafeEqual } from 'node:crypto';
import express from 'express';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';
import { GROUPS, groupName, membersAtFirst, personResource } from '../../people.js';
import { WHILE_SEEDING } from '../durable-sqlite.js';
import { runContestant } from '../serve.js';
import { ScimmyStore } from './store.js';

const CREDENTIALS = `Basic ${Buffer.from('bench:a password of the bench').toString('base64')}`;

await runContestant({
  async seed({ database, size }) {
    const store = new ScimmyStore(database.path, WHILE_SEEDING);
    const fill = store.database.transaction(() => {
      const ids = Array.from({ length: size }, (_, number) => store.createUser(personResource(number)).id);
      const groups = Array.from({ length: GROUPS }, (_, number) => {
        const { id, displayName } = store.createGroup(groupName(number));
        store.changeMembers(id, displayName, membersAtFirst(number, ids));
        return id;
      });
      return { ids, groups };
    });
    const { ids, groups } = fill();
    store.database.close();
    return { ids, facts: { base: '/scim', authorization: CREDENTIALS, total: size, groups } };
  },

  async serve({ database }) {
    const store = new ScimmyStore(database.path);
    declareResources(store);
    const app = express();
    app.disable('x-powered-by');
    app.use('/scim', new SCIMMYRouters({ type: 'basic', handler: authenticate }));
    return { listener: app, close: () => store.database.close() };
  },
});

function authenticate(request) {
  const sent = Buffer.from(request.header('authorization') ?? '');
  if (sent.length !== CREDENTIALS.length || !timingSafeEqual(sent, Buffer.from(CREDENTIALS))) throw new Error('Wrong credentials');
  return 'bench';
}

function declareResources(store) {
  SCIMMY.Resources.declare(SCIMMY.Resources.User)
    .egress((resource) => (resource.id ? existing(store.user(resource.id), resource.id) : findUsers(store, resource)))
    .ingress((resource, instance) => {
      const user = plain(instance);
      return resource.id ? existing(store.replaceUser(resource.id, user), resource.id) : store.createUser(user);
    })
    .degress(() => undefined);
  SCIMMY.Resources.declare(SCIMMY.Resources.Group)
    .egress((resource) => existing(store.group(resource.id), resource.id))
    .ingress((resource, instance) => {
      const { displayName, members = [] } = plain(instance);
      store.changeMembers(resource.id, displayName, members.map(({ value }) => value));
      return store.group(resource.id);
    })
    .degress(() => undefined);
}

function findUsers(store, { filter, constraints = {} }) {
  if (filter) {
    const wanted = filter.length === 1 ? Object.values(filter[0])[0] : undefined;
    if (wanted?.[0]?.toLowerCase?.() !== 'eq') throw new SCIMMY.Types.Error(400, 'invalidFilter', 'Only userName eq is served here');
    return store.usersNamed(wanted[1]);
  }
  const { startIndex = 1, count = 100 } = constraints;
  constraints.totalResults = store.total();
  return store.page(startIndex, count);
}

function plain(instance) {
  const { schemas: _schemas, id: _id, meta: _meta, ...rest } = JSON.parse(JSON.stringify(instance));
  return rest;
}

function existing(found, id) {
  if (!found) throw new SCIMMY.Types.Error(404, null, `Resource ${id} not found`);
  return found;
}
