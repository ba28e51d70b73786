import type { Application } from '../org/application.js';
import { button, choice, field, select } from './form.js';
import { html } from './html.js';
import { adminPage, type PageContext } from './layout.js';

/** General and Sign On: what the guide's *Create an Okta application* fills in, and the metadata URL to copy. */
export function applicationPage(context: PageContext, application: Application, metadataUrl: string): string {
  const { saml } = application;
  const content = html`<section>
      <h2>SAML 2.0</h2>
      <label
        >Metadata URL<small>Copy it into MoovingON AI, Settings &gt;&gt; Integrations</small
        ><input readonly value="${metadataUrl}"
      /></label>
      <p class="hint">Issuer <code>${application.issuer}</code></p>
      ${button('/admin/app/rotate-certificate', 'Generate and activate a new certificate')}
    </section>
    <section>
      <h2>Configure SAML</h2>
      <form method="post" action="/admin/app">
        ${field('Single sign-on URL', 'singleSignOnUrl', saml.singleSignOnUrl, { type: 'url' })}
        ${field('Audience URI (SP Entity ID)', 'audience', saml.audience)}
        ${field('Default RelayState', 'defaultRelayState', saml.defaultRelayState)}
        ${select('Name ID format', 'nameIdFormat', saml.nameIdFormat, [
          ['unspecified', 'Unspecified'],
          ['emailAddress', 'EmailAddress'],
          ['persistent', 'Persistent'],
          ['transient', 'Transient'],
        ])}
        ${select('Application username', 'applicationUsername', saml.applicationUsername, [
          ['email', 'Email'],
          ['login', 'Okta username'],
        ])}
        <fieldset>
          <legend>Signatures</legend>
          ${choice('Response signed', 'signResponse', saml.signResponse)}
          ${choice('Assertion signed', 'signAssertion', saml.signAssertion)}
        </fieldset>
        ${select('Signature algorithm', 'signatureAlgorithm', saml.signatureAlgorithm, [
          ['RSA_SHA256', 'RSA-SHA256'],
          ['RSA_SHA1', 'RSA-SHA1'],
        ])}
        ${field('Attribute Statements', 'attributeStatements', saml.attributeStatements.map(({ name, value }) => `${name}=${value}`).join(', '), { hint: 'name=attribute of the Okta user, separated by commas' })}
        <button>Save</button>
      </form>
    </section>`;
  return adminPage('General and sign on', context, content);
}

export function profileEditorPage(context: PageContext, application: Application): string {
  const rows = application.profileAttributes.map(
    (row) =>
      html`<tr>
        <td>${row.displayName}</td>
        <td><code>${row.variableName}</code></td>
        <td>${row.dataType}</td>
        <td>
          ${row.externalNamespace ? html`<code>${row.externalName}</code><br /><code>${row.externalNamespace}</code>` : html`<span class="bad">none: never sent</span>`}
        </td>
        <td>${button('/admin/app/profile-editor/remove', 'Remove', { variableName: row.variableName })}</td>
      </tr>`,
  );
  const warning =
    !application.provisioning.enabled &&
    html`<section class="notice failed">
      <p>
        Provisioning is off. Attributes that are added now get no external namespace, and Okta will never send them.
        Switch SCIM provisioning on first.
      </p>
    </section>`;
  const content = html`${warning}
    <section>
      <table>
        <caption>
          Attributes of the application’s user profile beside the standard ones
        </caption>
        <thead>
          <tr>
            <th scope="col">Display name</th>
            <th scope="col">Variable</th>
            <th scope="col">Type</th>
            <th scope="col">External name and namespace</th>
            <th scope="col"></th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
      <p>${button('/admin/app/profile-editor/guide', 'Add the guide’s three attributes')}</p>
    </section>
    <section>
      <h2>Add attribute</h2>
      <form method="post" action="/admin/app/profile-editor">
        ${select('Data type', 'dataType', 'string', [
          ['string', 'string'],
          ['boolean', 'boolean'],
        ])}
        ${field('Display name', 'displayName', '', { required: true })}
        ${field('Variable name', 'variableName', '', { required: true })} ${field('External name', 'externalName', '')}
        ${field('External namespace', 'externalNamespace', 'urn:ietf:params:scim:schemas:core:2.0:User')}
        <button>Save</button>
      </form>
    </section>`;
  return adminPage('Profile Editor', context, content);
}
