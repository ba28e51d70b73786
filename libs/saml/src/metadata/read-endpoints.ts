import type { Binding, Endpoint } from '../bindings/endpoint.js';
import { BINDINGS, METADATA_NS } from '../names.js';
import { childrenOf, type XmlElement } from '../xml/element.js';
import { refuseMetadata } from './refuse-metadata.js';

/** The services of that kind that take HTTP-Redirect or HTTP-POST; other bindings are not for browsers. */
export function readEndpoints(descriptor: XmlElement, service: string, production: boolean): readonly Endpoint[] {
  return childrenOf(descriptor, METADATA_NS, service).flatMap(({ attributes }) => {
    const binding = bindingOf(attributes.get('Binding'));
    if (!binding) return [];
    const responseLocation = attributes.get('ResponseLocation');
    const location = requireAddress(service, attributes.get('Location'), production);
    return [
      responseLocation === undefined
        ? { binding, location }
        : { binding, location, responseLocation: requireAddress(service, responseLocation, production) },
    ];
  });
}

export function requireSingleSignOn(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  if (endpoints.length > 0) return endpoints;
  throw refuseMetadata(
    'The identity provider has no sign-in address for browsers',
    'a SingleSignOnService with HTTP-Redirect or HTTP-POST',
    'none',
  );
}

function bindingOf(uri: string | undefined): Binding | undefined {
  return Object.hasOwn(BINDINGS, uri ?? '') ? BINDINGS[uri as keyof typeof BINDINGS] : undefined;
}

/** A browser will be sent there: so it is a web address and nothing that a page could run. */
function requireAddress(service: string, location: string | undefined, production: boolean): string {
  const address = location?.trim() ?? '';
  const expected = production ? 'an https address' : 'an https or http address';
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isWeb = url?.protocol === 'https:' || (url?.protocol === 'http:' && !production);
  if (url && isWeb && url.username === '' && url.password === '') return address;
  throw refuseMetadata(`The address of the ${service} cannot be used`, expected, address || 'none');
}
