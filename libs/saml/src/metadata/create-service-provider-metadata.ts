import { pemBody } from '../certificate.js';
import { METADATA_NS, PROTOCOL_NS, SIGNATURE_NS } from '../names.js';
import { escapeXml } from '../xml/escape-xml.js';

export interface ServiceProviderDescription {
  readonly entityId: string;
  readonly acsUrl: string;
  /** Single logout, both bindings; left out where the integration has none. */
  readonly logoutUrl?: string;
  /** PEM, the current one first; two while a key rolls over. */
  readonly signingCertificates?: readonly string[];
  readonly encryptionCertificates?: readonly string[];
  readonly authnRequestsSigned?: boolean;
  readonly nameIdFormats?: readonly string[];
}

const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
const ENCRYPTION_METHODS = [
  'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
];

/** Our metadata for identity providers (SAML Metadata §2.4.4), `application/samlmetadata+xml`. */
export function createServiceProviderMetadata(service: ServiceProviderDescription): string {
  const { signingCertificates = [], encryptionCertificates = [], nameIdFormats = [], logoutUrl } = service;
  // The order of these elements is the schema's.
  const parts = [
    ...signingCertificates.map((pem) => keyDescriptor('signing', pem)),
    ...encryptionCertificates.map((pem) => keyDescriptor('encryption', pem)),
    ...(logoutUrl === undefined
      ? []
      : [REDIRECT, POST].map(
          (binding) => `<md:SingleLogoutService Binding="${binding}" Location="${escapeXml(logoutUrl)}"/>`,
        )),
    ...nameIdFormats.map((format) => `<md:NameIDFormat>${escapeXml(format)}</md:NameIDFormat>`),
    `<md:AssertionConsumerService Binding="${POST}" Location="${escapeXml(service.acsUrl)}" index="0" isDefault="true"/>`,
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<md:EntityDescriptor xmlns:md="${METADATA_NS}" xmlns:ds="${SIGNATURE_NS}" entityID="${escapeXml(service.entityId)}">`,
    `  <md:SPSSODescriptor AuthnRequestsSigned="${service.authnRequestsSigned ?? false}" WantAssertionsSigned="true" protocolSupportEnumeration="${PROTOCOL_NS}">`,
    ...parts.map((part) => `    ${part}`),
    '  </md:SPSSODescriptor>',
    '</md:EntityDescriptor>',
    '',
  ].join('\n');
}

function keyDescriptor(use: 'signing' | 'encryption', pem: string): string {
  const methods =
    use === 'encryption'
      ? ENCRYPTION_METHODS.map((method) => `<md:EncryptionMethod Algorithm="${method}"/>`).join('')
      : '';
  const certificate = `<ds:X509Certificate>${escapeXml(pemBody(pem))}</ds:X509Certificate>`;
  return `<md:KeyDescriptor use="${use}"><ds:KeyInfo><ds:X509Data>${certificate}</ds:X509Data></ds:KeyInfo>${methods}</md:KeyDescriptor>`;
}
