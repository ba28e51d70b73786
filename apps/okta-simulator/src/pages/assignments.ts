import type { Assignments } from '../org/assignments.js';
import type { UniversalDirectory } from '../org/universal-directory.js';
import { button, select } from './form.js';
import { html, type Html } from './html.js';
import { adminPage, type PageContext } from './layout.js';

const ADMIN = [
  ['', 'no value'],
  ['true', 'true'],
  ['false', 'false'],
] as const;
const SHOWN = 100;

export function assignmentsPage(context: PageContext, assignments: Assignments, directory: UniversalDirectory): string {
  const groups = assignments.ofGroups.map(({ groupId, profile }) =>
    row('group', groupId, directory.group(groupId).name, profile.moovingon_ai_admin),
  );
  const people = [...assignments.ofPeople]
    .slice(0, SHOWN)
    .map(([id, profile]) => row('person', id, directory.person(id).profile.login, profile.moovingon_ai_admin));
  const unassignedPeople = [...directory.people.values()]
    .filter(({ id, status }) => !assignments.ofPeople.has(id) && status === 'ACTIVE')
    .slice(0, 500);
  const unassignedGroups = [...directory.groups.values()].filter(
    ({ id }) => !assignments.ofGroups.some(({ groupId }) => groupId === id),
  );
  const content = html`${table('Groups, by priority', groups)} ${table('People', people)}
    <section>
      <h2>Assign to Groups</h2>
      ${assignForm(
        'group',
        unassignedGroups.map(({ id, name }) => [id, name] as const),
      )}
    </section>
    <section>
      <h2>Assign to People</h2>
      ${assignForm(
        'person',
        unassignedPeople.map(({ id, profile }) => [id, profile.login] as const),
      )}
    </section>`;
  return adminPage('Assignments', context, content);
}

function table(title: string, rows: readonly Html[]): Html {
  return html`<section>
    <h2>${title}</h2>
    ${
      rows.length === 0
        ? html`<p class="soft">None is assigned.</p>`
        : html`<table>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">moovingon_ai_admin</th>
                <th scope="col"></th>
              </tr>
            </thead>
            <tbody>
              ${rows}
            </tbody>
          </table>`
    }
  </section>`;
}

function row(kind: 'group' | 'person', id: string, name: string, admin: boolean | undefined): Html {
  const edit = html`<form class="row" method="post" action="/admin/app/assignments/${kind}">
    <input type="hidden" name="${kind}" value="${id}" /><select
      name="moovingon_ai_admin"
      aria-label="moovingon_ai_admin of ${name}"
      style="width:auto"
    >
      ${ADMIN.map(([value, text]) => option(value, text, String(admin ?? '')))}</select
    ><button class="second">Save</button>
  </form>`;
  return html`<tr>
    <td>${name}</td>
    <td>${edit}</td>
    <td>${button(`/admin/app/assignments/remove-${kind}`, 'Unassign', { [kind]: id })}</td>
  </tr>`;
}

function option(value: string, text: string, selected: string): Html {
  return value === selected
    ? html`<option value="${value}" selected>${text}</option>`
    : html`<option value="${value}">${text}</option>`;
}

function assignForm(kind: 'group' | 'person', options: readonly (readonly [string, string])[]): Html {
  if (options.length === 0) return html`<p class="soft">Nobody is left to assign.</p>`;
  return html`<form method="post" action="/admin/app/assignments/${kind}">
    ${select(kind === 'group' ? 'Group' : 'Person', kind, '', options)}
    ${select('moovingon_ai_admin', 'moovingon_ai_admin', '', ADMIN)}<button>Done</button>
  </form>`;
}
