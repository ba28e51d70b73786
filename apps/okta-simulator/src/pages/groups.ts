import type { Group, Person } from '../org/model.js';
import type { GroupLink } from '../provisioning/group-push.js';
import { button, field } from './form.js';
import { html } from './html.js';
import { adminPage, type PageContext } from './layout.js';

export function groupsPage(context: PageContext, groups: readonly Group[]): string {
  const content = html`<section>
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">People</th>
          </tr>
        </thead>
        <tbody>
          ${groups.map(
            (group) =>
              html`<tr>
                <td><a href="/admin/groups/${group.id}">${group.name}</a></td>
                <td>${group.memberIds.size}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>
    <section>
      <h2>Add group</h2>
      <form method="post" action="/admin/groups">
        ${field('Name', 'name', '', { required: true })}<button>Save</button>
      </form>
    </section>`;
  return adminPage('Groups', context, content);
}

const SHOWN = 100;

export function groupPage(
  context: PageContext,
  group: Group,
  members: readonly Person[],
  others: readonly Person[],
): string {
  const path = `/admin/groups/${group.id}`;
  const content = html`<section>
      <table>
        <caption>
          ${members.length} people${members.length > SHOWN && `, the first ${SHOWN} shown`}
        </caption>
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Login</th>
            <th scope="col"></th>
          </tr>
        </thead>
        <tbody>
          ${members.slice(0, SHOWN).map(
            (person) =>
              html`<tr>
                <td>${person.profile.firstName} ${person.profile.lastName}</td>
                <td>${person.profile.login}</td>
                <td>${button(`${path}/remove`, 'Remove', { person: person.id })}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>
    <section>
      <h2>Add a person</h2>
      <form method="post" action="${path}/add">
        <label
          >Person<select name="person">
            ${others.slice(0, 500).map((person) => html`<option value="${person.id}">${person.profile.login}</option>`)}
          </select></label
        ><button>Add</button>
      </form>
    </section>
    <section>
      <h2>Rename or delete</h2>
      <form method="post" action="${path}">
        ${field('Name', 'name', group.name, { required: true })}<button>Save</button>
      </form>
      <p>${button(`${path}/delete`, 'Delete group')}</p>
    </section>`;
  return adminPage(group.name, context, content);
}

export function pushGroupsPage(
  context: PageContext,
  groups: readonly Group[],
  links: ReadonlyMap<string, GroupLink>,
): string {
  const rows = groups.map((group) => {
    const link = links.get(group.id);
    const state = link?.error
      ? html`<span class="bad" title="${link.error}">failed</span>`
      : link?.scimId
        ? html`<span class="good">pushed, ${link.sent.size} members</span>`
        : html`<span class="soft">not pushed</span>`;
    const remove =
      link?.scimId && button('/admin/app/push-groups/remove', 'Unlink and delete there', { group: group.id });
    return html`<tr>
      <td>${group.name}</td>
      <td>${state}</td>
      <td class="row">
        ${button('/admin/app/push-groups', link?.scimId ? 'Push now' : 'Push', { group: group.id })}${remove}
      </td>
    </tr>`;
  });
  const content = html`<section>
    <p>A pushed group exists in MoovingON AI with those of its members who are assigned to the application.</p>
    <table>
      <thead>
        <tr>
          <th scope="col">Group</th>
          <th scope="col">State</th>
          <th scope="col"></th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </section>`;
  return adminPage('Push Groups', context, content);
}
