import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { refusedKindOf } from './address-policy.js';
import { OutboundRefusal } from './outbound-refusal.js';

/** All addresses of a name, as the machine's own resolver tells them. */
export type ResolveName = (name: string) => Promise<readonly LookupAddress[]>;

export const resolveName: ResolveName = (name) => lookup(name, { all: true });

/** @returns undefined where we may connect to the address, else its kind in words */
export type JudgeAddress = (address: string) => string | undefined;

export const judgeBy = (allowPrivate: boolean): JudgeAddress => (address) => refusedKindOf(address, allowPrivate);

/**
 * The addresses to connect to, each of them judged. One that is refused refuses the host: a name that points outside and
 * inside at once is no honest one.
 * @throws OutboundRefusal `address-refused` or `unreachable`
 */
export async function resolveHost(host: string, resolve: ResolveName, judge: JudgeAddress): Promise<readonly LookupAddress[]> {
  const addresses = isIP(host) ? [{ address: host, family: isIP(host) }] : await resolveOrRefuse(host, resolve);
  for (const { address } of addresses) {
    const kind = judge(address);
    if (kind === undefined) continue;
    const subject = address === host ? host : `${host} (${address})`;
    throw new OutboundRefusal('address-refused', `${subject} is ${kind}, expected one on the public internet`);
  }
  return addresses;
}

async function resolveOrRefuse(host: string, resolve: ResolveName): Promise<readonly LookupAddress[]> {
  const addresses = await resolve(host).catch((error: unknown) => {
    throw new OutboundRefusal('unreachable', `The name ${host} was not found, expected one that the name service knows`, error);
  });
  if (addresses.length === 0) throw new OutboundRefusal('unreachable', `The name ${host} has no address`);
  return addresses;
}
