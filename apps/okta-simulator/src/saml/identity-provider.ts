import type { Application } from '../org/application.js';
import type { Person } from '../org/model.js';
import { NO_FAULTS, type SamlFaults } from './faults.js';
import { metadataXml } from './metadata.js';
import { makeResponse } from './response.js';
import { makeSigningKey, type SigningKey } from './signing-key.js';

/** What a browser posts to the service provider. */
export interface SignInForm {
  readonly action: string;
  readonly fields: { SAMLResponse: string; RelayState: string };
  /** The response document, for whoever wants to look inside. */
  readonly xml: string;
}

export interface SignInRequest {
  faults?: SamlFaults;
  /** SP-initiated: the request's id and its RelayState, which is brought back. */
  inResponseTo?: string;
  relayState?: string;
  authenticated?: Date;
}

/** The SAML side of the application: metadata and signed responses, with the faults that are switched on. */
export class IdentityProvider {
  /** Switched on for everybody, on top of what a single sign-in asks for. */
  faults: SamlFaults = NO_FAULTS;
  private expired: Promise<SigningKey> | undefined;

  private constructor(
    private readonly application: Application,
    private readonly now: () => Date,
    private key: SigningKey,
  ) {}

  static async start(application: Application, now: () => Date): Promise<IdentityProvider> {
    return new IdentityProvider(application, now, await makeSigningKey(now()));
  }

  async metadata(baseUrl: string): Promise<string> {
    return metadataXml(this.application, await this.activeKey(this.faults), baseUrl);
  }

  /** Makes a new active certificate, as *Generate new certificate* and *Activate* do: metadata shows it at once. */
  async rotateCertificate(): Promise<void> {
    this.key = await makeSigningKey(this.now());
  }

  async signIn(person: Person, request: SignInRequest = {}): Promise<SignInForm> {
    const faults = { ...this.faults, ...request.faults };
    if (person.status !== 'ACTIVE' && !faults.deactivatedPerson)
      throw new Error(`${person.profile.login} is ${person.status} in Okta and cannot sign in there`);
    const { saml } = this.application;
    const xml = await makeResponse({
      person,
      application: this.application,
      key: await this.activeKey(faults),
      now: this.now(),
      faults,
      authenticated: request.authenticated,
      inResponseTo: request.inResponseTo,
    });
    const RelayState = request.relayState ?? saml.defaultRelayState;
    return {
      action: saml.singleSignOnUrl,
      fields: { SAMLResponse: Buffer.from(xml).toString('base64'), RelayState },
      xml,
    };
  }

  private activeKey(faults: SamlFaults): Promise<SigningKey> {
    if (!faults.expiredCertificate) return Promise.resolve(this.key);
    this.expired ??= makeSigningKey(this.now(), { expired: true });
    return this.expired;
  }
}
