import { makeTestKeys, type TestKeys } from './test-keys.js';
import { goodFields, responseXml, type ResponseFields } from './response-xml.js';
import { signElement, type SigningOptions } from './sign-xml.js';

/** The sign-in that is attacked: one integration of one service, and two people whom its identity provider knows. */
export interface Target {
  readonly issuer: string;
  /** The identity provider's own keys: what the integration trusts. */
  readonly keys: TestKeys;
  readonly audience: string;
  readonly acsUrl: string;
  /** Whom the attacker may sign in as: himself. */
  readonly attacker: string;
  /** Whom he wants to be. */
  readonly victim: string;
  readonly now: () => Date;
}

export type Signed = 'response' | 'assertion' | 'both' | 'none';

/** What forgeries are made with: honest messages of the identity provider, and the attacker's own keys. */
export class ForgeryKit {
  private constructor(
    readonly target: Target,
    readonly attackerKeys: TestKeys,
    readonly weakKeys: TestKeys,
  ) {}

  static async create(target: Target): Promise<ForgeryKit> {
    return new ForgeryKit(target, await makeTestKeys({ name: 'attacker' }), await makeTestKeys({ kind: 'rsa1024' }));
  }

  /** What an honest response says at this moment about the attacker, with some of it changed. */
  fields(changes: Partial<ResponseFields> = {}): ResponseFields {
    const { issuer, audience, acsUrl, attacker, now } = this.target;
    return { ...goodFields({ issuer, audience, acsUrl, nameId: attacker, now: now() }), ...changes };
  }

  xml(changes: Partial<ResponseFields> = {}): string {
    return responseXml(this.fields(changes));
  }

  sign(xml: string, what: Signed = 'both', options: SigningOptions = {}, keys: TestKeys = this.target.keys): string {
    const assertionSigned =
      what === 'assertion' || what === 'both' ? signElement(xml, 'Assertion', keys, options) : xml;
    return what === 'response' || what === 'both'
      ? signElement(assertionSigned, 'Response', keys, options)
      : assertionSigned;
  }

  /** A response that the identity provider itself made and signed. */
  honest(changes: Partial<ResponseFields> = {}, what: Signed = 'both', options: SigningOptions = {}): string {
    return this.sign(this.xml(changes), what, options);
  }

  /** An instant some minutes from now, as xs:dateTime. */
  at(minutes: number): string {
    return new Date(this.target.now().getTime() + minutes * 60_000).toISOString();
  }
}

/** The form field of an XML. */
export function encode(xml: string): string {
  return Buffer.from(xml).toString('base64');
}

/** One attack with its twin: the twin is the nearest message that must be accepted. */
export interface Forgery {
  /** Reads as a requirement: "… is refused". */
  readonly name: string;
  /** The row of the threat table that it belongs to. */
  readonly row: number;
  readonly code: 'saml_response_malformed' | 'saml_signature_invalid' | 'saml_response_invalid';
  readonly condition: string;
  /** What the service answers by HTTP where something before the verification refuses already. */
  readonly before?: { readonly status: number; readonly code: string };
  /** XML, or the form field itself where the encoding is the attack. */
  readonly evil: (kit: ForgeryKit) => string | { readonly field: string };
  /** XML of the twin that signs the attacker in as himself. */
  readonly good: (kit: ForgeryKit) => string;
}
