import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { AccountEntity, SessionEntity, UserEntity } from '@app/persistence';
import type { CallerOrigin } from '../callers/caller.js';
import { type Role } from '../permissions.js';
import { UserResource, userResource } from './user.resource.js';

export class SignInRequest {
  @ApiProperty({ example: 'owner@example.com' })
  @IsString()
  @MaxLength(512)
  email!: string;

  @ApiProperty({ example: 'correct horse battery staple' })
  @IsString()
  @MaxLength(1024)
  password!: string;

  @ApiPropertyOptional({ description: 'Needed only where the password fits in several accounts: one of the `accounts` of `409 account_required`.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  accountId?: string;
}

export class PasswordChangeRequest {
  @ApiProperty({ example: 'correct horse battery staple' })
  @IsString()
  @MaxLength(1024)
  currentPassword!: string;

  @ApiProperty({ description: 'At least 12 characters, at most 72 bytes in UTF-8.', example: 'incorrect zebra accumulator paperclip' })
  @IsString()
  newPassword!: string;
}

export class AccountReference {
  @ApiProperty({ example: '01930c5e-8b1f-7c3a-9d2e-4f5a6b7c8d9f' })
  id!: string;

  @ApiProperty({ example: 'Acme' })
  name!: string;
}

/** Who is signed in, and with which rights. */
export class OwnSessionResource {
  @ApiProperty({ type: UserResource })
  user!: UserResource;

  @ApiProperty({ type: AccountReference })
  account!: AccountReference;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'The absolute end; being idle may end a session before. Null for an API key without end.', example: '2026-11-25T09:00:00.000Z' })
  expiresAt!: string | null;

  @ApiProperty({ enum: ['member', 'admin', 'owner'], description: 'What this session or key carries: `admin` at most where it goes back to an identity provider.' })
  role!: Role;

  @ApiProperty({ description: 'Whether this session or key may act in every account.' })
  staff!: boolean;

  @ApiProperty({ enum: ['password', 'identity-provider', 'api-key'] })
  origin!: CallerOrigin;
}

export interface OwnRights {
  readonly role: Role;
  readonly staff: boolean;
  readonly origin: CallerOrigin;
  readonly expiresAt: number | null;
}

export function ownSessionResource(user: UserEntity, { id, name }: Pick<AccountEntity, 'id' | 'name'>, { role, staff, origin, expiresAt }: OwnRights): OwnSessionResource {
  return { user: userResource(user), account: { id, name }, expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(), role, staff, origin };
}

/** A session of a user, as an administrator sees it. */
export class SessionResource {
  @ApiProperty()
  id!: string;

  @ApiProperty({ enum: ['password', 'identity-provider'] })
  origin!: string;

  @ApiProperty({ type: String, nullable: true, description: 'The integration that it was opened through.' })
  integrationId!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Where the sign-in came from.', example: '192.0.2.17' })
  address!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Mozilla/5.0' })
  userAgent!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time', description: 'To the minute.' })
  lastSeenAt!: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;
}

export function sessionResource({ id, origin, integrationId, address, userAgent, createdAt, lastSeenAt, expiresAt }: SessionEntity): SessionResource {
  const iso = (instant: number) => new Date(instant).toISOString();
  return { id, origin, integrationId, address, userAgent, createdAt: iso(createdAt), lastSeenAt: iso(lastSeenAt), expiresAt: iso(expiresAt) };
}
