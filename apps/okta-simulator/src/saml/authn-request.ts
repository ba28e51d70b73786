import samlp, { type ParsedAuthnRequest } from 'samlp';

/** Reads an AuthnRequest from the Redirect or POST binding (base64, deflated or not); undefined where there is none. */
export function readAuthnRequest(samlRequest: string | undefined): Promise<ParsedAuthnRequest | undefined> {
  if (!samlRequest) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    samlp.parseRequest({ query: {}, body: { SAMLRequest: samlRequest } }, (error, data) =>
      error ? reject(error) : resolve(data),
    );
  });
}
