import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SimulatedOkta } from '../okta.js';
import { postFormPage } from '../pages/post-form.js';
import { metadataPath, singleSignOnPath } from '../saml/metadata.js';
import { signedInPerson } from './signed-in-person.js';

interface SignOnParameters {
  SAMLRequest?: string;
  RelayState?: string;
}

/** The application's metadata, and its single sign-on address for both bindings (with an AuthnRequest or without). */
export function samlRoutes(okta: SimulatedOkta) {
  const { application } = okta.organisation;
  return async (server: FastifyInstance): Promise<void> => {
    server.get(metadataPath(application), async (request, reply) => {
      const metadata = await okta.identityProvider.metadata(`http://${request.headers.host}`);
      return reply.type('application/xml; charset=utf-8').send(metadata);
    });
    const path = singleSignOnPath(application);
    server.get<{ Querystring: SignOnParameters }>(path, (request, reply) =>
      signOn(okta, request, reply, request.query),
    );
    server.post<{ Body: SignOnParameters }>(path, (request, reply) => signOn(okta, request, reply, request.body ?? {}));
  };
}

async function signOn(okta: SimulatedOkta, request: FastifyRequest, reply: FastifyReply, parameters: SignOnParameters) {
  const person = signedInPerson(request, okta);
  if (!person) return reply.redirect(`/login?fromURI=${encodeURIComponent(continuation(request, parameters))}`, 303);
  const { SAMLRequest = '', RelayState } = parameters;
  const form = await okta.answerAuthnRequest(person.id, SAMLRequest, RelayState);
  return reply.type('text/html; charset=utf-8').header('Cache-Control', 'no-store').send(postFormPage(form));
}

/** Where to go on after the person was chosen: the same call, by GET. */
function continuation(request: FastifyRequest, parameters: SignOnParameters): string {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => typeof value === 'string'));
  return `${request.url.split('?')[0]}?${query}`;
}
