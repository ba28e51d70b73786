import type { Guide, GuideSection } from '@app/idp/contract';

const createApplication: GuideSection = {
  id: 'create-an-application',
  title: 'Create an application at the identity provider',
  place: 'vendor',
  introduction: 'Every product calls these fields a little differently; the names in brackets are others for the same.',
  steps: [
    { text: 'Create an application (service provider, relying party trust) of the kind **SAML 2.0**. If it asks for a picture, download it from {logoUrl} first.', enter: [{ field: 'Name', value: 'MoovingON AI' }] },
    { text: 'If the product reads the metadata of a service, let it read ours, and go on with the NameID. It can be read as soon as the integration has been added here.', enter: [{ field: 'Service provider metadata URL', value: '{metadataUrl}' }] },
    {
      text: 'Otherwise fill these fields by hand.',
      enter: [
        { field: 'Assertion consumer service (ACS URL, reply URL, single sign-on URL, recipient, destination)', value: '{acsUrl}', note: 'Binding *HTTP-POST*.' },
        { field: 'Audience (SP entity ID, identifier)', value: '{audience}', note: 'It could be anything, as long as MoovingON AI has exactly the same.' },
        { field: 'Default RelayState (target)', value: '{relayState}', note: 'Only for sign-ins that begin at the identity provider.' },
        { field: 'Single logout service', value: '{logoutUrl}', note: 'Optional.' },
      ],
    },
    {
      text: 'Let the **NameID** be the person\'s e-mail address.',
      enter: [{ field: 'NameID format', value: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' }],
      warning: 'The NameID decides who a person is. It has to be the userName or primary e-mail address that MoovingON AI has, in whatever case.',
    },
    {
      text: 'Add the attributes (claims), if the product does not send them by itself.',
      enter: [
        { field: 'email', value: 'the e-mail address' },
        { field: 'firstName', value: 'the given name' },
        { field: 'lastName', value: 'the family name' },
      ],
    },
    {
      text: 'Let response and assertion be signed with **RSA-SHA256**, digest **SHA-256**. To have assertions encrypted, use AES-GCM with RSA-OAEP and our certificate from {certificateUrl}.',
      warning: 'SHA-1, unsigned responses with unsigned assertions, and RSA keys below 2048 bits are refused.',
    },
    { text: 'Allow yourself to use the application, so that you can verify the sign-in below.' },
  ],
};

const addIntegration: GuideSection = {
  id: 'add-the-integration',
  title: 'Add the integration',
  place: 'here',
  steps: [
    { text: 'In MoovingON AI open **Settings >> Integrations**.' },
    { text: 'At **Add Integration**, search for SAML and click **Add SAML 2.0**.' },
    { text: 'Enter the same Entity ID that was set as audience at the identity provider.', enter: [{ field: 'Entity ID', value: '{audience}' }] },
    { text: "Enter the address of the identity provider's metadata, or paste the document. With the address, certificates that are replaced there are noticed here." },
    {
      text: 'Leave SCIM 2.0 disabled and click **Submit**.',
      warning: 'It is important to verify that the identity provider can be used to log in before SCIM 2.0 is enabled, as it can lock us outside of the app.',
    },
    { text: "To verify: click on MoovingON AI in the identity provider's portal, or begin at {loginUrl}. The integration then shows *verified*." },
  ],
};

const enableProvisioning: GuideSection = {
  id: 'add-scim',
  title: 'Add provisioning (SCIM 2.0)',
  place: 'vendor',
  introduction: 'Only after the sign-in has been verified, and only where the identity provider is a SCIM 2.0 client.',
  steps: [
    { text: 'In MoovingON AI select the integration, enable the option **System for Cross-domain Identity Management (SCIM 2.0)**, and click the **edit** button to see the credentials.' },
    {
      text: 'At the identity provider enter the address and either username and password (HTTP Basic) or the token (HTTP Bearer).',
      enter: [
        { field: 'SCIM base URL', value: '{scimBaseUrl}' },
        { field: 'Username', value: '{scimUsername}' },
      ],
      warning: 'Password and token can be read until the identity provider has used one of them for the first time. After that they can only be replaced by new ones.',
    },
    {
      text: 'Map `userName` and the primary e-mail to what the NameID is. For administrators and telephone numbers there are three more attributes: `moovingon_ai_admin` (boolean), `firstPhone` and `secondPhone` (string).',
      warning: "**Every phone number starts with a '+' and a country code, for example '+972..'.**",
    },
  ],
};

/** What any SAML 2.0 identity provider has to be told. */
export const guide: Guide = {
  title: 'SAML 2.0: log into MoovingON AI',
  introduction: 'Integrates an identity provider that speaks SAML 2.0 to log into the MoovingON AI platform. You need the right to manage applications there, and MoovingON AI account access with *integration permissions*.',
  notes: [
    "WARNING: don't try to enable SCIM before you verify that the IdP is working. You can potentially be locked outside of the app.",
    'The account in MoovingON AI and the account at the identity provider should share the same email address.',
    "Signing in won't work if the person doesn't have a user in MoovingON AI (Error 405).",
  ],
  sections: [createApplication, addIntegration, enableProvisioning],
  questions: [
    { question: 'Can people start at MoovingON AI?', answer: 'Yes: {loginUrl} begins a sign-in at the identity provider and comes back.' },
    {
      question: 'What if the certificate of the identity provider is replaced?',
      answer: 'Where the integration has the address of the metadata, the new certificate is read from it at the next sign-in, and four times a day; where the metadata was pasted, paste it again. Warnings come 60, 30 and 7 days before the end.',
    },
    { question: 'Are requests signed?', answer: 'Where the metadata of the identity provider asks for it, or the integration has *Sign requests* switched on. The certificate is at {certificateUrl}.' },
  ],
};
