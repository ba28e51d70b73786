import type { UserLink } from '../provisioning/decide.js';
import type { Person, PersonProfile } from '../org/model.js';
import { button, field } from './form.js';
import { html, type Html } from './html.js';
import { adminPage, type PageContext } from './layout.js';

export interface PersonRow {
  readonly person: Person;
  readonly assigned: boolean;
  readonly link?: UserLink;
}

const SHOWN = 100;

export function peoplePage(context: PageContext, rows: readonly PersonRow[]): string {
  const content = html`<section>
      <table>
        <caption>
          ${rows.length} people${rows.length > SHOWN && `, the first ${SHOWN} shown`}
        </caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Login</th>
            <th scope="col">Status</th>
            <th scope="col">MoovingON AI</th>
          </tr>
        </thead>
        <tbody>
          ${rows.slice(0, SHOWN).map(
            ({ person, assigned, link }) =>
              html`<tr>
                <td><a href="/admin/people/${person.id}">${person.profile.firstName} ${person.profile.lastName}</a></td>
                <td>${person.profile.login}</td>
                <td>${person.status}</td>
                <td>${provisioned(assigned, link)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>
    <section>
      <h2>Add person</h2>
      <form method="post" action="/admin/people">${profileFields()}<button>Save</button></form>
    </section>`;
  return adminPage('People', context, content);
}

export function personPage(context: PageContext, { person, assigned, link }: PersonRow): string {
  const path = `/admin/people/${person.id}`;
  const content = html`<section>
      <p>${person.status} in Okta · MoovingON AI: ${provisioned(assigned, link)}</p>
      <div class="row">
        ${assigned ? button('/admin/app/assignments/remove-person', 'Unassign', { person: person.id }) : button('/admin/app/assignments/person', 'Assign to MoovingON AI', { person: person.id })}
        ${person.status === 'ACTIVE' && button(`${path}/suspend`, 'Suspend')}
        ${person.status !== 'ACTIVE' && button(`${path}/reactivate`, person.status === 'SUSPENDED' ? 'Unsuspend' : 'Reactivate')}
        ${person.status !== 'DEPROVISIONED' && button(`${path}/deactivate`, 'Deactivate')}
        ${person.status === 'DEPROVISIONED' && button(`${path}/delete`, 'Delete')}
      </div>
    </section>
    <section>
      <h2>Profile</h2>
      <form method="post" action="${path}">${profileFields(person.profile)}<button>Save</button></form>
    </section>`;
  return adminPage(`${person.profile.firstName} ${person.profile.lastName}`, context, content);
}

function profileFields(profile?: PersonProfile): Html {
  return html`${field('Username (login)', 'login', profile?.login, { required: true })}
  ${field('Primary email', 'email', profile?.email, { required: true, type: 'email' })}
  ${field('First name', 'firstName', profile?.firstName, { required: true })}
  ${field('Last name', 'lastName', profile?.lastName, { required: true })}
  ${field('Mobile phone', 'mobilePhone', profile?.mobilePhone, { hint: 'Okta’s own attribute: any text' })}
  ${field('Primary phone', 'primaryPhone', profile?.primaryPhone, { hint: 'Okta’s own attribute: any text' })}
  ${field('First Phone', 'firstPhone', profile?.firstPhone)}
  ${field('Second Phone', 'secondPhone', profile?.secondPhone)}`;
}

export function provisioned(assigned: boolean, link: UserLink | undefined): Html {
  if (link?.error) return html`<span class="bad" title="${link.error}">failed</span>`;
  if (!assigned)
    return html`<span class="soft"
      >${link?.state === 'deactivated' ? 'not assigned, deactivated there' : 'not assigned'}</span
    >`;
  return link?.state === 'active'
    ? html`<span class="good">assigned, provisioned</span>`
    : html`assigned, not provisioned`;
}
