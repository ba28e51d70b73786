import type { Brake } from '@app/directory';
import { DAY } from '@app/kernel';
import { samlProvidedOf } from '@app/metadata';
import type { IntegrationCertificateEntity, IntegrationEntity } from '@app/persistence';

/** Something that an administrator should see to before people are locked out. */
export interface IntegrationWarning {
  readonly code: 'certificate_expired' | 'certificate_expiring' | 'metadata_unreadable' | 'metadata_expired' | 'metadata_awaited' | 'scim_unverified' | 'provisioning_paused' | 'provisioning_refused' | 'names_changed';
  readonly detail: string;
}

const NAME_CHANGES_SHOWN = 7 * DAY;
const EXPIRY_SHOWN_BEFORE = 60 * DAY;

/** @param readingProblem why the metadata address could not be read the last time */
export function warningsOf(
  integration: IntegrationEntity,
  certificates: readonly IntegrationCertificateEntity[],
  readingProblem: string | null,
  now: number,
): IntegrationWarning[] {
  return [
    ...certificateWarnings(certificates, now),
    ...(readingProblem === null ? [] : [{ code: 'metadata_unreadable' as const, detail: `The metadata could not be read again; what was read before goes on. ${readingProblem}` }]),
    ...validityWarning(integration, now),
    ...(integration.issuer === null ? [METADATA_AWAITED] : []),
    ...(integration.scimEnabled && integration.verifiedAt === null ? [SCIM_UNVERIFIED] : []),
  ];
}

const METADATA_AWAITED: IntegrationWarning = {
  code: 'metadata_awaited',
  detail: "There is no metadata of the identity provider yet, so nobody can sign in. Enter it, or send the customer's IT administrator a link with which he hands it over.",
};

const SCIM_UNVERIFIED: IntegrationWarning = {
  code: 'scim_unverified',
  detail: 'SCIM is on, but nobody has signed in through the integration since its settings were last changed. Sign in through it once to be sure that people can.',
};

/** What waits for a decision, or was decided and holds people back. */
export function brakeWarnings({ state, deactivations, limit, waiting, decidedBy }: Brake): IntegrationWarning[] {
  const held = `${waiting} ${waiting === 1 ? 'person waits' : 'people wait'}`;
  if (state === 'paused')
    return [{ code: 'provisioning_paused', detail: `Deprovisioning is paused: the provisioning client took access from ${deactivations} people within an hour, ${limit} may go; ${held}. Say yes or no.` }];
  if (state === 'refused') return [{ code: 'provisioning_refused', detail: `Deprovisioning was refused${decidedBy === null ? '' : ` by ${decidedBy}`}; ${held}. Nobody is deactivated by the provisioning client until that is lifted.` }];
  return [];
}

/** Whoever signs in at the identity provider with the name before is not found any more. */
export function nameChangeWarnings({ namesChangedAt }: Brake, now: number): IntegrationWarning[] {
  if (namesChangedAt === null || namesChangedAt + NAME_CHANGES_SHOWN <= now) return [];
  const at = new Date(namesChangedAt).toISOString();
  return [{ code: 'names_changed', detail: `The provisioning client has given many people another userName (${at}). They are found at sign-in by the new one alone: see that the identity provider sends the same as NameID. The audit trail names each change.` }];
}

/** As long as one of the keys has time, people can sign in. */
function certificateWarnings(certificates: readonly IntegrationCertificateEntity[], now: number): IntegrationWarning[] {
  const last = Math.max(...certificates.map(({ notAfter }) => notAfter));
  if (certificates.length === 0 || last - now > EXPIRY_SHOWN_BEFORE) return [];
  const day = new Date(last).toISOString().slice(0, 10);
  if (last <= now) return [{ code: 'certificate_expired', detail: `The identity provider's signing certificate ended on ${day}. Replace it there, and bring the new metadata in here.` }];
  const days = Math.ceil((last - now) / DAY);
  return [{ code: 'certificate_expiring', detail: `The identity provider's signing certificate ends on ${day}, in ${days} ${days === 1 ? 'day' : 'days'}. Replace it there, and see to it that the new one arrives here.` }];
}

function validityWarning(integration: IntegrationEntity, now: number): IntegrationWarning[] {
  const { validUntil = null } = samlProvidedOf(integration);
  if (validUntil === null || validUntil > now) return [];
  return [{ code: 'metadata_expired', detail: `The identity provider's metadata was good until ${new Date(validUntil).toISOString()}. Bring newer metadata in.` }];
}
