import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';
import { IsE164 } from '@app/phone';
import { type Role } from '../permissions.js';

const EMAIL = /^[^\s@]+@[^\s@]+$/;
const NO_EMAIL = { message: '$property is no e-mail address, expected one such as dana@acme.example' };
const MOST_CHARACTERS = 512;

/** Absent is right, null is not. */
const IfPresent = () => ValidateIf((_, value) => value !== undefined);

/** What may be said about a user, new or not. What is absent stays as it is; null is no value. */
export class UserRequest {
  @ApiPropertyOptional({ description: 'What the identity provider calls the user; the e-mail address where it is missing.', example: 'dana@acme.example' })
  @IfPresent()
  @IsString()
  @MaxLength(MOST_CHARACTERS)
  userName?: string;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'The primary e-mail address. No other user of the account may have it, as userName or e-mail address.', example: 'dana@acme.example' })
  @IsOptional()
  @Matches(EMAIL, NO_EMAIL)
  @MaxLength(MOST_CHARACTERS)
  email?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'Dana' })
  @IsOptional()
  @IsString()
  @MaxLength(MOST_CHARACTERS)
  givenName?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'Levi' })
  @IsOptional()
  @IsString()
  @MaxLength(MOST_CHARACTERS)
  familyName?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'Dana Levi' })
  @IsOptional()
  @IsString()
  @MaxLength(MOST_CHARACTERS)
  displayName?: string | null;

  @ApiPropertyOptional({ description: 'false ends every session and API key of the user at once.', example: true })
  @IfPresent()
  @IsBoolean()
  active?: boolean;

  @ApiPropertyOptional({ enum: ['member', 'admin', 'owner'], description: 'An owner is made and changed by owners and staff alone.', example: 'member' })
  @IfPresent()
  @IsIn(['member', 'admin', 'owner'])
  role?: Role;

  @ApiPropertyOptional({ description: 'For staff alone to set.', example: false })
  @IfPresent()
  @IsBoolean()
  staff?: boolean;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'E.164: + and the country code, then digits only.', example: '+972501234567' })
  @IsOptional()
  @IsE164()
  firstPhone?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'E.164: + and the country code, then digits only.', example: '+12025550123' })
  @IsOptional()
  @IsE164()
  secondPhone?: string | null;

  @ApiPropertyOptional({ description: 'Lets the user sign in with a password: at least 12 characters, at most 72 bytes in UTF-8. Of an existing user, for owners and staff to set.', example: 'correct horse battery staple' })
  @IfPresent()
  @IsString()
  password?: string;
}

/** Changes of a user. */
export class UserChangesRequest extends UserRequest {
  @ApiPropertyOptional({ description: 'The e-mail address that the password goes with, where it is to be another than `email`. Of an owner, for owners and staff to set.', example: 'owner@acme.example' })
  @IfPresent()
  @Matches(EMAIL, NO_EMAIL)
  @MaxLength(MOST_CHARACTERS)
  signInEmail?: string;
}
