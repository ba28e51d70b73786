import { METADATA_NS, PROTOCOL_NS } from '../names.js';
import { childrenOf, type XmlElement } from '../xml/element.js';
import { refuseMetadata } from './refuse-metadata.js';

export interface IdentityProviderEntity {
  readonly entity: XmlElement;
  /** Its IDPSSODescriptor for SAML 2.0. */
  readonly descriptor: XmlElement;
}

/**
 * The one identity provider that is meant: the entity of that ID, else the only one in the document.
 * @throws Problem `metadata_invalid`
 */
export function findIdentityProvider(root: XmlElement, entityId: string | undefined): IdentityProviderEntity {
  const entities = entitiesIn(root);
  if (entities.length === 0) throw refuseMetadata('The XML is no SAML metadata', 'an EntityDescriptor', root.name);
  const meant = entities.filter((entity) => entityId === undefined || entity.attributes.get('entityID') === entityId);
  if (meant.length === 0) {
    const received = entities.map(({ attributes }) => attributes.get('entityID')).join(', ');
    throw refuseMetadata('The metadata is of another identity provider', entityId as string, received);
  }
  return onlyIdentityProvider(meant);
}

function onlyIdentityProvider(entities: readonly XmlElement[]): IdentityProviderEntity {
  const providers = entities.flatMap((entity) => {
    const descriptor = childrenOf(entity, METADATA_NS, 'IDPSSODescriptor').find(speaksSamlTwo);
    return descriptor ? [{ entity, descriptor }] : [];
  });
  const [only, ...more] = providers;
  if (!only) throw noIdentityProvider(entities);
  if (more.length > 0) {
    throw refuseMetadata(
      'The metadata holds several identity providers',
      'one',
      String(providers.length),
      'Use the metadata of the one application that is meant.',
    );
  }
  if (!only.entity.attributes.get('entityID')?.trim())
    throw refuseMetadata('The EntityDescriptor has no entityID', 'an entityID', 'none');
  return only;
}

function noIdentityProvider(entities: readonly XmlElement[]): Error {
  const roles = entities
    .flatMap(({ children }) => children.map(({ name }) => name))
    .filter((name) => name.endsWith('Descriptor'));
  const isService = roles.includes('SPSSODescriptor');
  const wrong = isService
    ? 'The metadata is that of a service provider'
    : 'The metadata describes no SAML 2.0 identity provider';
  const hint = isService
    ? 'Use the metadata that the identity provider shows for this application, not the metadata of this service.'
    : undefined;
  return refuseMetadata(wrong, 'an IDPSSODescriptor for SAML 2.0', roles.join(', ') || 'none', hint);
}

function speaksSamlTwo(descriptor: XmlElement): boolean {
  return (descriptor.attributes.get('protocolSupportEnumeration') ?? '').split(/\s+/).includes(PROTOCOL_NS);
}

function entitiesIn(element: XmlElement): readonly XmlElement[] {
  if (element.namespace !== METADATA_NS) return [];
  if (element.name === 'EntityDescriptor') return [element];
  return element.name === 'EntitiesDescriptor' ? element.children.flatMap(entitiesIn) : [];
}
