import { applicationUsername } from '../org/app-user.js';
import type { Person } from '../org/model.js';
import { importAll } from '../scim/import.js';
import type { ScimResource } from '../scim/wire.js';
import type { Organisation, Provisioning } from './provisioning.js';
import type { Task } from './task.js';

export interface ImportedUser {
  readonly resource: ScimResource;
  /** The person of the organisation with the same username, *Exact match*. */
  readonly match?: Person;
}

export interface ImportResult {
  readonly task: Task;
  readonly users: readonly ImportedUser[];
  readonly groups: readonly ScimResource[];
}

/** *Import now*: reads all users and groups of the service, and says whom the organisation knows already. */
export async function importUsers(organisation: Organisation, provisioning: Provisioning): Promise<ImportResult> {
  let users: ImportedUser[] = [];
  let groups: ScimResource[] = [];
  const task = await provisioning.tasks.run('Import', 'Error while downloading users or groups', async () => {
    users = (await importAll(provisioning.send('Import users'), 'Users')).map((resource) => ({
      resource,
      match: matchOf(organisation, resource),
    }));
    groups = await importAll(provisioning.send('Import groups'), 'Groups');
  });
  return { task, users, groups };
}

/** *Confirm assignments*: whoever matches exactly is assigned and linked to the service's user. */
export function confirmImport(
  organisation: Organisation,
  provisioning: Provisioning,
  users: readonly ImportedUser[],
): void {
  for (const { match, resource } of users) {
    if (!match) continue;
    if (!organisation.assignments.ofPeople.has(match.id)) organisation.assignments.assignPerson(match);
    provisioning.links.set(match.id, {
      scimId: resource.id,
      state: resource['active'] === false ? 'deactivated' : 'active',
    });
  }
}

function matchOf({ directory, application }: Organisation, resource: ScimResource): Person | undefined {
  const userName = String(resource['userName']).toLowerCase();
  return [...directory.people.values()].find(
    (person) => applicationUsername(person, application).toLowerCase() === userName,
  );
}
