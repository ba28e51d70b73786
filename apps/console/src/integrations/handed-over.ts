/** The options of an OpenID Connect integration that only the provider's side knows: entered here, or handed over by a link. */
export const HANDED_OVER: readonly string[] = ['issuer', 'clientId', 'clientSecret'];

/** The same options without those. */
export function withoutHandedOver(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !HANDED_OVER.includes(name)));
}
