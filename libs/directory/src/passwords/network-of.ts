import { isIPv6 } from 'node:net';

/** What a client counts as: its IPv4 address, or of IPv6 the /64 network, all of whose addresses one customer has at his disposal. */
export function networkOf(address: string | null): string {
  if (address === null) return 'unknown';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1] as string;
  return isIPv6(address) ? `${firstGroups(address.split('%', 1)[0] as string).join(':')}::/64` : address;
}

function firstGroups(address: string): readonly string[] {
  const [head = '', tail] = address.split('::');
  const [before, after] = [head, tail ?? ''].map((part) => (part === '' ? [] : part.split(':')));
  const filled = tail === undefined ? [] : Array<string>(Math.max(0, 8 - (before as string[]).length - (after as string[]).length)).fill('0');
  return [...(before as string[]), ...filled, ...(after as string[])].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
}
