import type { ProvisioningSettings } from '../org/model.js';
import type { ImportResult } from '../provisioning/import-users.js';
import { DIALECTS } from '../scim/dialects.js';
import { button, choice, field, select } from './form.js';
import { html } from './html.js';
import { adminPage, type PageContext } from './layout.js';

export function provisioningPage(context: PageContext, settings: ProvisioningSettings): string {
  const { credentials } = settings;
  const content = html`<form method="post" action="/admin/app/provisioning">
      <section>
        <h2>Integration</h2>
        ${choice('Enable SCIM provisioning', 'enabled', settings.enabled)}
        ${field('SCIM connector base URL', 'baseUrl', settings.baseUrl, { type: 'url' })}
        ${field('Unique identifier field for users', 'uniqueIdentifierField', settings.uniqueIdentifierField)}
        ${select('Authentication Mode', 'mode', credentials.mode, [
          ['basic', 'Basic Auth'],
          ['bearer', 'HTTP Header (bearer token)'],
        ])}
        ${field('Username', 'username', credentials.mode === 'basic' ? credentials.username : '')}
        ${field('Password or token', 'secret', '', { type: 'password', hint: 'Kept when left empty', autocomplete: 'new-password' })}
        ${select(
          'Kind of provisioning client',
          'dialect',
          settings.dialect,
          Object.values(DIALECTS).map((dialect) => [dialect.key, dialect.name] as const),
        )}
      </section>
      <section>
        <h2>To App</h2>
        ${choice('Create Users', 'createUsers', settings.createUsers)}
        ${choice('Update User Attributes', 'updateUserAttributes', settings.updateUserAttributes)}
        ${choice('Deactivate Users', 'deactivateUsers', settings.deactivateUsers)}
        ${select('Mappings of firstPhone and secondPhone', 'phones', settings.phones, [
          ['self-service', 'Each user sets his phones himself (recommended)'],
          ['pushed', 'Push the mobile and the primary phone of the Okta user'],
        ])}
        <div class="row">
          <button name="then" value="save">Save</button
          ><button class="second" name="then" value="test">Test Connector Configuration</button>
        </div>
      </section>
    </form>
    <section>
      <h2>Provision what changed meanwhile</h2>
      ${button('/admin/app/provisioning/push', 'Push now')}
    </section>`;
  return adminPage('Provisioning', context, content);
}

export function importPage(context: PageContext, result: ImportResult | undefined): string {
  const rows = (result?.users ?? []).slice(0, 100).map(({ resource, match }) => {
    const name = String(resource['userName'] ?? resource.id);
    return html`<tr>
      <td>${name}</td>
      <td>${resource['active'] === false ? 'inactive' : 'active'}</td>
      <td>
        ${match ? html`<span class="good">exact match: ${match.profile.login}</span>` : html`<span class="soft">nobody in Okta</span>`}
      </td>
    </tr>`;
  });
  const content = html`<section>
      <p>Reads the users and groups that MoovingON AI has, a hundred at a time.</p>
      <div class="row">
        ${button('/admin/app/import', 'Import now', {}, false)}
        ${result && button('/admin/app/import/confirm', 'Confirm assignments of exact matches')}
      </div>
    </section>
    ${
      result &&
      html`<section>
        <table>
          <caption>
            ${result.users.length} users and ${result.groups.length}
            groups${result.users.length > 100 && ', the first 100 users shown'}
          </caption>
          <thead>
            <tr>
              <th scope="col">User</th>
              <th scope="col">State</th>
              <th scope="col">Match</th>
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>
      </section>`
    }`;
  return adminPage('Import', context, content);
}
