/** Our verification as the service calls it, from the built library, its worker threads included. */
const { verifyResponse } = await import(new URL('../../../../dist/libs/saml/src/index.js', import.meta.url));

/** @returns base64 of a response → NameID */
export function verifierOf({ acsUrl, audience }, { entityId, certificate }) {
  return async (samlResponse) => {
    const expected = { issuer: entityId, audiences: [audience], recipients: [acsUrl], now: new Date(), requestId: null };
    return (await verifyResponse({ samlResponse, certificates: [certificate], expected })).nameId;
  };
}
