import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { AccountDeletionPreview } from '../accounts/delete-account.js';
import { AccountReference } from './session.resource.js';

export class AccountDeletionQuery {
  @ApiPropertyOptional({ description: 'The name of the account, as it is written there. Without it nothing is deleted.', example: 'Acme' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  confirm?: string;
}

const count = (example: number) => ({ type: 'integer', minimum: 0, example }) as const;

export class AccountContentsResource {
  @ApiProperty(count(120)) users!: number;
  @ApiProperty(count(8)) groups!: number;
  @ApiProperty(count(1)) integrations!: number;
  @ApiProperty(count(2)) apiKeys!: number;
  @ApiProperty(count(35)) sessions!: number;
  @ApiProperty(count(1)) webhooks!: number;
  @ApiProperty(count(940)) auditEvents!: number;
  @ApiProperty(count(2_100)) signIns!: number;
  @ApiProperty(count(5_300)) provisioningRecords!: number;
}

export class AccountDeletionResource {
  @ApiProperty({ type: AccountReference })
  account!: AccountReference;

  @ApiProperty({ type: AccountContentsResource, description: 'What goes with the account, and with each of them what belongs to it.' })
  contents!: AccountContentsResource;
}

export function accountDeletionResource({ account: { id, name }, contents }: AccountDeletionPreview): AccountDeletionResource {
  return { account: { id, name }, contents: { ...contents } };
}
