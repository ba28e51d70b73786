import { isProblem } from '../api/problem.js';
import { withoutHandedOver } from './handed-over.js';
import type { SettingsValues } from './settings-fields.js';

type Errors = Readonly<Record<string, string>>;

/** The members of the request, as far as something was entered. */
export function settingsRequest({ name, entityId, uniqueIdentifier, metadataFrom, metadataUrl, metadataXml, options }: SettingsValues) {
  const metadata = { url: { metadataUrl: entered(metadataUrl) }, xml: { metadataXml: entered(metadataXml) }, later: { awaitsMetadata: true } }[metadataFrom];
  return { name: entered(name), entityId: entered(entityId), uniqueIdentifier: entered(uniqueIdentifier), ...metadata, options: metadataFrom === 'later' ? withoutHandedOver(options) : { ...options } };
}

function entered(text: string): string | undefined {
  return text.trim() === '' ? undefined : text.trim();
}

const MEMBERS: Errors = {
  entity_id_invalid: 'entityId',
  unique_identifier_required: 'uniqueIdentifier',
  unique_identifier_invalid: 'uniqueIdentifier',
  unique_identifier_taken: 'uniqueIdentifier',
};
const OF_METADATA = /^metadata_/;

/** Which field a refusal is about. What is about none is shown above the form alone. */
export function settingsErrors(error: unknown, { metadataFrom }: Pick<SettingsValues, 'metadataFrom'>): Errors {
  if (!isProblem(error)) return {};
  const member = OF_METADATA.test(error.code) ? (metadataFrom === 'url' ? 'metadataUrl' : 'metadataXml') : MEMBERS[error.code];
  return member === undefined ? {} : { [member]: error.detail ?? error.title };
}
