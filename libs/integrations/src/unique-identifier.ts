import type { Problem } from '@app/kernel';
import { refuseIntegration } from './problems.js';

/** How an integration is named at the identity provider and in our URLs. */
export interface IntegrationNames {
  readonly entityId: string;
  readonly uniqueIdentifier: string;
}

// What an address (RFC 3986 §2.3, unreserved) and RelayState (SAML Bindings §3.4.3, 80 bytes) both carry as it is.
const MOST_CHARACTERS = 80;
const TOKEN = /^[A-Za-z0-9][A-Za-z0-9._~-]*$/;
const EXPECTED = `1 to ${MOST_CHARACTERS} letters, digits, dots, dashes, underscores or tildes, the first one a letter or digit`;

const LONGEST_ENTITY_ID = 1_024; // SAML Core §8.3.6

/**
 * The unique identifier by the entity ID entered: `<PUBLIC_URL>/sso/acs/<x>` is x, a plain token is itself, and for any other URL, URN or
 * text it is `wanted`, which is then required. Blanks around the entity ID are taken off; otherwise both stay as entered and compare exactly.
 * @param acsUrl with a slash at its end
 * @throws Problem `entity_id_invalid`, `unique_identifier_required`, `unique_identifier_invalid` (400)
 */
export function readIntegrationNames(acsUrl: string, entered: string, wanted: string | undefined): IntegrationNames {
  const entityId = readEntityId(entered);
  const implied = impliedIdentifier(acsUrl, entityId);
  if (implied !== undefined && wanted !== undefined && wanted !== implied) throw contradiction(entityId, implied, wanted);
  const uniqueIdentifier = implied ?? wanted;
  if (uniqueIdentifier === undefined) throw missing(entityId, acsUrl);
  if (!isUniqueIdentifier(uniqueIdentifier)) throw invalid(uniqueIdentifier);
  return { entityId, uniqueIdentifier };
}

/**
 * The same for a protocol without entity IDs: the unique identifier stands in for it.
 * @throws Problem `unique_identifier_required`, `unique_identifier_invalid` (400)
 */
export function readNamesWithoutEntity(wanted: string | undefined): IntegrationNames {
  if (wanted === undefined) {
    throw refuseIntegration('unique_identifier_required', `The unique identifier is missing, expected ${EXPECTED}, received none.`, { hint: 'Send uniqueIdentifier: a short name of your choice, which stands in the addresses of the integration.' });
  }
  if (!isUniqueIdentifier(wanted)) throw invalid(wanted);
  return { entityId: wanted, uniqueIdentifier: wanted };
}

export function isUniqueIdentifier(text: string): boolean {
  return text.length <= MOST_CHARACTERS && TOKEN.test(text);
}

function readEntityId(entered: string): string {
  const entityId = entered.trim();
  if (entityId.length > 0 && entityId.length <= LONGEST_ENTITY_ID && !/\p{Cc}/u.test(entityId)) return entityId;
  const received = entityId.length === 0 ? 'nothing' : `${entityId.length} characters`;
  throw refuseIntegration('entity_id_invalid', `The entity ID cannot be used, expected 1 to ${LONGEST_ENTITY_ID} characters in one line, received ${received}.`);
}

/** What the entity ID says by itself. */
export function impliedIdentifier(acsUrl: string, entityId: string): string | undefined {
  if (entityId.startsWith(acsUrl) && entityId !== acsUrl) return entityId.slice(acsUrl.length);
  return isUniqueIdentifier(entityId) ? entityId : undefined;
}

function missing(entityId: string, acsUrl: string): Problem {
  return refuseIntegration(
    'unique_identifier_required',
    `The entity ID says no unique identifier, expected ${acsUrl}<unique identifier>, a plain token, or the field uniqueIdentifier beside it, received ${quote(entityId)}.`,
    { hint: 'Send uniqueIdentifier too: a short name of your choice, which the identity provider gets as Default RelayState.' },
  );
}

function contradiction(entityId: string, implied: string, wanted: string): Problem {
  return refuseIntegration(
    'unique_identifier_invalid',
    `The unique identifier contradicts the entity ID ${quote(entityId)}, expected ${quote(implied)} or no uniqueIdentifier at all, received ${quote(wanted)}.`,
  );
}

function invalid(uniqueIdentifier: string): Problem {
  return refuseIntegration('unique_identifier_invalid', `The unique identifier cannot be used, expected ${EXPECTED}, received ${quote(uniqueIdentifier)}.`);
}

function quote(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);
}
