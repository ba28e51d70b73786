import type { IdentityProvider } from '@app/idp/contract';
import type { MetadataSource } from '@app/metadata';
import { discoveryUrlOf } from '@app/oidc';
import { refuseIntegration } from './problems.js';

/** What a request says about metadata. Null and an empty text say nothing. */
export interface MetadataMembers {
  readonly metadataUrl?: string | null;
  readonly metadataXml?: string | null;
  readonly options?: unknown;
  /** It comes later, such as by a link for the customer's IT administrator. */
  readonly awaitsMetadata?: boolean | null;
}

const HINT = "Send metadataUrl (the identity provider's Metadata URL; keys that change are then noticed) or metadataXml (the document itself), not both.";

/** @returns undefined where nothing is said. @throws Problem `metadata_source_required` (400) where both are, or what the protocol has not */
export function readMetadataSource(protocol: IdentityProvider['protocol'] | undefined, members: MetadataMembers): MetadataSource | undefined {
  return protocol === 'oidc' ? readIssuer(members) : readSamlSource(members);
}

/** @throws Problem `metadata_source_required` (400) where nothing is said, or both are */
export function requireMetadataSource(protocol: IdentityProvider['protocol'], members: MetadataMembers): MetadataSource {
  const source = readMetadataSource(protocol, members);
  if (source && members.awaitsMetadata === true) throw refuseIntegration('metadata_source_required', 'The metadata is here and said to come later, expected one of both, received both.', { hint: protocol === 'oidc' ? 'Leave awaitsMetadata out, or options.issuer.' : HINT });
  if (source) return source;
  if (members.awaitsMetadata === true) return { awaited: true };
  // The issuer is one of the options, which say by themselves what is wrong with it.
  if (protocol === 'oidc') return { openIdIssuer: '' };
  throw refuseIntegration('metadata_source_required', 'The metadata is missing, expected metadataUrl or metadataXml, received neither.', { hint: HINT });
}

/** The columns that say where metadata came from: one of them, the other one null. */
export function sourceColumns(source: MetadataSource): { metadataUrl: string | null; metadataXml: string | null } {
  if ('awaited' in source) return { metadataUrl: null, metadataXml: null };
  if ('openIdIssuer' in source) return { metadataUrl: discoveryUrlOf(source.openIdIssuer), metadataXml: null };
  return 'url' in source ? { metadataUrl: source.url, metadataXml: null } : { metadataUrl: null, metadataXml: source.xml };
}

function readSamlSource({ metadataUrl, metadataXml }: MetadataMembers): MetadataSource | undefined {
  const url = metadataUrl?.trim() || undefined;
  const xml = metadataXml?.trim() ? metadataXml : undefined;
  if (url !== undefined && xml !== undefined) {
    throw refuseIntegration('metadata_source_required', 'The metadata comes twice, expected metadataUrl or metadataXml, received both.', { hint: HINT });
  }
  if (url !== undefined) return { url };
  return xml === undefined ? undefined : { xml };
}

/** An OpenID provider's configuration stands at an address below its issuer. */
function readIssuer({ metadataUrl, metadataXml, options }: MetadataMembers): MetadataSource | undefined {
  const named = metadataUrl?.trim() ? 'metadataUrl' : metadataXml?.trim() ? 'metadataXml' : undefined;
  if (named) {
    throw refuseIntegration('metadata_source_required', `An OpenID Connect integration has no SAML metadata, expected options.issuer alone, received ${named}.`, {
      hint: "Send the provider's issuer, or the address of its OpenID configuration, as options.issuer.",
    });
  }
  const { issuer } = (options ?? {}) as { issuer?: unknown };
  return typeof issuer === 'string' ? { openIdIssuer: issuer.trim() } : undefined;
}
