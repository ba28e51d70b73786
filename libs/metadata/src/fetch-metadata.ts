import type { Problem } from '@app/kernel';
import { OutboundRefusal, type OutboundFault, type OutboundHttp, type OutboundResponse } from '@app/outbound';
import { refuseSaml } from '@app/saml';
import { refuseMetadata } from './problems.js';

const LIMITS = { redirects: 3, timeoutMs: 5_000, maxBytes: 1_048_576 };
const ACCEPT = 'application/samlmetadata+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1';

const PASTE_INSTEAD = 'Check the address at the identity provider (copy it from there), or paste the metadata itself (metadataXml) in place of its address.';
const PRIVATE_HOSTS =
  'Paste the metadata itself (metadataXml) in place of its address; or, for an identity provider inside your own network, let the operator of this service set METADATA_ALLOW_PRIVATE_HOSTS.';

/** The text at a metadata address. @throws Problem `metadata_unreachable`, `metadata_address_refused`, `metadata_invalid` (400) */
export async function fetchMetadata(http: OutboundHttp, url: string): Promise<string> {
  const response = await http.send({ url, headers: { accept: ACCEPT }, ...LIMITS }).catch((error: unknown) => {
    throw error instanceof OutboundRefusal ? toProblem(error) : error;
  });
  return readText(response);
}

/** Why an address would never be asked; nothing where it would. */
export function refusalOf(http: OutboundHttp, url: string): string | undefined {
  try {
    http.check(url);
    return undefined;
  } catch (error) {
    if (error instanceof OutboundRefusal) return error.detail;
    throw error;
  }
}

/** @throws Problem `metadata_address_refused` (400) for an address that would never be fetched */
export function checkMetadataUrl(http: OutboundHttp, url: string): void {
  try {
    http.check(url);
  } catch (error) {
    throw error instanceof OutboundRefusal ? toProblem(error) : error;
  }
}

function toProblem(refusal: OutboundRefusal): Problem {
  const byOurRule: readonly OutboundFault[] = ['url-refused', 'address-refused'];
  if (byOurRule.includes(refusal.fault)) return refuseMetadata('metadata_address_refused', `${refusal.detail}.`, { hint: PRIVATE_HOSTS, cause: refusal });
  return refuseMetadata('metadata_unreachable', `${refusal.detail}.`, { hint: PASTE_INSTEAD, cause: refusal });
}

function readText({ status, body, url }: OutboundResponse): string {
  if (status !== 200) {
    throw refuseMetadata('metadata_unreachable', `${new URL(url).host} did not answer with metadata, expected status 200, received ${status}.`, { hint: PASTE_INSTEAD });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (cause) {
    throw refuseSaml('metadata_invalid', 'The metadata is no text, expected XML in UTF-8, received other bytes.', { hint: PASTE_INSTEAD, cause });
  }
}
