import { refuseDirectory } from '../problems.js';
import type { ChangeOptions } from './person.js';

/** If-Match (RFC 9110 §13.1.1). @throws Problem `version_mismatch` (412) */
export function assertVersion({ version }: { readonly version: number }, { expectedVersion }: ChangeOptions): void {
  if (expectedVersion === undefined || [expectedVersion].flat().includes(version)) return;
  throw refuseDirectory('version_mismatch', `The resource has changed meanwhile, expected version ${[expectedVersion].flat().join(' or ')}, it has ${version}`);
}
