import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SimulatedOkta } from '../okta.js';
import type { Person } from '../org/model.js';

const COOKIE = 'simulated_okta_person';

/** Whom this browser has chosen to be. There are no passwords: the simulator is for one machine and its owner. */
export function signedInPerson(request: FastifyRequest, okta: SimulatedOkta): Person | undefined {
  const value = new RegExp(`(?:^|; )${COOKIE}=([A-Za-z0-9]+)`).exec(request.headers.cookie ?? '')?.[1];
  return value === undefined ? undefined : okta.organisation.directory.people.get(value);
}

export function signInAs(reply: FastifyReply, person: Person): void {
  reply.header('Set-Cookie', `${COOKIE}=${person.id}; Path=/; HttpOnly; SameSite=Lax`);
}

export function signOut(reply: FastifyReply): void {
  reply.header('Set-Cookie', `${COOKIE}=; Path=/; Max-Age=0`);
}
