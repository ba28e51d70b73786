/** The two calls of samlp 8 that the simulator makes; the package ships no types. */
declare module 'samlp' {
  export interface ParsedAuthnRequest {
    id?: string;
    issuer?: string;
    destination?: string;
    assertionConsumerServiceURL?: string;
    forceAuthn?: string;
  }
  export interface ResponseOptions {
    issuer: string;
    audience: string;
    destination: string;
    recipient: string;
    inResponseTo?: string;
    lifetimeInSeconds: number;
    sessionIndex: string;
    authnContextClassRef: string;
    nameIdentifierFormat: string;
    signAssertion: boolean;
    signResponse: boolean;
    includeAttributeNameFormat: boolean;
    profileMapper: (person: unknown) => {
      getClaims: () => Record<string, string>;
      getNameIdentifier: () => { nameIdentifier: string };
    };
  }
  interface Samlp {
    parseRequest(
      request: { query?: Record<string, string>; body?: Record<string, string> },
      callback: (error: Error | null | undefined, data?: ParsedAuthnRequest) => void,
    ): void;
    getSamlResponse(
      options: ResponseOptions,
      person: unknown,
      callback: (error: Error | null, xml: string) => void,
    ): void;
  }
  const samlp: Samlp;
  export default samlp;
}
