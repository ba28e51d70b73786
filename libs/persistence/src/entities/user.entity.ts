import { Entity, ForeignKey, Index } from 'typeorm';
import { FlagColumn, InstantColumn, JsonColumn, SequenceKey, TextColumn, WholeColumn } from '../schema/column-decorators.js';
import { AccountEntity } from './account.entity.js';

/** A person of an account. `userName` and e-mail are kept as sent; {@link UserIdentifierEntity} keeps them unique. */
@Entity('users')
@Index('users_by_id', ['id'], { unique: true })
@Index('users_by_account', ['accountId', 'sequence'])
@Index('users_by_sign_in_email', ['signInEmail'])
@Index('users_owners', ['accountId'], { where: 'owner' })
@Index('users_held', ['deactivationHeldBy'], { where: 'deactivation_held_by IS NOT NULL' })
export class UserEntity {
  /** The order of creation, in which lists are walked. */
  @SequenceKey() sequence!: number;
  @TextColumn() id!: string;
  @ForeignKey(() => AccountEntity, 'id', { onDelete: 'CASCADE' })
  @TextColumn()
  accountId!: string;
  @TextColumn() userName!: string;
  /** `foldCase(userName)`, for sorting. */
  @TextColumn() userNameFolded!: string;
  /** The primary e-mail. */
  @TextColumn({ nullable: true }) email!: string | null;
  @TextColumn({ nullable: true }) givenName!: string | null;
  @TextColumn({ nullable: true }) familyName!: string | null;
  @TextColumn({ nullable: true }) displayName!: string | null;
  @FlagColumn() active!: boolean;
  /** The break-glass administrator: outside of what a provisioning client can take away. */
  @FlagColumn() owner!: boolean;
  /** `moovingon_ai_admin`. An owner has its rights without it; the flag then says what was provisioned. */
  @FlagColumn() admin!: boolean;
  /** TAM and Support of MoovingON AI: acts in every account, in a session opened by password. */
  @FlagColumn() staff!: boolean;
  @TextColumn({ nullable: true }) firstPhone!: string | null;
  @TextColumn({ nullable: true }) secondPhone!: string | null;
  /** The folded e-mail that the password goes with; apart from what is provisioned. */
  @TextColumn({ nullable: true }) signInEmail!: string | null;
  /** When an administrator took an owner's sign-in away; the owner's `active` is only what was provisioned. Null for everybody else. */
  @InstantColumn({ nullable: true }) suspendedAt!: number | null;
  @TextColumn({ nullable: true, select: false }) passwordHash!: string | null;
  /** Which integration's brake has counted this person when his access was taken, and when: should he come back, it counts one less. */
  @TextColumn({ nullable: true }) deprovisionedBy!: string | null;
  @InstantColumn({ nullable: true }) deprovisionedAt!: number | null;
  /** The integration whose brake holds this person's deactivation back. */
  @TextColumn({ nullable: true }) deactivationHeldBy!: string | null;
  /** The integration that provisions this person; null for one who is managed here. */
  @TextColumn({ nullable: true }) managedBy!: string | null;
  /** An owner whom the provisioning client has deleted: 404 to SCIM, unchanged for everybody else. */
  @FlagColumn() hiddenFromScim!: boolean;
  /** The other SCIM attributes (RFC 7643 §4.1 and the enterprise extension) as they were sent. */
  @JsonColumn() attributes!: Record<string, unknown>;
  /** Grows by one with each change: the ETag (RFC 7644 §3.14). */
  @WholeColumn() version!: number;
  @InstantColumn() createdAt!: number;
  @InstantColumn() updatedAt!: number;
}
