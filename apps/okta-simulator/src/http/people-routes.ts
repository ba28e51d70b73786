import type { FastifyInstance } from 'fastify';
import type { SimulatedOkta } from '../okta.js';
import type { Person } from '../org/model.js';
import { groupPage, groupsPage } from '../pages/groups.js';
import { peoplePage, personPage, type PersonRow } from '../pages/people.js';
import type { Task } from '../provisioning/task.js';
import { profileOf, type Fields } from './read-forms.js';
import { backTo, contextOf, sendPage } from './page-context.js';

interface ById {
  Params: { id: string };
}

/** The administrator's pages on people and groups. */
export function peopleRoutes(okta: SimulatedOkta) {
  const { directory, assignments } = okta.organisation;
  const rowOf = (person: Person): PersonRow => ({
    person,
    assigned: assignments.effective(person, directory.groups) !== undefined,
    link: okta.provisioning.links.get(person.id),
  });
  return async (server: FastifyInstance): Promise<void> => {
    server.get('/admin', (_request, reply) => reply.redirect('/admin/people', 303));
    server.get('/admin/people', (request, reply) =>
      sendPage(reply, peoplePage(contextOf(request, okta), [...directory.people.values()].map(rowOf))),
    );
    server.post<{ Body: Fields }>('/admin/people', (request, reply) =>
      backTo(reply, `/admin/people/${okta.createPerson(profileOf(request.body)).id}`, [], 'Added'),
    );
    server.get<ById>('/admin/people/:id', (request, reply) =>
      sendPage(reply, personPage(contextOf(request, okta), rowOf(directory.person(request.params.id)))),
    );
    server.post<ById & { Body: Fields }>('/admin/people/:id', async ({ params: { id }, body }, reply) =>
      backTo(reply, `/admin/people/${id}`, await okta.changePerson(id, profileOf(body)), 'Saved'),
    );

    const act = (verb: string, work: (id: string) => Promise<Task[]>, back: (id: string) => string) =>
      server.post<ById>(`/admin/people/:id/${verb}`, async ({ params: { id } }, reply) =>
        backTo(reply, back(id), await work(id), 'Done'),
      );
    const itself = (id: string) => `/admin/people/${id}`;
    act('suspend', async (id) => (okta.suspendPerson(id), []), itself);
    act('reactivate', (id) => okta.reactivatePerson(id), itself);
    act('deactivate', (id) => okta.deactivatePerson(id), itself);
    act(
      'delete',
      (id) => okta.deletePerson(id),
      () => '/admin/people',
    );
    await server.register(groupRoutes(okta));
  };
}

function groupRoutes(okta: SimulatedOkta) {
  const { directory } = okta.organisation;
  return async (server: FastifyInstance): Promise<void> => {
    server.get('/admin/groups', (request, reply) =>
      sendPage(reply, groupsPage(contextOf(request, okta), [...directory.groups.values()])),
    );
    server.post<{ Body: { name: string } }>('/admin/groups', (request, reply) =>
      backTo(reply, `/admin/groups/${okta.createGroup(request.body.name).id}`, []),
    );
    server.get<ById>('/admin/groups/:id', (request, reply) => {
      const group = directory.group(request.params.id);
      const others = [...directory.people.values()].filter(({ id }) => !group.memberIds.has(id));
      return sendPage(reply, groupPage(contextOf(request, okta), group, directory.members(group), others));
    });
    server.post<ById & { Body: { name: string } }>('/admin/groups/:id', async ({ params: { id }, body }, reply) =>
      backTo(reply, `/admin/groups/${id}`, await okta.renameGroup(id, body.name), 'Saved'),
    );
    server.post<ById & { Body: { person: string } }>('/admin/groups/:id/add', async ({ params: { id }, body }, reply) =>
      backTo(reply, `/admin/groups/${id}`, await okta.addToGroup(id, [body.person])),
    );
    server.post<ById & { Body: { person: string } }>(
      '/admin/groups/:id/remove',
      async ({ params: { id }, body }, reply) =>
        backTo(reply, `/admin/groups/${id}`, await okta.removeFromGroup(id, [body.person])),
    );
    server.post<ById>('/admin/groups/:id/delete', async ({ params: { id } }, reply) =>
      backTo(reply, '/admin/groups', await okta.deleteGroup(id), 'Deleted'),
    );
  };
}
