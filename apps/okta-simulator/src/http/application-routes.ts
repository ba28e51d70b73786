import type { FastifyInstance } from 'fastify';
import type { SimulatedOkta } from '../okta.js';
import type { DataType } from '../org/model.js';
import { applicationPage, profileEditorPage } from '../pages/application.js';
import { assignmentsPage } from '../pages/assignments.js';
import { pushGroupsPage } from '../pages/groups.js';
import { importPage, provisioningPage } from '../pages/provisioning.js';
import { metadataPath } from '../saml/metadata.js';
import { assignmentProfileOf, provisioningSettingsOf, samlSettingsOf, type Fields } from './read-forms.js';
import { backTo, contextOf, sendPage } from './page-context.js';

interface Posted {
  Body: Fields;
}

const PROVISIONING = '/admin/app/provisioning';
const PROFILE_EDITOR = '/admin/app/profile-editor';
const ASSIGNMENTS = '/admin/app/assignments';
const PUSH_GROUPS = '/admin/app/push-groups';
const IMPORT = '/admin/app/import';

/** The administrator's pages on the MoovingON AI application. */
export function applicationRoutes(okta: SimulatedOkta) {
  const { application, directory, assignments } = okta.organisation;
  return async (server: FastifyInstance): Promise<void> => {
    server.get('/admin/app', (request, reply) =>
      sendPage(
        reply,
        applicationPage(
          contextOf(request, okta),
          application,
          `http://${request.headers.host}${metadataPath(application)}`,
        ),
      ),
    );
    server.post<Posted>('/admin/app', (request, reply) => {
      okta.configureSaml(samlSettingsOf(request.body));
      return backTo(reply, '/admin/app', [], 'Saved');
    });
    server.post('/admin/app/rotate-certificate', async (_request, reply) => {
      await okta.identityProvider.rotateCertificate();
      return backTo(reply, '/admin/app', [], 'The new certificate is active, and metadata shows it');
    });

    server.get(PROVISIONING, (request, reply) =>
      sendPage(reply, provisioningPage(contextOf(request, okta), application.provisioning)),
    );
    server.post<Posted>(PROVISIONING, async ({ body }, reply) => {
      const task = await okta.configureProvisioning(provisioningSettingsOf(body, application.provisioning));
      return backTo(
        reply,
        PROVISIONING,
        task ? [task] : [],
        task?.outcome === 'failed' ? 'Not saved: the test failed' : 'Saved',
      );
    });
    server.post(`${PROVISIONING}/push`, async (_request, reply) =>
      backTo(reply, PROVISIONING, await okta.pushNow(), 'Pushed'),
    );

    server.get(PROFILE_EDITOR, (request, reply) =>
      sendPage(reply, profileEditorPage(contextOf(request, okta), application)),
    );
    server.post<Posted>(PROFILE_EDITOR, ({ body }, reply) => {
      const { displayName = '', variableName = '', externalName, externalNamespace } = body;
      application.addProfileAttribute({
        displayName,
        variableName,
        dataType: body['dataType'] as DataType,
        externalName,
        externalNamespace,
      });
      return backTo(reply, PROFILE_EDITOR, []);
    });
    server.post(`${PROFILE_EDITOR}/guide`, (_request, reply) => {
      okta.addGuideAttributes();
      return backTo(reply, PROFILE_EDITOR, []);
    });
    server.post<Posted>(`${PROFILE_EDITOR}/remove`, ({ body }, reply) => {
      application.removeProfileAttribute(body['variableName'] ?? '');
      return backTo(reply, PROFILE_EDITOR, []);
    });

    server.get(ASSIGNMENTS, (request, reply) =>
      sendPage(reply, assignmentsPage(contextOf(request, okta), assignments, directory)),
    );
    server.post<Posted>(`${ASSIGNMENTS}/person`, async ({ body }, reply) =>
      backTo(reply, ASSIGNMENTS, await okta.assignPerson(body['person'] ?? '', assignmentProfileOf(body)), 'Saved'),
    );
    server.post<Posted>(`${ASSIGNMENTS}/group`, async ({ body }, reply) =>
      backTo(reply, ASSIGNMENTS, await okta.assignGroup(body['group'] ?? '', assignmentProfileOf(body)), 'Saved'),
    );
    server.post<Posted>(`${ASSIGNMENTS}/remove-person`, async ({ body }, reply) =>
      backTo(reply, ASSIGNMENTS, await okta.unassignPerson(body['person'] ?? ''), 'Saved'),
    );
    server.post<Posted>(`${ASSIGNMENTS}/remove-group`, async ({ body }, reply) =>
      backTo(reply, ASSIGNMENTS, await okta.unassignGroup(body['group'] ?? ''), 'Saved'),
    );

    server.get(PUSH_GROUPS, (request, reply) =>
      sendPage(reply, pushGroupsPage(contextOf(request, okta), [...directory.groups.values()], okta.groupPush.links)),
    );
    server.post<Posted>(PUSH_GROUPS, async ({ body }, reply) =>
      backTo(reply, PUSH_GROUPS, [await okta.pushGroup(body['group'] ?? '')]),
    );
    server.post<Posted>(`${PUSH_GROUPS}/remove`, async ({ body }, reply) => {
      const task = await okta.groupPush.remove(directory.group(body['group'] ?? ''));
      return backTo(reply, PUSH_GROUPS, task ? [task] : []);
    });

    server.get(IMPORT, (request, reply) => sendPage(reply, importPage(contextOf(request, okta), okta.lastImport)));
    server.post(IMPORT, async (_request, reply) => backTo(reply, IMPORT, [(await okta.import()).task]));
    server.post(`${IMPORT}/confirm`, async (_request, reply) =>
      backTo(reply, IMPORT, await okta.confirmImport(), 'Confirmed'),
    );
  };
}
