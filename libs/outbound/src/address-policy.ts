import ipaddr from 'ipaddr.js';

// What a private host may be where the setting allows it; everything that is neither this nor plain unicast is refused always.
const PRIVATE_RANGES = new Set(['private', 'loopback', 'uniqueLocal', 'carrierGradeNat']);

// Where clouds hand out their machines' credentials on addresses that are not link-local (those of 169.254/16 are): never, by any setting.
const INSTANCE_METADATA = new Set(['100.100.100.200', '168.63.129.16', 'fd00:ec2::254', 'fd20:ce::254']);

/** IPv6 addresses that the internet routes (RFC 4291 §2.4: so far 2000::/3 alone); what embeds an IPv4 address is outside or has a range of its own. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Judges an address that we are about to connect to, by its IANA special-purpose range. IPv4 mapped into IPv6 is judged as IPv4.
 * @param allowPrivate lets loopback, private, unique-local and shared addresses pass; link-local ones never
 * @returns undefined where we may connect, else the kind of address in words, such as `a link-local address`
 */
export function refusedKindOf(address: string, allowPrivate: boolean): string | undefined {
  if (!ipaddr.isValid(address)) return 'no address';
  const parsed = ipaddr.process(address);
  if (INSTANCE_METADATA.has(parsed.toString())) return "a cloud's instance metadata address";
  const range = parsed.range();
  if (range === 'unicast') return isRouted(parsed) ? undefined : 'a reserved address';
  if (allowPrivate && PRIVATE_RANGES.has(range)) return undefined;
  return `a ${WORDS[range] ?? 'reserved'} address`;
}

function isRouted(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address.kind() === 'ipv4' || (address as ipaddr.IPv6).match(GLOBAL_UNICAST);
}

const WORDS: Readonly<Record<string, string>> = {
  unspecified: 'void',
  loopback: 'loopback',
  private: 'private',
  uniqueLocal: 'private (unique-local)',
  carrierGradeNat: 'shared (RFC 6598)',
  linkLocal: 'link-local',
  multicast: 'multicast',
  broadcast: 'broadcast',
};
