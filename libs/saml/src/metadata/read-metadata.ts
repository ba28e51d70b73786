import { METADATA_NS } from '../names.js';
import { refusingOffences } from '../offence.js';
import { parseDateTime } from '../xml/date-time.js';
import { childrenOf, readXml, type XmlElement } from '../xml/element.js';
import type { XmlLimits } from '../xml/limits.js';
import { findIdentityProvider } from './find-identity-provider.js';
import type { IdentityProviderMetadata, MetadataOptions, MetadataToRead } from './parse-identity-provider-metadata.js';
import { readEndpoints, requireSingleSignOn } from './read-endpoints.js';
import { readSigningCertificates } from './read-signing-certificates.js';
import { refuseMetadata } from './refuse-metadata.js';

// A federation's document is big; the metadata of one application is a few kilobytes.
const METADATA_LIMITS: XmlLimits = { bytes: 2 * 1024 * 1024, elements: 20_000, depth: 40, attributes: 100 };

/** The whole reading, without waiting: what a worker runs. */
export function readMetadata({ xml, options }: MetadataToRead): IdentityProviderMetadata {
  requireXml(xml);
  const root = refusingOffences('metadata_invalid', () => readXml(xml, METADATA_LIMITS, 'document'));
  const { entity, descriptor } = findIdentityProvider(root, options.entityId);
  const production = options.production ?? false;
  return {
    entityId: entity.attributes.get('entityID') as string,
    certificates: readSigningCertificates(descriptor),
    singleSignOn: requireSingleSignOn(readEndpoints(descriptor, 'SingleSignOnService', production)),
    singleLogout: readEndpoints(descriptor, 'SingleLogoutService', production),
    wantAuthnRequestsSigned: ['true', '1'].includes(descriptor.attributes.get('WantAuthnRequestsSigned') ?? ''),
    nameIdFormats: childrenOf(descriptor, METADATA_NS, 'NameIDFormat').map(({ text }) => text.trim()),
    validUntil: validUntil([root, entity, descriptor], options),
  };
}

function requireXml(xml: string): void {
  const start = xml.trimStart().slice(0, 200).toLowerCase();
  if (start === '') throw refuseMetadata('The metadata is empty', 'SAML metadata (XML)', 'nothing');
  if (/^(<\?xml[^>]*>\s*)?<(!doctype\s+html|html|head|body)\b/.test(start)) {
    const hint =
      'The address may be that of a page, or ask for a sign-in: copy the Metadata URL of the application, or paste its XML.';
    throw refuseMetadata('The metadata is a web page', 'SAML metadata (XML)', 'HTML', hint);
  }
  if (!start.startsWith('<') && !start.startsWith('\ufeff'))
    throw refuseMetadata('The metadata is no XML', 'SAML metadata (XML)', xml.trimStart().slice(0, 40));
}

/** The earliest end that the document, the entity or the role gives (SAML Metadata §2.3.1). */
function validUntil(elements: readonly XmlElement[], { now }: MetadataOptions): Date | undefined {
  const texts = elements.map(({ attributes }) => attributes.get('validUntil')).filter((text) => text !== undefined);
  const instants = texts.map((text) => {
    const instant = parseDateTime(text);
    if (!instant) throw refuseMetadata('validUntil is no instant', 'an xs:dateTime with its zone', text);
    return instant.getTime();
  });
  if (instants.length === 0) return undefined;
  const end = new Date(Math.min(...instants));
  if (now && end <= now)
    throw refuseMetadata('The metadata is out of date', `a validUntil after ${now.toISOString()}`, end.toISOString());
  return end;
}
