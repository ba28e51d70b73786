import { Entity, ForeignKey, Index } from 'typeorm';
import { InstantColumn, JsonColumn, TextColumn, TextKey, WholeColumn } from '../schema/column-decorators.js';
import { UserEntity } from './user.entity.js';

export type SecondFactorKind = 'totp' | 'passkey';

/** What a person shows beside his password: an authenticator app's code or a passkey. */
@Entity('second_factors')
@Index('second_factors_by_user', ['userId', 'id'])
@Index('second_factors_by_credential', ['credentialId'], { unique: true })
export class SecondFactorEntity {
  @TextKey() id!: string;
  @ForeignKey(() => UserEntity, 'id', { onDelete: 'CASCADE' })
  @TextColumn()
  userId!: string;
  @TextColumn() kind!: SecondFactorKind;
  @TextColumn() name!: string;
  /** The shared secret of an authenticator app (RFC 6238), sealed for this row. */
  @TextColumn({ nullable: true }) sealedSecret!: string | null;
  /** The time step of the code that was accepted last: it and what is before it is accepted no more (RFC 6238 §5.2). */
  @WholeColumn({ nullable: true }) lastUsedStep!: number | null;
  /** A passkey's id (base64url), its COSE public key (base64url) and how often it says it has signed (WebAuthn §6.1.1). */
  @TextColumn({ nullable: true }) credentialId!: string | null;
  @TextColumn({ nullable: true }) publicKey!: string | null;
  @WholeColumn({ nullable: true }) counter!: number | null;
  /** How a browser reaches the passkey, such as `usb` or `internal`. */
  @JsonColumn() transports!: readonly string[];
  @InstantColumn() createdAt!: number;
  @InstantColumn({ nullable: true }) lastUsedAt!: number | null;
}

/** A code that stands in for a lost second factor; spent by deleting it. */
@Entity('recovery_codes')
export class RecoveryCodeEntity {
  @ForeignKey(() => UserEntity, 'id', { onDelete: 'CASCADE' })
  @TextKey()
  userId!: string;
  /** SHA-256 of the user's id and the code. */
  @TextKey() codeDigest!: string;
  @InstantColumn() createdAt!: number;
}

/** What an answer is awaited for: a sign-in whose password was right, a proof in a session, a factor to be added. */
export type SecondFactorPurpose = 'sign-in' | 'proof' | 'totp-enrolment' | 'passkey-registration';

/** A question that a person is to answer within minutes; spent by deleting it. */
@Entity('second_factor_challenges')
@Index('second_factor_challenges_by_user', ['userId'])
@Index('second_factor_challenges_by_end', ['expiresAt'])
export class SecondFactorChallengeEntity {
  /** SHA-256 of the token that was handed out. */
  @TextKey() tokenDigest!: string;
  @TextColumn() accountId!: string;
  @ForeignKey(() => UserEntity, 'id', { onDelete: 'CASCADE' })
  @TextColumn()
  userId!: string;
  @TextColumn() purpose!: SecondFactorPurpose;
  /** The session that asked; null for a sign-in. */
  @TextColumn({ nullable: true }) sessionId!: string | null;
  /** What else has to be known to check the answer, sealed for this row. */
  @TextColumn() sealedState!: string;
  @InstantColumn() expiresAt!: number;
}
