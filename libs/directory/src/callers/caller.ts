import type { Actor } from '@app/audit';
import type { ApiKeyScope, Role } from '../permissions.js';

/** How a caller of the admin API has shown who he is. */
export type CallerOrigin = 'password' | 'identity-provider' | 'api-key';

/** Who makes a request. The rights are the effective ones: `admin` at most, and not staff, unless they go back to a password. */
export interface Caller {
  readonly userId: string;
  /** The account that the user belongs to; staff may act in others. Of a key, the account that it was made in. */
  readonly accountId: string;
  readonly userName: string;
  readonly role: Role;
  readonly staff: boolean;
  readonly origin: CallerOrigin;
  /** Whether it is a session opened by password, or an API key made in one: only then owner and staff rights hold. */
  readonly byPassword: boolean;
  readonly sessionId?: string;
  readonly apiKeyId?: string;
  /** `['all']` in a session. */
  readonly scopes: readonly ApiKeyScope[];
  /** When the session or the key ends, in milliseconds since the epoch; null for a key without end. */
  readonly expiresAt: number | null;
  readonly actor: Actor;
}

/** Where a request comes from, for the audit trail. */
export interface RequestOrigin {
  readonly address: string | null;
  readonly reference: string | null;
}
