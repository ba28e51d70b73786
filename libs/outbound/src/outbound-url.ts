import { OutboundRefusal } from './outbound-refusal.js';

/**
 * Reads an address that somebody entered or that a redirect names. The URL parser turns decimal, octal and hexadecimal spellings of IPv4
 * into the usual one (WHATWG URL §3.5), so that they are judged as what they are.
 * @param allowHttp lets `http:` pass as well
 * @throws OutboundRefusal `url-refused`
 */
export function readOutboundUrl(text: string, allowHttp: boolean, base?: URL): URL {
  if (!URL.canParse(text, base?.href)) throw new OutboundRefusal('url-refused', `This is no web address, expected ${expected(allowHttp)}`);
  const url = new URL(text, base);
  if (url.protocol !== 'https:' && !(allowHttp && url.protocol === 'http:'))
    throw new OutboundRefusal('url-refused', `The address begins with ${url.protocol}, expected ${expected(allowHttp)}`);
  if (url.username || url.password)
    throw new OutboundRefusal('url-refused', 'The address holds a user name or password, expected none in front of the host');
  url.hash = '';
  return url;
}

/** The host as `dns.lookup` and the socket take it: without the brackets of an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

function expected(allowHttp: boolean): string {
  return allowHttp ? 'http:// or https://' : 'https://';
}
