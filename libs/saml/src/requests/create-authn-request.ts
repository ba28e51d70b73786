import { SAML } from '@node-saml/node-saml';
import type { Endpoint, OutgoingMessage } from '../bindings/endpoint.js';
import { sendMessage } from '../bindings/send-message.js';
import { newMessageId } from './message-id.js';

export interface AuthnRequestOptions {
  /** Our entity ID. */
  readonly issuer: string;
  /** The identity provider's single sign-on service. */
  readonly destination: Endpoint;
  /** Where the response shall be posted to. */
  readonly acsUrl: string;
  readonly relayState?: string;
  /** Ask for a fresh sign-in. */
  readonly forceAuthn?: boolean;
  /** NameIDPolicy's Format; none unless set. */
  readonly nameIdFormat?: string;
  /** AuthnContext classes to ask for, exactly; none unless set, because an exact password class breaks second factors. */
  readonly authnContexts?: readonly string[];
  /** Signs with RSA-SHA256; unsigned unless set. PEM of PKCS #8. */
  readonly signingKey?: string;
}

/**
 * A request for sign-in (SAML Core §3.4.1). `id` is what the response's InResponseTo must name. node-saml writes the
 * XML; binding and signature are ours, because its query is signed in another spelling than it is sent.
 */
export async function createAuthnRequest(options: AuthnRequestOptions): Promise<OutgoingMessage> {
  const id = newMessageId();
  const xml = await writeRequest(id, options);
  return sendMessage({ id, xml, parameter: 'SAMLRequest', ...options });
}

async function writeRequest(
  id: string,
  { issuer, destination, acsUrl, forceAuthn, nameIdFormat, authnContexts = [] }: AuthnRequestOptions,
): Promise<string> {
  const writer = new SAML({
    issuer,
    callbackUrl: acsUrl,
    entryPoint: destination.location,
    forceAuthn: forceAuthn ?? false,
    identifierFormat: nameIdFormat ?? null,
    disableRequestedAuthnContext: authnContexts.length === 0,
    authnContext: [...authnContexts],
    skipRequestCompression: true,
    generateUniqueId: () => id,
    idpCert: (answer) => answer(new Error('This object writes requests and verifies nothing')),
  });
  const { SAMLRequest } = await writer.getAuthorizeMessageAsync('');
  return Buffer.from(SAMLRequest as string, 'base64').toString('utf8');
}
