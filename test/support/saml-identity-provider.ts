import { createRequire } from 'node:module';
import { makeTestKeys, type TestKeys } from './saml/test-keys.js';

/** What samlp (8.0, plain JavaScript) offers of what is used here. */
interface Samlp {
  getSamlResponse(options: object, user: object, done: (error: Error | null, xml: string) => void): void;
}
const samlp = createRequire(import.meta.url)('samlp') as Samlp;

export interface IssueOptions {
  readonly nameId: string;
  readonly nameIdFormat?: string;
  readonly attributes?: Readonly<Record<string, string | readonly string[]>>;
  readonly audience: string;
  /** The ACS address; Destination is the same unless given. */
  readonly recipient: string;
  readonly destination?: string;
  readonly inResponseTo?: string;
  readonly sign?: 'response' | 'assertion' | 'both' | 'none';
  readonly signatureAlgorithm?: 'rsa-sha256' | 'rsa-sha1';
  readonly digestAlgorithm?: 'sha256' | 'sha1';
  readonly lifetimeInSeconds?: number;
  readonly sessionIndex?: string;
  readonly status?: string;
  /** Encrypts the assertion for this certificate (PEM). */
  readonly encryptFor?: string;
  readonly encryptionAlgorithm?: string;
}

/**
 * An identity provider that others wrote: npm's samlp issues the responses, with keys made for this object. Its clock is
 * the machine's.
 */
export class SamlIdentityProvider {
  private constructor(
    readonly entityId: string,
    readonly ssoUrl: string,
    readonly sloUrl: string,
    readonly keys: TestKeys,
  ) {}

  static async create(
    options: { entityId?: string; baseUrl?: string; keys?: TestKeys } = {},
  ): Promise<SamlIdentityProvider> {
    const {
      entityId = 'http://www.okta.com/exk1fcia6d6EMsf331d8',
      baseUrl = 'https://idp.example.test',
      keys = await makeTestKeys(),
    } = options;
    return new SamlIdentityProvider(entityId, `${baseUrl}/sso/saml`, `${baseUrl}/slo/saml`, keys);
  }

  /** The metadata as an administrator copies it. */
  metadata(): string {
    return identityProviderMetadata(this);
  }

  /** A response for the form field SAMLResponse: base64. */
  async issue(options: IssueOptions): Promise<string> {
    return Buffer.from(await this.issueXml(options)).toString('base64');
  }

  issueXml(options: IssueOptions): Promise<string> {
    const { sign = 'both', recipient, destination = recipient } = options;
    const configuration = {
      issuer: this.entityId,
      cert: this.keys.certificate,
      key: this.keys.privateKey,
      audience: options.audience,
      recipient,
      destination,
      inResponseTo: options.inResponseTo,
      signResponse: sign === 'response' || sign === 'both',
      signAssertion: sign === 'assertion' || sign === 'both',
      signatureAlgorithm: options.signatureAlgorithm ?? 'rsa-sha256',
      digestAlgorithm: options.digestAlgorithm ?? 'sha256',
      lifetimeInSeconds: options.lifetimeInSeconds ?? 300,
      sessionIndex: options.sessionIndex,
      samlStatusCode: options.status,
      nameIdentifierFormat: options.nameIdFormat ?? 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
      authnContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
      includeAttributeNameFormat: true,
      encryptionCert: options.encryptFor,
      encryptionPublicKey: options.encryptFor,
      encryptionAlgorithm: options.encryptionAlgorithm,
      disallowEncryptionWithInsecureAlgorithm: false,
      warnOnInsecureEncryptionAlgorithm: false,
      profileMapper: () => ({
        getClaims: () => options.attributes ?? { email: options.nameId },
        getNameIdentifier: () => ({ nameIdentifier: options.nameId }),
      }),
    };
    return new Promise((resolve, reject) => {
      samlp.getSamlResponse(configuration, {}, (error, xml) => (error ? reject(error) : resolve(xml)));
    });
  }
}

export interface DescribedProvider {
  readonly entityId: string;
  readonly ssoUrl: string;
  readonly sloUrl?: string;
  readonly keys: { readonly certificate: string };
}

/** Metadata in the shape that Okta publishes: one signing certificate, both bindings, unsigned. */
export function identityProviderMetadata({ entityId, ssoUrl, sloUrl, keys }: DescribedProvider): string {
  const certificate = keys.certificate.replace(/-----[A-Z ]+-----/g, '').trim();
  const bindings = ['HTTP-POST', 'HTTP-Redirect'].map((binding) => `urn:oasis:names:tc:SAML:2.0:bindings:${binding}`);
  const services = (name: string, url: string | undefined) =>
    url === undefined ? '' : bindings.map((binding) => `<md:${name} Binding="${binding}" Location="${url}"/>`).join('');
  return (
    `<?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}">` +
    '<md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">' +
    `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>` +
    `${services('SingleLogoutService', sloUrl)}<md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified</md:NameIDFormat>` +
    `${services('SingleSignOnService', ssoUrl)}</md:IDPSSODescriptor></md:EntityDescriptor>`
  );
}
