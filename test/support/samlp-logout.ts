import { createRequire } from 'node:module';
import type { SamlIdentityProvider } from './saml-identity-provider.js';

interface SamlpPeer {
  parseRequest(request: object, options: object, done: (error: Error | null, data?: { readonly id: string; readonly issuer: string }) => void): void;
  logout(options: object): (request: object, response: object, next: (error?: Error) => void) => void;
}
const samlp = createRequire(import.meta.url)('samlp') as SamlpPeer;

/** A session of a person at our service, as samlp remembers it. */
export interface Participant {
  readonly nameId: string;
  readonly nameIdFormat: string;
  readonly sessionIndex: string;
  readonly serviceProviderId: string;
  readonly serviceProviderLogoutURL: string;
  /** PEM: what our messages are verified by. */
  readonly cert: string;
}

/** The logout of npm's samlp, as its middleware would be called: one message of a browser in, the address it is sent to out. */
export class SamlpLogoutService {
  private readonly session: Record<string, unknown> = {};

  constructor(
    private readonly provider: SamlIdentityProvider,
    private participants: readonly Participant[],
  ) {}

  /** Has samlp verify a request for sign-in that a browser brought, by our certificate (PEM). */
  static readRequest(url: URL, signingCert: string): Promise<{ readonly id: string; readonly issuer: string }> {
    return new Promise((resolve, reject) =>
      samlp.parseRequest({ query: Object.fromEntries(url.searchParams), body: {} }, { signingCert }, (error, data) => (error || !data ? reject(error ?? new Error('samlp read nothing')) : resolve(data))),
    );
  }

  /** @param query of our message; none where the person signs out there. @param destination where an answer goes to. @returns where the browser goes on to; undefined where everybody was told that the person signs out there */
  async receive(query: Record<string, string> = {}, destination = this.provider.sloUrl): Promise<URL | undefined> {
    const sessionParticipants = {
      hasElements: () => this.participants.length > 0,
      get: (issuer: string, indexes: readonly string[], nameId: string, done: (error: null, participant?: Participant) => void) =>
        done(null, this.participants.find((one) => one.serviceProviderId === issuer && one.nameId === nameId && [indexes].flat().includes(one.sessionIndex))),
      getFirst: (done: (error: null, participant?: Participant) => void) => done(null, this.participants[0]),
      remove: (issuer: string, sessionIndex: string, nameId: string, done: (error: null, removed?: Participant) => void) => {
        const removed = this.participants.find((one) => one.serviceProviderId === issuer && one.sessionIndex === sessionIndex && one.nameId === nameId);
        this.participants = this.participants.filter((one) => one !== removed);
        done(null, removed);
      },
    };
    const { entityId, keys } = this.provider;
    const options = {
      ...{ issuer: entityId, cert: keys.certificate, key: keys.privateKey, destination, protocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect', deflate: true },
      ...{ signatureAlgorithm: 'rsa-sha256', digestAlgorithm: 'sha256', sessionParticipants, clearIdPSession: (done: (error: null) => void) => done(null) },
    };
    return new Promise((resolve, reject) => {
      const response = { redirect: (url: string) => resolve(new URL(url)), set: () => undefined, send: (status: unknown) => (status === 200 ? resolve(undefined) : reject(new Error(String(status)))) };
      const request = { query, body: {}, method: 'GET', session: this.session, get: () => undefined };
      samlp.logout(options)(request, response, (error) => reject(error ?? new Error('samlp answered nothing')));
    });
  }
}
