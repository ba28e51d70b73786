import type { Person } from '../org/model.js';
import { field } from './form.js';
import { html } from './html.js';
import { userPage, type PageContext } from './layout.js';
import { TILE_LOGO } from './logo.js';

/** Who do you want to be? Instead of Okta's own sign-in. */
export function loginPage(people: readonly Person[], fromURI: string): string {
  const buttons = people.map(
    (person) =>
      html`<li>
        <button name="person" value="${person.id}" class="tile">
          <strong>${person.profile.firstName} ${person.profile.lastName}</strong><br /><span class="soft"
            >${person.profile.login}</span
          >
        </button>
      </li>`,
  );
  const content = html`<section>
    <p>This organisation is simulated, and so are its passwords: there are none. Choose who you are.</p>
    <form method="post" action="/login">
      <input type="hidden" name="fromURI" value="${fromURI}" />
      <ul class="tiles">
        ${buttons}
      </ul>
    </form>
    ${people.length === 0 && html`<p>Nobody is here yet. <a href="/admin/people">Add a person</a> first.</p>`}
  </section>`;
  return userPage('Sign in', { path: '/login' }, content);
}

/** The End-User Dashboard: the tile is there for whoever is assigned. */
export function dashboardPage(context: PageContext, tile: { href: string; assigned: boolean }): string {
  const content = tile.assigned
    ? html`<ul class="tiles">
        <li><a class="tile" href="${tile.href}">${TILE_LOGO}MoovingON AI</a></li>
      </ul>`
    : html`<section>
        <p>No applications yet: you are not assigned to MoovingON AI.</p>
        <p><a href="/admin/app/assignments">Assign yourself</a> as the administrator would.</p>
      </section>`;
  return userPage('My apps', context, content);
}

/** The end user edits his own phones, and Okta pushes them. */
export function settingsPage(context: PageContext, profile: Person['profile'], selfService: boolean): string {
  const hint = 'Starts with + and the country code, for example +972541234567';
  const content = html`<section>
    <h2>My phones</h2>
    <form method="post" action="/settings">
      ${field('First Phone', 'firstPhone', profile.firstPhone, { hint, type: 'tel' })}
      ${field('Second Phone', 'secondPhone', profile.secondPhone, { hint, type: 'tel' })}
      <button>Save</button>
    </form>
    ${!selfService && html`<p class="hint">The administrator has chosen to push the organisation’s own phone numbers: what you enter here is not sent.</p>`}
  </section>`;
  return userPage('Settings', context, content);
}
