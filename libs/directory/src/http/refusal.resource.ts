import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '@app/http';
import type { Refusal } from '../refusals/refusal.js';

export class RefusalQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'The reference number that somebody was shown, in whatever spelling. Without it: what belongs to no account.', example: 'K7QM-2XW9-4HTB' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  reference?: string;
}

export class RefusalParty {
  @ApiProperty({ example: '01930c5e-8b1f-7c3a-9d2e-4f5a6b7c8d9f' })
  id!: string;

  @ApiProperty({ example: 'Acme' })
  name!: string;
}

export class RefusedRequest {
  @ApiProperty({ example: 'PUT' })
  method!: string;

  @ApiProperty({ example: '/api/scim/v2/Users/01930c5e-8b1f-7c3a-9d2e-4f5a6b7c8d9e' })
  path!: string;

  @ApiProperty({ type: 'integer', example: 429 })
  status!: number;
}

/** A refusal, as staff find it. */
export class RefusalResource {
  @ApiProperty({ enum: ['sign-in', 'provisioning'] })
  kind!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ example: 'K7QM-2XW9-4HTB' })
  reference!: string;

  @ApiProperty({ type: String, nullable: true, description: 'The code of the refusal.', example: 'integration_unknown' })
  code!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What was wrong, expected, received.' })
  detail!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What to change, and where.' })
  hint!: string | null;

  @ApiProperty({ type: RefusalParty, nullable: true, description: 'Null where it belongs to nobody.' })
  account!: RefusalParty | null;

  @ApiProperty({ type: RefusalParty, nullable: true, description: 'Null where it belongs to none, such as for an unknown RelayState or SCIM username.' })
  integration!: RefusalParty | null;

  @ApiProperty({ type: String, nullable: true, description: "The client's address.", example: '192.0.2.17' })
  address!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Whom a sign-in named.', example: 'dana@acme.example' })
  subject!: string | null;

  @ApiProperty({ type: Object, nullable: true, additionalProperties: true, description: "What a sign-in's assertion said, expected beside received." })
  assertion!: Record<string, unknown> | null;

  @ApiProperty({ type: RefusedRequest, nullable: true, description: 'Of a provisioning client.' })
  request!: RefusedRequest | null;
}

export function refusalResource({ kind, at, reference, code, detail, hint, account, integration, address, subject, assertion, request }: Refusal): RefusalResource {
  return { kind, at: new Date(at).toISOString(), reference, code, detail, hint, account, integration, address, subject, assertion, request };
}
