import type { MetadataSource } from '@app/metadata';
import { refuseIntegration } from './problems.js';

/** What a request says about metadata. Null and an empty text say nothing. */
export interface MetadataMembers {
  readonly metadataUrl?: string | null;
  readonly metadataXml?: string | null;
}

const HINT = "Send metadataUrl (the identity provider's Metadata URL; keys that change are then noticed) or metadataXml (the document itself), not both.";

/** @returns undefined where nothing is said. @throws Problem `metadata_source_required` (400) where both are */
export function readMetadataSource({ metadataUrl, metadataXml }: MetadataMembers): MetadataSource | undefined {
  const url = metadataUrl?.trim() || undefined;
  const xml = metadataXml?.trim() ? metadataXml : undefined;
  if (url !== undefined && xml !== undefined) {
    throw refuseIntegration('metadata_source_required', 'The metadata comes twice, expected metadataUrl or metadataXml, received both.', { hint: HINT });
  }
  if (url !== undefined) return { url };
  return xml === undefined ? undefined : { xml };
}

/** @throws Problem `metadata_source_required` (400) where nothing is said, or both are */
export function requireMetadataSource(members: MetadataMembers): MetadataSource {
  const source = readMetadataSource(members);
  if (source) return source;
  throw refuseIntegration('metadata_source_required', 'The metadata is missing, expected metadataUrl or metadataXml, received neither.', { hint: HINT });
}

/** The columns that say where metadata came from: one of them, the other one null. */
export function sourceColumns(source: MetadataSource): { metadataUrl: string | null; metadataXml: string | null } {
  return 'url' in source ? { metadataUrl: source.url, metadataXml: null } : { metadataUrl: null, metadataXml: source.xml };
}
