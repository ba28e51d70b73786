import type { Guide, GuideSection } from '@app/idp/contract';

const createApplication: GuideSection = {
  id: 'create-an-okta-application',
  title: 'Create an Okta application',
  place: 'vendor',
  steps: [
    { text: 'In the Okta Admin Console open **Applications >> Applications** and click **Create App Integration**.' },
    { text: 'Choose **OIDC - OpenID Connect**, application type **Web Application**, and click **Next**.' },
    {
      text: 'Name the application, upload its logo (download it from {logoUrl} first), leave *Grant type* at **Authorization Code** alone, and fill these fields.',
      enter: [
        { field: 'App integration name', value: 'MoovingON AI' },
        { field: 'Sign-in redirect URIs', value: '{callbackUrl}' },
      ],
      warning: 'Remove the *Sign-out redirect URI* that Okta suggests, and leave *Implicit (hybrid)* off.',
    },
    { text: 'Under *Assignments* choose **Limit access to selected groups** with a group that you are in, or assign people later on the **Assignments** tab, and click **Save**.' },
    { text: 'On the **General** tab, *Client Credentials >> Edit*: leave **Client secret**, tick **Require PKCE as additional verification**, and click **Save**.' },
    {
      text: 'On the **General** tab, *LOGIN >> Edit*: so that a click on the End User Dashboard signs in too, fill these fields and click **Save**.',
      enter: [
        { field: 'Login initiated by', value: 'Either Okta or App' },
        { field: 'Application visibility', value: 'Display application icon to users' },
        { field: 'Login flow', value: 'Redirect to app to initiate login (OIDC Compliant)' },
        { field: 'Initiate login URI', value: '{loginUrl}' },
      ],
    },
    {
      text: 'On the **Sign On** tab, *OpenID Connect ID Token >> Edit*: fix the issuer and click **Save**.',
      enter: [{ field: 'Issuer', value: 'Okta URL', note: 'Not *Dynamic*: the issuer would change with the address that a person came by.' }],
    },
  ],
};

const addIntegration: GuideSection = {
  id: 'add-the-integration',
  title: 'Add the integration',
  place: 'here',
  steps: [
    { text: 'In MoovingON AI open **Settings >> Integrations**.' },
    { text: 'At **Add Integration**, search for Okta and click **Add Okta (OpenID Connect)**.' },
    { text: 'Enter a unique identifier of your choice. It stands in the addresses of the integration.', enter: [{ field: 'Unique identifier', value: '{uniqueIdentifier}' }] },
    {
      text: "As **Issuer** enter the address that the *Sign On* tab shows, such as `https://acme.okta.com`; as **Client ID** and **Client secret** what the *General* tab shows under *Client Credentials*.",
      warning: 'The issuer is the address without *-admin* in its name, and without a path.',
    },
    { text: 'Leave SCIM 2.0 disabled and click **Submit**.' },
    { text: 'To verify: log in to the Okta domain, go to the **End User Dashboard** and click on **MoovingON AI**, or begin at {loginUrl}. The integration then shows *verified*.', warning: 'If the application does not appear there, the user is not assigned to it.' },
  ],
};

const enableProvisioning: GuideSection = {
  id: 'add-okta-scim',
  title: 'Add provisioning (SCIM 2.0)',
  place: 'vendor',
  introduction: "Okta's wizard gives provisioning to SAML applications only. Where people shall be provisioned, prefer the SAML integration; or add a second application for provisioning alone.",
  steps: [
    { text: 'In MoovingON AI select the integration, enable the option **System for Cross-domain Identity Management (SCIM 2.0)**, and click the **edit** button to see the credentials.' },
    {
      text: 'In Okta open **Applications >> Browse App Catalog**, add **SCIM 2.0 Test App (Basic Auth)**, name it *MoovingON AI provisioning*, and on its **Provisioning** tab click **Configure API Integration**.',
      enter: [
        { field: 'SCIM 2.0 Base Url', value: '{scimBaseUrl}' },
        { field: 'Username', value: '{scimUsername}' },
      ],
      warning: 'The password can be read until Okta has used it for the first time. After that it can only be replaced by a new one.',
    },
    { text: 'Click **Test API Credentials** and **Save**; under **To App** mark **Create Users**, **Update User Attributes** and **Deactivate Users**; assign the same groups as to the first application. Attributes and telephone numbers are added as the guide of the SAML integration describes.' },
  ],
};

/** Okta by OpenID Connect, with what administrators trip over beside the step where they do. */
export const guide: Guide = {
  title: 'Okta (OpenID Connect): log into MoovingON AI',
  introduction: 'Integrates Okta to log into the MoovingON AI platform by OpenID Connect. You need a valid Okta account that may manage applications, and MoovingON AI account access with *integration permissions*.',
  notes: [
    "WARNING: don't try to enable SCIM before you verify that the IdP is working. You can potentially be locked outside of the app.",
    'The account in MoovingON AI and the account in the Okta application domain should share the same email address.',
    "Signing in won't work if the user in Okta doesn't have a user in MoovingON AI (Error 405).",
  ],
  sections: [createApplication, addIntegration, enableProvisioning],
  questions: [
    { question: 'SAML or OpenID Connect?', answer: 'Both let the same people in. SAML is what this guide\'s sister describes, with provisioning in the same application and Universal Logout; OpenID Connect has no certificate that ends.' },
    { question: 'How is a person recognised?', answer: 'By the verified e-mail address that Okta states, which has to be the userName or primary e-mail address of a user in MoovingON AI; or by the Okta username, where the integration says so.' },
    { question: 'What if a client secret is replaced?', answer: 'Okta lets two be active: make the new one, enter it in the integration, sign in once, then deactivate the old one.' },
  ],
};
