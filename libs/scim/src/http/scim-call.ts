import type { Actor } from '@app/audit';
import type { ChangeOptions, ProvisioningContext } from '@app/directory';
import type { Problem } from '@app/kernel';
import type { ScimReader } from '@app/persistence';
import { scimProblem } from '../protocol/index.js';

/** Whose credentials a request carries. */
export interface ScimClient extends ScimReader {
  readonly integrationName: string;
}

/** What is told of a request in the provisioning log beside its line. */
export interface CallNotes {
  resourceId?: string | undefined;
  detail?: string | undefined;
  changes?: Record<string, unknown> | undefined;
}

/** A request of a provisioning client, from its first header on. */
export interface ScimCall {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly address: string;
  readonly reference: string;
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
  /** Undefined until the credentials have been found right. */
  client: ScimClient | undefined;
  /** The integration whose credentials were tried, right or wrong. */
  tried: ScimReader | undefined;
  /** The refusal that the answer carries. */
  refusal: Problem | undefined;
  /** Whether the provisioning log has it already: what changes something is recorded in the unit of work that changes it. */
  recorded: boolean;
  notes: CallNotes;
}

export function newCall({ method, path, address, reference, ifMatch, ifNoneMatch }: Pick<ScimCall, 'method' | 'path' | 'address' | 'reference' | 'ifMatch' | 'ifNoneMatch'>): ScimCall {
  return { method, path, address, reference, ifMatch, ifNoneMatch, client: undefined, tried: undefined, refusal: undefined, recorded: false, notes: {} };
}

/** @throws Problem 401 where nobody has authenticated: no route is reached like that */
export function clientOf({ client }: ScimCall): ScimClient {
  if (client) return client;
  throw scimProblem('scim_unauthorized', 'The request carries no credentials');
}

export function contextOf(call: ScimCall): ProvisioningContext {
  const { accountId, integrationId, integrationName: name } = clientOf(call);
  const actor: Actor = { kind: 'provisioning-client', id: integrationId, name, address: call.address, reference: call.reference };
  return { accountId, integrationId, actor };
}

const VERSION = /^(?:W\/)?"(\d{1,15})"$/;

/** `If-Match` (RFC 7644 §3.14): which versions the resource may have; any where it is missing or `*`. */
export function expectedVersions({ ifMatch }: Pick<ScimCall, 'ifMatch'>): ChangeOptions {
  if (ifMatch === undefined || ifMatch.trim() === '*') return {};
  return { expectedVersion: ifMatch.split(',').flatMap((tag) => VERSION.exec(tag.trim())?.[1] ?? []).map(Number) };
}
