import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsDefined, IsInt, IsNotEmpty, IsObject, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import { PageQuery } from '@app/http';
import type { AccountEntity } from '@app/persistence';
import { preferencesOf } from '../accounts/preferences.js';

const IfPresent = () => ValidateIf((_, value) => value !== undefined);
const MOST_CHARACTERS = 200;

export class AccountQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only accounts whose name holds this, compared without case.', example: 'acme' })
  @IsOptional()
  @IsString()
  @MaxLength(MOST_CHARACTERS)
  search?: string;
}

export class NewOwnerRequest {
  @ApiProperty({ description: 'Of the account\'s first owner: its userName, its e-mail address, and what the password goes with.', example: 'owner@acme.example' })
  @Matches(/^[^\s@]+@[^\s@]+$/, { message: 'email is no e-mail address, expected one such as owner@acme.example' })
  @MaxLength(512)
  email!: string;

  @ApiPropertyOptional({ description: 'At least 12 characters, at most 72 bytes in UTF-8. Generated, and shown once, where it is missing.' })
  @IfPresent()
  @IsString()
  password?: string;
}

export class NewAccountRequest {
  @ApiProperty({ example: 'Acme' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(MOST_CHARACTERS)
  name!: string;

  @ApiProperty({ type: NewOwnerRequest })
  @IsDefined()
  @ValidateNested()
  @Type(() => NewOwnerRequest)
  owner!: NewOwnerRequest;
}

const PERCENT = { type: 'integer', minimum: 1, maximum: 100, example: 20 } as const;
const PEOPLE = { type: 'integer', minimum: 1, maximum: 1_000_000, example: 5 } as const;
const SHARE = "The share of the account's active people that a provisioning client may deactivate or delete within an hour.";
const AT_LEAST = 'So many it may, whatever share they are: in a small account the share alone would stop the first leaver.';

export class DeprovisioningLimitRequest {
  @ApiPropertyOptional({ ...PERCENT, description: `${SHARE} 20 unless set.` })
  @IfPresent()
  @IsInt()
  @Min(1)
  @Max(100)
  percent?: number;

  @ApiPropertyOptional({ ...PEOPLE, description: `${AT_LEAST} 5 unless set.` })
  @IfPresent()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  people?: number;
}

export class PreferencesRequest {
  @ApiPropertyOptional({ type: DeprovisioningLimitRequest, description: 'When the brake stops a provisioning client: both the share and the number have to be passed.' })
  @IfPresent()
  @IsObject()
  @ValidateNested()
  @Type(() => DeprovisioningLimitRequest)
  deprovisioningLimit?: DeprovisioningLimitRequest;
}

export class DeprovisioningLimitResource {
  @ApiProperty({ ...PERCENT, description: SHARE })
  percent!: number;

  @ApiProperty({ ...PEOPLE, description: AT_LEAST })
  people!: number;
}

export class PreferencesResource {
  @ApiProperty({ type: DeprovisioningLimitResource })
  deprovisioningLimit!: DeprovisioningLimitResource;
}

export class AccountChangesRequest {
  @ApiPropertyOptional({ example: 'Acme' })
  @IfPresent()
  @IsString()
  @IsNotEmpty()
  @MaxLength(MOST_CHARACTERS)
  name?: string;

  @ApiPropertyOptional({ description: 'Users sign in through the identity provider only; owners and staff keep the password. Needs an integration through which somebody has signed in.', example: false })
  @IfPresent()
  @IsBoolean()
  ssoRequired?: boolean;

  @ApiPropertyOptional({ type: PreferencesRequest, description: 'What is absent in it stays as it is.', example: { deprovisioningLimit: { percent: 10, people: 5 } } })
  @IfPresent()
  @IsObject()
  @ValidateNested()
  @Type(() => PreferencesRequest)
  preferences?: PreferencesRequest;
}

export class AccountResource {
  @ApiProperty({ example: '01930c5e-8b1f-7c3a-9d2e-4f5a6b7c8d9f' })
  id!: string;

  @ApiProperty({ example: 'Acme' })
  name!: string;

  @ApiProperty({ example: false })
  ssoRequired!: boolean;

  @ApiProperty({ type: PreferencesResource })
  preferences!: PreferencesResource;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

/** An account as it is read alone. */
export class AccountDetails extends AccountResource {
  @ApiProperty({ type: [String], description: 'What a provisioning client has said of the owners and what was not carried out.', example: [] })
  warnings!: readonly string[];
}

export class CreatedOwner {
  @ApiProperty()
  id!: string;

  @ApiProperty({ example: 'owner@acme.example' })
  email!: string;

  @ApiPropertyOptional({ description: 'There where it was generated: shown this once.' })
  password?: string;
}

export class CreatedAccountResource extends AccountResource {
  @ApiProperty({ type: CreatedOwner })
  owner!: CreatedOwner;
}

export function accountResource(account: AccountEntity): AccountResource {
  const { id, name, ssoRequired, createdAt, updatedAt } = account;
  return { id, name, ssoRequired, preferences: preferencesOf(account), createdAt: new Date(createdAt).toISOString(), updatedAt: new Date(updatedAt).toISOString() };
}
