import { ApiProperty } from '@nestjs/swagger';
import type { UserEntity } from '@app/persistence';
import { ownerWarnings } from '../users/owner-warnings.js';
import { roleOf } from '../users/person.js';
import { type Role } from '../permissions.js';

/** A user as the admin API shows him. */
export class UserResource {
  @ApiProperty({ example: '01930c5e-8b1f-7c3a-9d2e-4f5a6b7c8d9e' })
  id!: string;

  @ApiProperty({ description: 'As it was sent; compared without case. In SCIM the `userName`, in Okta the application username.', example: 'dana@acme.example' })
  userName!: string;

  @ApiProperty({ type: String, nullable: true, description: 'The primary e-mail address.', example: 'dana@acme.example' })
  email!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The e-mail address that the password goes with; null for a user without a password. Of an owner, no provisioning client changes it.', example: null })
  signInEmail!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Dana' })
  givenName!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Levi' })
  familyName!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Dana Levi' })
  displayName!: string | null;

  @ApiProperty({ description: 'Whether the user may sign in. Of an owner it says so of the sign-in through the identity provider alone: see `warnings`.', example: true })
  active!: boolean;

  @ApiProperty({ enum: ['member', 'admin', 'owner'], description: '`admin` is what `moovingon_ai_admin` sets. `owner` holds in sessions opened by password and API keys made there.', example: 'member' })
  role!: Role;

  @ApiProperty({ description: 'TAM and Support of MoovingON AI: may act in every account.', example: false })
  staff!: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'E.164.', example: '+972501234567' })
  firstPhone!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'E.164.', example: null })
  secondPhone!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The integration whose provisioning client manages the user; null for one who is managed here.', example: null })
  managedBy!: string | null;

  @ApiProperty({ type: [String], description: 'What a provisioning client has said of an owner and what was not carried out.', example: [] })
  warnings!: readonly string[];

  @ApiProperty({ type: 'integer', description: 'Grows with each change.', example: 1 })
  version!: number;

  @ApiProperty({ format: 'date-time', example: '2026-11-24T09:00:00.000Z' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-24T09:00:00.000Z' })
  updatedAt!: string;
}

export function userResource(user: UserEntity): UserResource {
  const { id, userName, email, signInEmail, givenName, familyName, displayName, staff, firstPhone, secondPhone, managedBy, version } = user;
  return {
    id,
    userName,
    email,
    signInEmail,
    givenName,
    familyName,
    displayName,
    active: user.active && user.suspendedAt === null,
    role: roleOf(user),
    staff,
    firstPhone,
    secondPhone,
    managedBy,
    warnings: ownerWarnings(user),
    version,
    createdAt: new Date(user.createdAt).toISOString(),
    updatedAt: new Date(user.updatedAt).toISOString(),
  };
}
