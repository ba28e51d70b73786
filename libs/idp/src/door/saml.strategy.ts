import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { AbstractStrategy, type VerifyWithoutRequest } from '@node-saml/passport-saml';
import { type ProvenProfile, ResponseVerifier } from './response-verifier.js';
import { ProvenSignIn } from '../sign-in/proven-sign-in.js';

export const SAML_STRATEGY = 'saml';

/** What passport gets to see of a request: the one text, and how to have it proven. No query, no headers, no cookies. */
export interface DoorRequest {
  readonly body: { readonly SAMLResponse: string };
  readonly prove: () => Promise<ProvenSignIn>;
}

const VERIFIER = new ResponseVerifier();

class SamlDoor extends AbstractStrategy {
  static override readonly newSamlProviderOnConstruct = false;

  constructor(verify: VerifyWithoutRequest) {
    super({ name: SAML_STRATEGY, callbackUrl: '', issuer: '', idpCert: '' }, verify, verify);
  }

  /** Passport makes an object of its own for each request out of this one, so what is set here is the request's. */
  override authenticate(request: unknown): void {
    const { body, prove } = request as DoorRequest;
    this._saml = VERIFIER.by(prove);
    super.authenticate({ body: { SAMLResponse: body.SAMLResponse }, query: {} } as never, {});
  }
}

/**
 * passport-saml's strategy as the door of a sign-in: one posted text in, a proven sign-in out. It holds no rule and no
 * state, since passport keeps one strategy of a name for the whole process (docs/decisions/passport.md).
 */
@Injectable()
export class SamlStrategy extends PassportStrategy(SamlDoor, SAML_STRATEGY) {
  validate(profile: ProvenProfile | null): ProvenSignIn | false {
    return profile?.proven instanceof ProvenSignIn ? profile.proven : false;
  }
}
