const WELL_KNOWN = '/.well-known/openid-configuration';

/** Where an issuer describes itself (OpenID Connect Discovery §4). Takes that address too, as people copy either. */
export function discoveryUrlOf(entered: string): string {
  return `${issuerOf(entered).replace(/\/$/, '')}${WELL_KNOWN}`;
}

/** The issuer that was entered, by itself or by the address of its description. */
export function issuerOf(entered: string): string {
  const text = entered.trim();
  return text.endsWith(WELL_KNOWN) ? text.slice(0, -WELL_KNOWN.length) : text;
}
