import { scimProblem } from '../protocol/index.js';

const SHOWN = 100;

/** 404: ids are opaque, so that one that cannot exist is one that does not. */
export function resourceUnknown(kind: 'user' | 'group', id: string) {
  return scimProblem('scim_not_found', `No ${kind} of the account has this id, expected one that was handed out, received ${JSON.stringify(id.slice(0, SHOWN))}`);
}
