import type { Guide, GuideSection } from '@app/idp/contract';

const createApplication: GuideSection = {
  id: 'create-an-application',
  title: 'Create an application at the provider',
  place: 'vendor',
  introduction: 'Every product calls these fields a little differently; the names in brackets are others for the same.',
  steps: [
    { text: 'Create an application (client) of the kind **Web application** (confidential client). If it asks for a picture, download it from {logoUrl} first.', enter: [{ field: 'Name', value: 'MoovingON AI' }] },
    {
      text: 'Let it use the **authorization code** flow with **PKCE** (S256), authenticate with a **client secret**, and fill these fields.',
      enter: [
        { field: 'Redirect URI (callback URL, sign-in redirect URI)', value: '{callbackUrl}' },
        { field: 'Initiate login URI', value: '{loginUrl}', note: 'Optional: so that a click in the portal of the provider signs in too.' },
        { field: 'Scopes', value: 'openid profile email' },
      ],
    },
    { text: 'Let ID tokens be signed with **RS256** or **ES256**.', warning: 'Tokens that are signed with the client secret (HS256), or not at all, are refused.' },
    { text: 'Allow yourself to use the application, so that you can verify the sign-in below.' },
  ],
};

const addIntegration: GuideSection = {
  id: 'add-the-integration',
  title: 'Add the integration',
  place: 'here',
  steps: [
    { text: 'In MoovingON AI open **Settings >> Integrations**.' },
    { text: 'At **Add Integration**, search for OpenID and click **Add OpenID Connect**.' },
    { text: 'Enter a unique identifier of your choice. It stands in the addresses of the integration.', enter: [{ field: 'Unique identifier', value: '{uniqueIdentifier}' }] },
    { text: "Enter the provider's **Issuer** (or the address of its configuration, which ends in `/.well-known/openid-configuration`), **Client ID** and **Client secret**." },
    {
      text: 'Choose **Who signs in**: the claim that holds the userName or primary e-mail address which MoovingON AI knows.',
      warning: 'The e-mail address counts only where the provider says that it has verified it (`email_verified`). Choose another claim only if people cannot edit it themselves at the provider.',
    },
    { text: 'Leave SCIM 2.0 disabled and click **Submit**.' },
    { text: 'To verify: begin at {loginUrl}. The integration then shows *verified*.' },
  ],
};

const enableProvisioning: GuideSection = {
  id: 'add-scim',
  title: 'Add provisioning (SCIM 2.0)',
  place: 'vendor',
  introduction: 'Only after the sign-in has been verified, and only where the provider is a SCIM 2.0 client.',
  steps: [
    { text: 'In MoovingON AI select the integration, enable the option **System for Cross-domain Identity Management (SCIM 2.0)**, and click the **edit** button to see the credentials.' },
    {
      text: 'At the provider enter the address and either username and password (HTTP Basic) or the token (HTTP Bearer).',
      enter: [
        { field: 'SCIM base URL', value: '{scimBaseUrl}' },
        { field: 'Username', value: '{scimUsername}' },
      ],
      warning: 'Password and token can be read until the provider has used one of them for the first time. After that they can only be replaced by new ones.',
    },
  ],
};

/** What any OpenID provider has to be told. */
export const guide: Guide = {
  title: 'OpenID Connect: log into MoovingON AI',
  introduction: 'Integrates an identity provider that speaks OpenID Connect to log into the MoovingON AI platform. You need the right to manage applications there, and MoovingON AI account access with *integration permissions*.',
  notes: [
    "WARNING: don't try to enable SCIM before you verify that the IdP is working. You can potentially be locked outside of the app.",
    'The account in MoovingON AI and the account at the provider should share the same email address.',
    "Signing in won't work if the person doesn't have a user in MoovingON AI (Error 405).",
  ],
  sections: [createApplication, addIntegration, enableProvisioning],
  questions: [
    { question: 'Where do people start?', answer: 'At {loginUrl}, or at the portal of the provider, if it knows that address as *Initiate login URI*. OpenID Connect has no sign-in that the provider sends unasked.' },
    { question: 'What if the keys of the provider are replaced?', answer: 'They are read from the provider when they are needed; nothing has to be done here.' },
    { question: 'What if the client secret is replaced?', answer: 'Enter the new one in the integration, and sign in once.' },
  ],
};
