import { SAML, type Profile } from '@node-saml/passport-saml';
import type { ProvenSignIn } from '../sign-in/proven-sign-in.js';

// node-saml asks for these before it does anything; nothing of ours goes through what they are for.
const UNUSED = { callbackUrl: 'https://unused.invalid/', issuer: 'unused', idpCert: 'unused' };

/** What passport-saml knows of a person, and what was proven of him. */
export type ProvenProfile = Profile & { readonly proven: ProvenSignIn };

/**
 * The object that passport-saml has a posted response validated by: ours instead of node-saml's. Every other way that
 * passport-saml could take ends here.
 */
export class ResponseVerifier extends SAML {
  private prove: () => Promise<ProvenSignIn> = notHere;

  constructor() {
    super(UNUSED);
  }

  /** One that has its response proven like this. Made out of this one: all of node-saml's own setting up would be for nothing. */
  by(prove: () => Promise<ProvenSignIn>): ResponseVerifier {
    const verifier = Object.create(this) as ResponseVerifier;
    verifier.prove = prove;
    return verifier;
  }

  override async validatePostResponseAsync(): Promise<{ profile: ProvenProfile; loggedOut: false }> {
    const proven = await this.prove();
    const { issuer, nameId, nameIdFormat } = proven.assertion;
    return { profile: { issuer, nameID: nameId, nameIDFormat: nameIdFormat ?? '', proven }, loggedOut: false };
  }

  override validateRedirectAsync(): Promise<never> {
    return notHere();
  }

  override validatePostRequestAsync(): Promise<never> {
    return notHere();
  }

  override getAuthorizeUrlAsync(): Promise<never> {
    return notHere();
  }

  override getAuthorizeFormAsync(): Promise<never> {
    return notHere();
  }

  override getLogoutUrlAsync(): Promise<never> {
    return notHere();
  }
}

function notHere(): Promise<never> {
  return Promise.reject(new Error('The door takes posted responses only'));
}
