import { oktaId } from './ids.js';
import type { ProfileAttribute, ProvisioningSettings, SamlSettings } from './model.js';

export const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** The MoovingON AI application as the App Integration Wizard leaves it: everything still to be filled in by the guide. */
export class Application {
  readonly id = oktaId('0oa');
  /** Names the SAML side: part of the issuer and of every URL. */
  readonly samlId = oktaId('exk');
  readonly name = 'MoovingON AI';
  /** The application's name in URLs, as the wizard makes it from the organisation and the label. */
  readonly urlName = 'simulated_moovingonai_1';
  readonly profileAttributes: ProfileAttribute[] = [];
  saml: SamlSettings = {
    singleSignOnUrl: '',
    audience: '',
    defaultRelayState: '',
    nameIdFormat: 'unspecified',
    applicationUsername: 'email',
    attributeStatements: [
      { name: 'email', value: 'email' },
      { name: 'firstName', value: 'firstName' },
      { name: 'lastName', value: 'lastName' },
    ],
    signResponse: true,
    signAssertion: true,
    signatureAlgorithm: 'RSA_SHA256',
  };
  provisioning: ProvisioningSettings = {
    enabled: false,
    baseUrl: '',
    uniqueIdentifierField: 'email',
    credentials: { mode: 'basic', username: '', password: '' },
    createUsers: false,
    updateUserAttributes: false,
    deactivateUsers: false,
    dialect: 'okta-wizard',
    phones: 'self-service',
  };

  get issuer(): string {
    return `http://www.okta.com/${this.samlId}`;
  }

  /** Adds a row in the Profile Editor. Before provisioning is switched on there is no field for the external namespace, and what is entered is lost. */
  addProfileAttribute(attribute: ProfileAttribute): ProfileAttribute {
    const row = this.provisioning.enabled
      ? { ...attribute }
      : { ...attribute, externalName: undefined, externalNamespace: undefined };
    this.removeProfileAttribute(attribute.variableName);
    this.profileAttributes.push(row);
    return row;
  }

  removeProfileAttribute(variableName: string): void {
    const at = this.profileAttributes.findIndex((row) => row.variableName === variableName);
    if (at >= 0) this.profileAttributes.splice(at, 1);
  }
}

/** The three rows that the guide adds (steps 11 and 12). */
export const GUIDE_ATTRIBUTES: readonly ProfileAttribute[] = [
  {
    displayName: 'moovingon_ai_admin',
    variableName: 'moovingon_ai_admin',
    dataType: 'boolean',
    externalName: 'moovingon_ai_admin',
    externalNamespace: CORE_USER,
  },
  {
    displayName: 'First Phone',
    variableName: 'firstPhone',
    dataType: 'string',
    externalName: 'firstPhone',
    externalNamespace: CORE_USER,
    maxLength: 100,
  },
  {
    displayName: 'Second Phone',
    variableName: 'secondPhone',
    dataType: 'string',
    externalName: 'secondPhone',
    externalNamespace: CORE_USER,
    maxLength: 100,
  },
];
