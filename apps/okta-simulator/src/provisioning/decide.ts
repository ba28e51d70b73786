import type { AppUser } from '../org/app-user.js';
import type { ProvisioningSettings } from '../org/model.js';

/** What is known of a person's user in the service. */
export interface UserLink {
  /** The service's id; absent as long as no look-up or creation succeeded. */
  scimId?: string;
  state: 'none' | 'active' | 'deactivated' | 'failed';
  /** What was sent the last time. */
  sent?: AppUser;
  error?: string;
}

export type Step = 'provision' | 'update' | 'deactivate' | 'nothing';

/**
 * What has to be sent so that the service's user is as the assignment wants it; `wanted` is undefined for whoever is not,
 * or no longer, assigned. Only the actions that are ticked under *To App* are taken.
 */
export function decide(link: UserLink | undefined, wanted: AppUser | undefined, settings: ProvisioningSettings): Step {
  if (!settings.enabled) return 'nothing';
  if (!wanted)
    return link?.scimId && link.state !== 'deactivated' && settings.deactivateUsers ? 'deactivate' : 'nothing';
  if (!link?.scimId || link.state === 'deactivated') return settings.createUsers ? 'provision' : 'nothing';
  if (!settings.updateUserAttributes) return 'nothing';
  return link.state === 'failed' || !sameUser(link.sent, wanted) ? 'update' : 'nothing';
}

function sameUser(one: AppUser | undefined, other: AppUser): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
