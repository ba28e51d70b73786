import { Problem } from '@app/kernel';
import type { AttributeReference } from '../schema/resolve-attribute.js';
import type { ScimResource } from './scim-resource.js';

/** An attribute of a request that cannot be taken as it is. */
export interface Fault {
  /** Canonical path without sub-attribute, such as `emails`; for a PATCH path that means nothing, as it was written. */
  readonly attribute: string;
  /** Where the attribute stands in the resource; empty where the path means nothing. */
  readonly segments: readonly string[];
  readonly problem: Problem;
}

/**
 * What a request says about a resource. Faulty attributes are in `faults` instead of `resource`, because a request that
 * deactivates a user must go through whatever else is wrong in it: {@link requireValid} decides.
 */
export interface Reading<R = ScimResource> {
  /** After POST and PUT: what the client may write and did. After PATCH: the whole resource as it shall be. */
  readonly resource: R;
  /** Canonical paths (without sub-attribute) of the attributes that the request writes: presence matters for some. */
  readonly touched: ReadonlySet<string>;
  /** Those of `touched` that the request unassigns: by null, an empty text or list, or by removing them. */
  readonly cleared: ReadonlySet<string>;
  readonly faults: readonly Fault[];
}

/** Runs `read`; a refusal becomes a fault of the attribute. Other errors are ours, and pass. */
export function collectFault(faults: Fault[], where: Pick<Fault, 'attribute' | 'segments'>, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    faults.push({ ...where, problem: error });
  }
}

export const placeOf = ({ path, segments }: AttributeReference): Pick<Fault, 'attribute' | 'segments'> => ({
  attribute: path,
  segments,
});

/** Whether the request itself sets `active` to false. */
export function deactivates(reading: Reading<object>): boolean {
  return reading.touched.has('active') && (reading.resource as ScimResource).active === false;
}

/** So many faults are told at once. */
const TOLD = 5;

/**
 * Passes a reading without faults, and one that deactivates a user: no other attribute may block that.
 * @throws Problem of the first fault; its detail names the next ones, too
 */
export function requireValid<R extends object>(reading: Reading<R>): Reading<R> {
  const [first, ...others] = reading.faults;
  if (!first || deactivates(reading)) return reading;
  const { code, status, title, detail, members, hint } = first.problem;
  const details = [detail, ...others.map(({ problem }) => problem.detail)].slice(0, TOLD);
  throw new Problem(code, status, title, details.join('; '), { members, hint, cause: first.problem });
}

/** The resource of a PUT in which what was faulty stays as it is stored. */
export function keepFaultyAsStored<R extends object>(reading: Reading<R>, stored: R): R {
  const kept: ScimResource = { ...(reading.resource as ScimResource) };
  for (const { segments } of reading.faults) {
    const [first, second] = segments;
    if (first === undefined) continue;
    if (second === undefined) assign(kept, first, (stored as ScimResource)[first]);
    else assign(kept, first, merged(kept[first], (stored as ScimResource)[first], second));
  }
  return kept as R;
}

function merged(kept: unknown, stored: unknown, name: string): ScimResource | undefined {
  const extension: ScimResource = { ...(kept as ScimResource | undefined) };
  assign(extension, name, (stored as ScimResource | undefined)?.[name]);
  return Object.keys(extension).length > 0 ? extension : undefined;
}

/** Sets or deletes. `name` always comes from a schema, never from a client. */
export function assign(container: ScimResource, name: string, value: unknown): void {
  if (value === undefined) delete container[name];
  else container[name] = value;
}
