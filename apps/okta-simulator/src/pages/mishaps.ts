import { MISHAPS, type Mishap } from '../mishaps/index.js';
import type { Person } from '../org/model.js';
import { button, field, select } from './form.js';
import { html, Html } from './html.js';
import { adminPage, type PageContext } from './layout.js';

export interface MishapsState {
  readonly people: readonly Person[];
  readonly ownerEmail: string;
  readonly expiredCertificate: boolean;
}

export function mishapsPage(context: PageContext, state: MishapsState): string {
  const signIns = MISHAPS.filter(({ kind }) => kind === 'sign-in').map((mishap) => row(mishap));
  const provisioning = MISHAPS.filter(({ kind }) => kind === 'provisioning').map((mishap) => row(mishap));
  const people = state.people.slice(0, 200).map(({ id, profile }) => [id, profile.login] as const);
  const content = html`${
      state.expiredCertificate &&
      html`<section class="notice failed">
        <p>The application signs with a certificate that ended yesterday.</p>
        ${button('/admin/faults/put-right', 'Put right again')}
      </section>`
    }
    <form method="post">
      <section>
        <h2>At sign-in</h2>
        <p>Each click signs in to MoovingON AI and shows the page that a customer would see there.</p>
        ${select('Person who signs in', 'person', people[0]?.[0] ?? '', people)} ${table(signIns)}
      </section>
      <section>
        <h2>In provisioning</h2>
        <p>Each click shows the tasks that an Okta administrator would see, and what was sent.</p>
        ${field('E-mail of the MoovingON AI owner', 'ownerEmail', state.ownerEmail)} ${table(provisioning)}
      </section>
    </form>`;
  return adminPage('Things that go wrong', context, content);
}

function table(rows: readonly Html[]): Html {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">What goes wrong</th>
        <th scope="col">What one should see</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function row({ key, title, expected }: Mishap): Html {
  return html`<tr>
    <td><button class="second" formaction="/admin/faults/${key}">${title}</button></td>
    <td>${expected}</td>
  </tr>`;
}
