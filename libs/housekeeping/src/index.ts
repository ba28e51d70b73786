/**
 * housekeeping: what is done from time to time, by one instance at a time.
 * Flow: every instance looks once a minute → a row (the lease) decides which one does a chore that is due → the chore works in short
 * units of work → the lease is given back with the time. An instance that dies loses its lease by time.
 * Neighbours: events, audit, metrics, persistence, settings below.
 */
export type { Chore } from './chore.js';
export { CHORES, Housekeeper } from './housekeeper.js';
export { HousekeepingModule } from './housekeeping.module.js';
export { LOGS_KEPT, RemoveEndedRows } from './remove-ended-rows.js';
export { RemoveLateLines } from './remove-late-lines.js';
export { WarnOfCertificates } from './warn-of-certificates.js';
export { ResealSecrets, type Resealing } from './reseal-secrets.js';
