/**
 * audit: what happened. Three append-only logs: audit events (who changed what), sign-in attempts, provisioning records.
 * Flow: whoever changes something records it in the same unit of work ({@link AuditTrail}); what was refused is recorded in
 * a unit of work of its own, as the first one rolled back. Nothing secret goes in: {@link redact} takes it out.
 * Neighbours: persistence, kernel.
 */
export { type Actor, systemActor } from './actor.js';
export { AuditModule } from './audit.module.js';
export { AuditTrail, type AuditEntry } from './audit-trail.js';
export { type AnsweredEntry, ProvisioningLog, type ProvisioningEntry } from './provisioning-log.js';
export { redact } from './redact.js';
export { SignInLog, type SignInEntry } from './sign-in-log.js';
