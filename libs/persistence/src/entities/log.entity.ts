import { Entity, Index } from 'typeorm';
import { InstantColumn, JsonColumn, TextColumn, TextKey, WholeColumn } from '../schema/column-decorators.js';

/** Who did what, when, from where. Append only; the id grows with time. */
@Entity('audit_events')
@Index('audit_events_by_account', ['accountId', 'id'])
@Index('audit_events_by_subject', ['subjectId', 'id'])
@Index('audit_events_by_actor', ['actorId', 'id'])
export class AuditEventEntity {
  @TextKey() id!: string;
  /** Null for what concerns the whole installation. */
  @TextColumn({ nullable: true }) accountId!: string | null;
  @InstantColumn() at!: number;
  /** Such as `integration.created`. */
  @TextColumn() action!: string;
  /** `user`, `api-key`, `provisioning-client`, `identity-provider`, `system`. */
  @TextColumn() actorKind!: string;
  @TextColumn({ nullable: true }) actorId!: string | null;
  /** How the actor was called at that time. */
  @TextColumn({ nullable: true }) actorName!: string | null;
  @TextColumn({ nullable: true }) address!: string | null;
  @TextColumn({ nullable: true }) reference!: string | null;
  @TextColumn() subjectKind!: string;
  @TextColumn({ nullable: true }) subjectId!: string | null;
  @TextColumn({ nullable: true }) subjectName!: string | null;
  /** Attributes before and after, never a secret. */
  @JsonColumn({ nullable: true }) before!: Record<string, unknown> | null;
  @JsonColumn({ nullable: true }) after!: Record<string, unknown> | null;
}

/** One attempt to sign in, accepted or refused. */
@Entity('sign_in_attempts')
@Index('sign_in_attempts_by_integration', ['integrationId', 'id'])
@Index('sign_in_attempts_by_account', ['accountId', 'id'])
@Index('sign_in_attempts_by_reference', ['reference'])
@Index('sign_in_attempts_not_provisioned', ['integrationId', 'id'], { where: "outcome = 'user_not_provisioned'" })
@Index('sign_in_attempts_by_user', ['userId', 'id'])
@Index('sign_in_attempts_not_provisioned', ['integrationId', 'id'], { where: "outcome = 'user_not_provisioned'" })
export class SignInAttemptEntity {
  @TextKey() id!: string;
  /** Null where no integration was found. */
  @TextColumn({ nullable: true }) accountId!: string | null;
  @TextColumn({ nullable: true }) integrationId!: string | null;
  @TextColumn({ nullable: true }) userId!: string | null;
  @InstantColumn() at!: number;
  /** `signed_in`, or the code of the refusal. */
  @TextColumn() outcome!: string;
  @TextColumn() reference!: string;
  @TextColumn({ nullable: true }) address!: string | null;
  @TextColumn({ nullable: true }) subject!: string | null;
  /** What was wrong, in a sentence. */
  @TextColumn({ nullable: true }) detail!: string | null;
  @TextColumn({ nullable: true }) hint!: string | null;
  /** What the assertion said and what was expected; no raw response, no secret. */
  @JsonColumn({ nullable: true }) assertion!: Record<string, unknown> | null;
}

/** One request of a provisioning client. */
@Entity('provisioning_records')
@Index('provisioning_records_by_integration', ['integrationId', 'id'])
@Index('provisioning_records_by_reference', ['reference'])
@Index('provisioning_records_by_resource', ['resourceId', 'id'])
export class ProvisioningRecordEntity {
  @TextKey() id!: string;
  /** Null where the credentials belong to nobody. */
  @TextColumn({ nullable: true }) accountId!: string | null;
  @TextColumn({ nullable: true }) integrationId!: string | null;
  @InstantColumn() at!: number;
  @TextColumn() method!: string;
  @TextColumn() path!: string;
  @WholeColumn() status!: number;
  /** The code of the refusal; null for what was carried out. */
  @TextColumn({ nullable: true }) code!: string | null;
  @TextColumn() reference!: string;
  @TextColumn({ nullable: true }) address!: string | null;
  @TextColumn({ nullable: true }) resourceId!: string | null;
  @TextColumn({ nullable: true }) detail!: string | null;
  /** What changed, and what was left as it was and why; redacted. */
  @JsonColumn({ nullable: true }) changes!: Record<string, unknown> | null;
}
