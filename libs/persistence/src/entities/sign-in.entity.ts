import { Entity, ForeignKey, Index } from 'typeorm';
import { InstantColumn, TextColumn, TextKey } from '../schema/column-decorators.js';
import { IntegrationEntity } from './integration.entity.js';

/** A request that we sent to an identity provider and wait for the answer of; spent by deleting it. */
@Entity('sign_in_requests')
@Index('sign_in_requests_by_end', ['expiresAt'])
export class SignInRequestEntity {
  /** The request's ID (SAML InResponseTo) or state (OpenID Connect). */
  @TextKey() id!: string;
  @ForeignKey(() => IntegrationEntity, 'id', { onDelete: 'CASCADE' })
  @TextColumn()
  integrationId!: string;
  /** Digest of the cookie that ties the request to the browser that made it. */
  @TextColumn() browserDigest!: string;
  /** A path of our own. */
  @TextColumn({ nullable: true }) returnTo!: string | null;
  /** What else the protocol wants to remember, sealed. */
  @TextColumn({ nullable: true }) sealedState!: string | null;
  @InstantColumn() expiresAt!: number;
}

/** An assertion that was used; the key refuses it a second time, on every instance. */
@Entity('spent_assertions')
@Index('spent_assertions_by_end', ['expiresAt'])
export class SpentAssertionEntity {
  @ForeignKey(() => IntegrationEntity, 'id', { onDelete: 'CASCADE' })
  @TextKey()
  integrationId!: string;
  /** Digest of the signed assertion's ID. */
  @TextKey() assertionDigest!: string;
  /** Until then a replay would be within its time; then the row may go. */
  @InstantColumn() expiresAt!: number;
}

/** A single-use code that hands a session over to a platform on another origin. */
@Entity('sign_in_codes')
@Index('sign_in_codes_by_end', ['expiresAt'])
export class SignInCodeEntity {
  @TextKey() codeDigest!: string;
  @TextColumn() sessionId!: string;
  @TextColumn() accountId!: string;
  @InstantColumn() expiresAt!: number;
}
