import type { Guide, GuideSection } from '@app/idp/contract';
import { USER_NAMESPACE } from './names.js';

const createApplication: GuideSection = {
  id: 'create-an-okta-application',
  title: 'Create an Okta application',
  place: 'vendor',
  steps: [
    { text: 'In the Okta Admin Console open **Applications >> Applications**.' },
    { text: 'Click **Create App Integration**.' },
    { text: 'Choose **SAML 2.0** and click **Next**.' },
    {
      text: 'Name the application, upload its logo (download it from {logoUrl} first) and click **Next**.',
      enter: [{ field: 'App name', value: 'MoovingON AI' }],
    },
    {
      text: 'Under *SAML Settings >> General*, fill these fields. Leave **Use this for Recipient URL and Destination URL** ticked.',
      enter: [
        { field: 'Single sign-on URL', value: '{acsUrl}' },
        { field: 'Audience URI (SP Entity ID)', value: '{audience}', note: 'In some versions of Okta the field is called *Audience Restriction*. It could be anything, as long as MoovingON AI has exactly the same.' },
        { field: 'Default RelayState', value: '{relayState}', note: 'The same unique identifier as in the audience.' },
        { field: 'Name ID format', value: 'EmailAddress' },
        { field: 'Application username', value: 'Email' },
        { field: 'Update application username on', value: 'Create and update' },
      ],
      warning:
        '**Application username** decides who a person is, in sign-in and in SCIM alike. Set it to *Email*; with another format Okta sends a name that MoovingON AI may not know, and one person can end up with two users.',
    },
    {
      text: 'Under *Attribute Statements*, add the user\'s e-mail and names, name format *Unspecified*, then click **Next**. Capital and small letters in the names make no difference.',
      enter: [
        { field: 'email', value: 'user.email' },
        { field: 'firstName', value: 'user.firstName' },
        { field: 'lastName', value: 'user.lastName' },
      ],
    },
    {
      text: 'Choose **I\'m an Okta customer adding an internal app** and click **Finish**. Now there is an app that can be added to MoovingON AI.',
      warning: 'Leave the signatures under *Show Advanced Settings* as they are: response and assertion *Signed*, signature algorithm *RSA-SHA256*, digest algorithm *SHA256*. SHA-1 is refused.',
    },
    { text: 'On the **Assignments** tab assign the application to yourself, or to a group that you are in, so that you can verify the sign-in below.' },
  ],
};

const addIntegration: GuideSection = {
  id: 'okta-idp-initiated-sso',
  title: 'Okta IdP-initiated SSO',
  place: 'here',
  steps: [
    { text: 'In MoovingON AI open **Settings >> Integrations**.' },
    { text: 'At **Add Integration**, search for Okta and click **Add Okta**.' },
    { text: 'Enter the same Entity ID that was set when the Okta application was created.', enter: [{ field: 'Entity ID', value: '{audience}' }] },
    { text: 'To get the metadata: in Okta open the application, tab **Sign On**, and under *SAML 2.0* find **Metadata URL**; click **Copy**.' },
    {
      text: 'Enter the metadata in the field and leave SCIM 2.0 disabled.',
      warning: 'It is important to verify that Okta can be used to log in before SCIM 2.0 is enabled, as it can lock us outside of the app. SCIM cannot be switched on before somebody has signed in.',
    },
    { text: 'Click **Submit**. Done.' },
    {
      text: 'To verify: log in to the Okta domain and go to the **End User Dashboard**.',
      warning: 'If the application does not appear there, the user is not assigned to the app.',
    },
    { text: 'Click on **MoovingON AI**. The application opens without any need for a password, and the integration shows *verified*.' },
  ],
};

const enableProvisioning: GuideSection = {
  id: 'add-okta-scim',
  title: 'Configuration: add Okta SCIM',
  place: 'vendor',
  introduction: 'Only after the sign-in has been verified.',
  steps: [
    { text: 'In Okta open the application, tab **General >> App Settings**, and click **Edit**.' },
    { text: 'At *Provisioning* mark **Enable SCIM Provisioning** and click **Save**.' },
    { text: 'Open the **Provisioning** tab that has appeared and click **Edit**.' },
    {
      text: 'Fill the fields, and tick all four boxes of the provisioning actions.',
      enter: [
        { field: 'SCIM connector base URL', value: '{scimBaseUrl}' },
        { field: 'Unique identifier field for users', value: 'email' },
        { field: 'Supported provisioning actions', value: 'Import New Users and Profile Updates, Push New Users, Push Profile Updates, Push Groups' },
        { field: 'Authentication Mode', value: 'Basic Auth' },
      ],
    },
    {
      text: 'To get **Username** and **Password**: in MoovingON AI select the Okta integration and enable the option **System for Cross-domain Identity Management (SCIM 2.0)**.',
      enter: [{ field: 'Username', value: '{scimUsername}' }],
    },
    {
      text: 'Click the **edit** button of that Okta integration to get the credentials, and copy both into Okta.',
      warning: 'The password can be read until Okta has used it for the first time. After that it can only be replaced by a new one.',
    },
    { text: 'Click **Submit**.' },
    { text: "Back on Okta's *Provisioning* page click **Test Connector Configuration**, then **Save**." },
    { text: 'Under **Provisioning >> To App** click **Edit**, mark **Create Users**, **Update User Attributes** and **Deactivate Users**, and click **Save**.' },
    {
      text: 'Under *To App* open **Go to Profile Editor** and click **Add Attribute**:',
      enter: [
        { field: 'Data type', value: 'boolean' },
        { field: 'Display name', value: 'moovingon_ai_admin' },
        { field: 'Variable name', value: 'moovingon_ai_admin' },
        { field: 'External name', value: 'moovingon_ai_admin' },
        { field: 'External namespace', value: USER_NAMESPACE },
      ],
      warning:
        'Attributes that were created before provisioning was enabled have no external namespace, and Okta silently never sends them: delete such an attribute and create it again. The namespace has to be exactly as above.',
    },
    {
      text: 'Add a second attribute:',
      enter: [
        { field: 'Data type', value: 'string' },
        { field: 'Display name', value: 'First Phone' },
        { field: 'Variable name', value: 'firstPhone' },
        { field: 'External name', value: 'firstPhone' },
        { field: 'External namespace', value: USER_NAMESPACE },
        { field: 'Attribute length', value: 'Less than 100' },
      ],
    },
    {
      text: 'And a third:',
      enter: [
        { field: 'Data type', value: 'string' },
        { field: 'Display name', value: 'Second Phone' },
        { field: 'Variable name', value: 'secondPhone' },
        { field: 'External name', value: 'secondPhone' },
        { field: 'External namespace', value: USER_NAMESPACE },
        { field: 'Attribute length', value: 'Less than 100' },
      ],
    },
    {
      text: 'Open **Mappings** (under *To App*), *Okta User to MoovingON AI*: either each user sets his phones himself (**recommended**, see the next two steps), mapping `user.firstPhone` to `firstPhone` and `user.secondPhone` to `secondPhone`; or push the numbers that are already defined on each Okta user, such as `user.mobilePhone` and `user.primaryPhone`.',
      warning: "**Every phone number starts with a '+' and a country code, for example '+972..'.** Blanks, dashes and brackets are refused, and Okta shows the refusal on that user.",
    },
    { text: 'Under **To Okta >> Profile Editor**, profile *User (default)*, add the attributes First Phone (`firstPhone`) and Second Phone (`secondPhone`).' },
    {
      text: 'Under **To Okta >> Okta Attribute Mappings** set First Phone and Second Phone to User Permission **Read-Write** and click **Save Attribute**. The end user then edits his own phones in Okta, and Okta pushes them.',
    },
  ],
};

const universalLogout: GuideSection = {
  id: 'add-universal-logout',
  title: 'Add Universal Logout',
  place: 'vendor',
  introduction:
    'Optional, for organisations with Okta Identity Threat Protection or Universal Logout: everything that a person is signed in with here ends when Okta finds a risk, or when an administrator clears the sessions of the person. Without it, sessions go on after a person was suspended in Okta, which is not provisioned.',
  steps: [
    { text: 'In Okta open the application and edit its section **Logout** (tab *General* or *Sign On*, by the version of Okta).' },
    {
      text: 'Mark **Okta system or admin initiates logout**, fill these fields and click **Save**.',
      enter: [
        { field: 'Logout Endpoint URL', value: '{revocationUrl}' },
        { field: 'Subject Format', value: 'Email', note: '*Issuer and Subject Identifier* works too, where Okta provisions the people.' },
      ],
    },
    { text: 'In MoovingON AI edit the integration and enter the **Okta application ID** (*0oa…*, in the address of the application\'s page in the Admin Console), and the **Okta domain** if people sign in at a custom domain. Then sign in once more.' },
    {
      text: 'To verify: in Okta open **Directory >> People**, the person, **More Actions >> Clear User Sessions**, mark *Also include logout enabled apps and Okta API tokens*, and confirm. The sign-ins of the integration show *access_revoked*.',
      warning: "All sessions and API keys of the person end. What an owner has opened by password goes on: no identity provider can lock the account's last way in.",
    },
  ],
};

const administratorGroup: GuideSection = {
  id: 'add-an-administrator-group',
  title: 'Add a MoovingON AI administrator group',
  place: 'vendor',
  steps: [
    { text: 'In Okta open the application, tab **Assignments**: **Assign >> Assign to Groups**.' },
    { text: 'Select the group whose members shall be administrators and click **Done**.' },
    {
      text: 'Edit that assignment, set **moovingon_ai_admin** to **true** and click **Save**.',
      warning: 'Where a person is in several assigned groups, the group that is higher up in the list decides.',
    },
  ],
};

/** The customers' guide, with what administrators trip over beside the step where they do. */
export const guide: Guide = {
  title: 'Okta: log into MoovingON AI',
  introduction: 'Integrates Okta to log into the MoovingON AI platform. You need a valid Okta account that may manage applications, and MoovingON AI account access with *integration permissions*.',
  notes: [
    "WARNING: don't try to enable SCIM before you verify that the IdP is working. You can potentially be locked outside of the app.",
    'For IdP-initiated SSO, the account in MoovingON AI and the account in the Okta application domain should share the same email address.',
    "IdP-initiated SSO won't work if the user in Okta doesn't have a user in MoovingON AI (Error 405).",
  ],
  sections: [createApplication, addIntegration, enableProvisioning, administratorGroup, universalLogout],
  questions: [
    {
      question: 'What is SCIM, and why verify the IdP first?',
      answer:
        'SCIM (System for Cross-domain Identity Management) is the standard protocol for exchanging user identity information between identity providers and service providers. Verifying the IdP before SCIM is enabled prevents a lock-out.',
    },
    {
      question: 'Can IdP-initiated SSO work if the Okta user lacks a MoovingON AI account?',
      answer: 'No. SCIM provisioning is what adds that.',
    },
    {
      question: 'How can I verify IdP-initiated SSO?',
      answer: "Log in to the Okta domain, go to the End User Dashboard and click on MoovingON AI. If it doesn't appear there, check whether the user is assigned to the app.",
    },
    {
      question: 'Can people start at MoovingON AI instead?',
      answer: 'Yes: {loginUrl} begins a sign-in at Okta and comes back.',
    },
    {
      question: 'What if the certificate in Okta is replaced?',
      answer:
        'Okta never does so by itself; activating a new certificate in Okta switches at once. Where the integration has a Metadata URL, the new certificate is read from it at the next sign-in; where the metadata was pasted, paste it again.',
    },
  ],
};
