import type { Guide, GuideSection } from '@app/idp/contract';
import { attributeName } from './names.js';

const createApplication: GuideSection = {
  id: 'create-an-enterprise-application',
  title: 'Create an enterprise application',
  place: 'vendor',
  steps: [
    { text: 'In the Microsoft Entra admin center open **Entra ID >> Enterprise apps** (in some versions **Identity >> Applications >> Enterprise applications**) and click **New application**.' },
    {
      text: 'Click **Create your own application**, name it, choose **Integrate any other application you don\'t find in the gallery (Non-gallery)** and click **Create**.',
      enter: [{ field: "What's the name of your app?", value: 'MoovingON AI' }],
    },
    { text: 'Under **Properties** upload the logo (download it from {logoUrl} first), leave **Assignment required?** at *Yes* and click **Save**.' },
    { text: 'Open **Single sign-on** and choose **SAML**.' },
    {
      text: 'At *Basic SAML Configuration* click **Edit**, fill these fields and click **Save**.',
      enter: [
        { field: 'Identifier (Entity ID)', value: '{audience}', note: 'Mark it as the default. It could be anything, as long as MoovingON AI has exactly the same and no other application of your tenant has it.' },
        { field: 'Reply URL (Assertion Consumer Service URL)', value: '{acsUrl}', note: 'Mark it as the default.' },
        { field: 'Sign on URL (Optional)', value: '{loginUrl}', note: 'A click on the tile in My Apps then begins here. Leave it empty if My Apps shall sign in by itself (IdP-initiated).' },
        { field: 'Relay State (Optional)', value: '{relayState}' },
        { field: 'Logout Url (Optional)', value: '{logoutUrl}' },
      ],
    },
    {
      text: 'At *Attributes & Claims* click **Edit**, click **Unique User Identifier (Name ID)**, and set its source; then click **Save**. Leave the other claims as they are (emailaddress, givenname, surname, name).',
      enter: [
        { field: 'Name identifier format', value: 'Email address' },
        { field: 'Source attribute', value: 'user.mail' },
      ],
      warning:
        'This claim decides who a person is, in sign-in and in SCIM alike. By default it is *user.userprincipalname*, which often differs from the e-mail address: then Entra sends a name that MoovingON AI may not know, and one person can end up with two users.',
    },
    {
      text: 'At *SAML Certificates* click **Edit** and set both of these; then click **Save**.',
      enter: [
        { field: 'Signing Option', value: 'Sign SAML response and assertion' },
        { field: 'Signing Algorithm', value: 'SHA-256', note: 'SHA-1 is refused.' },
      ],
    },
    { text: 'Open **Users and groups** and assign the application to yourself, or to a group that you are a direct member of, so that you can verify the sign-in below.' },
  ],
};

const addIntegration: GuideSection = {
  id: 'entra-single-sign-on',
  title: 'Single sign-on with Microsoft Entra ID',
  place: 'here',
  steps: [
    { text: 'In MoovingON AI open **Settings >> Integrations**.' },
    { text: 'At **Add Integration**, search for Entra and click **Add Microsoft Entra ID**.' },
    { text: 'Enter the same Entity ID that was set as *Identifier* in Entra.', enter: [{ field: 'Entity ID', value: '{audience}' }] },
    {
      text: 'To get the metadata: in Entra open **Single sign-on**, and under *SAML Certificates* find **App Federation Metadata Url**; click the copy button.',
      warning: 'It has to be the address that ends in *?appid=…*. Without that, it is the metadata of the whole tenant, whose certificates are not those of this application.',
    },
    {
      text: 'Enter the metadata in the field and leave SCIM 2.0 disabled.',
      warning: 'It is important to verify that Entra can be used to log in before SCIM 2.0 is enabled, as it can lock us outside of the app. SCIM cannot be switched on before somebody has signed in.',
    },
    { text: 'Click **Submit**. Done.' },
    {
      text: 'To verify: open **My Apps** (https://myapps.microsoft.com) and click on **MoovingON AI**. It opens without any need for a password of its own, and the integration shows *verified*.',
      warning: 'If the application does not appear there, the user is not assigned to it. A new assignment can take a few minutes.',
    },
  ],
};

const enableProvisioning: GuideSection = {
  id: 'add-entra-scim',
  title: 'Configuration: add Entra provisioning (SCIM)',
  place: 'vendor',
  introduction: 'Only after the sign-in has been verified.',
  steps: [
    { text: 'In MoovingON AI select the Entra integration, enable the option **System for Cross-domain Identity Management (SCIM 2.0)**, and click the **edit** button of the integration to see the **token** (`scim.token`).' },
    {
      text: 'In Entra open the application, **Provisioning**, click **Connect your application** (or **New configuration**), fill the fields and click **Test connection**, then **Create** (or **Save**).',
      enter: [
        { field: 'Authentication method', value: 'Bearer authentication' },
        { field: 'Tenant URL', value: '{scimBaseUrl}' },
      ],
      warning: '**Secret token** is the token of the integration, not its password. It can be read until Entra has used it for the first time. After that it can only be replaced by a new one.',
    },
    {
      text: 'Open **Attribute mapping (Preview)** or **Mappings >> Provision Microsoft Entra ID Users** and map both of these to the source attribute that the sign-in sends (*mail*).',
      enter: [
        { field: 'userName', value: 'mail' },
        { field: 'emails[type eq "work"].value', value: 'mail' },
      ],
      warning: 'By default *userName* is mapped to *userPrincipalName*. It has to be the same attribute as the Unique User Identifier of the sign-in.',
    },
    {
      text: 'For the telephone numbers and for administrators, tick **Show advanced options**, click **Edit attribute list for customappsso**, add these three and click **Save**.',
      enter: [
        { field: 'Name', value: attributeName('moovingon_ai_admin'), note: 'Type *Boolean*.' },
        { field: 'Name', value: attributeName('firstPhone'), note: 'Type *String*.' },
        { field: 'Name', value: attributeName('secondPhone'), note: 'Type *String*.' },
      ],
    },
    {
      text: 'Back at the mappings, click **Add New Mapping** for each: to `firstPhone` the source attribute *mobile*, to `secondPhone` *telephoneNumber*, or what your directory has.',
      warning: "**Every phone number starts with a '+' and a country code, for example '+972..'.** Blanks, dashes and brackets are refused: use an expression such as `Replace([mobile], , \"[\\\\s()-]\", , \"\", , )` where the directory has them, and look at the provisioning logs.",
    },
    { text: 'Under **Settings** leave *Scope* at **Sync only assigned users and groups** and switch **Provisioning Status** to **On**. Entra provisions every 40 minutes; **Provision on demand** does it for one person at once.' },
  ],
};

const administrators: GuideSection = {
  id: 'add-administrators',
  title: 'Add MoovingON AI administrators',
  place: 'vendor',
  steps: [
    { text: 'In Entra open **App registrations >> All applications >> MoovingON AI >> App roles**, click **Create app role**, allow *Users/Groups*, and name it.', enter: [{ field: 'Value', value: 'moovingon_ai_admin' }] },
    { text: 'Under **Enterprise apps >> MoovingON AI >> Users and groups**, assign that role to the people or groups who shall be administrators.' },
    {
      text: 'At the mappings of users, click **Add New Mapping**, mapping type *Expression*, and map the expression to the target attribute.',
      enter: [
        { field: 'Expression', value: 'IIF(SingleAppRoleAssignment([appRoleAssignments])="moovingon_ai_admin", "True", "False")' },
        { field: 'Target attribute', value: attributeName('moovingon_ai_admin') },
      ],
      warning: 'A person who is assigned with two roles has none by this expression: assign one role to each.',
    },
  ],
};

/** From the enterprise application to provisioning, with what administrators trip over beside the step where they do. */
export const guide: Guide = {
  title: 'Microsoft Entra ID: log into MoovingON AI',
  introduction:
    'Integrates Microsoft Entra ID (Azure Active Directory) to log into the MoovingON AI platform. You need an account in Microsoft Entra that may manage enterprise applications (Cloud Application Administrator), and MoovingON AI account access with *integration permissions*.',
  notes: [
    "WARNING: don't try to enable SCIM before you verify that the IdP is working. You can potentially be locked outside of the app.",
    'The account in MoovingON AI and the account in Microsoft Entra should share the same email address.',
    "Signing in won't work if the user in Microsoft Entra doesn't have a user in MoovingON AI (Error 405).",
  ],
  sections: [createApplication, addIntegration, enableProvisioning, administrators],
  questions: [
    {
      question: 'Why does Entra ask for a token, when other guides speak of a username and password?',
      answer: 'Entra authenticates to SCIM with a bearer token only. The integration has all three; the token and the password open the same door and are rotated together.',
    },
    {
      question: 'Are people who leave signed out?',
      answer: 'When Entra provisions the deactivation, every session and API key of the person ends before the request is answered. That is at the next cycle, up to 40 minutes later; *Provision on demand* does it at once.',
    },
    { question: 'Can people start at MoovingON AI instead?', answer: 'Yes: {loginUrl} begins a sign-in at Microsoft Entra and comes back.' },
    {
      question: 'What if the certificate in Entra is replaced?',
      answer: 'Entra certificates end after three years. Where the integration has the App Federation Metadata Url, the new certificate is read from it; where the metadata was pasted, paste it again. Warnings come 60, 30 and 7 days before the end.',
    },
  ],
};
