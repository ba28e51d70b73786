import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsISO8601, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { ApiKeyEntity } from '@app/persistence';
import { apiKeyScopes, type ApiKeyScope } from '../permissions.js';

const SCOPES = { enum: apiKeyScopes, isArray: true, description: '`all`: what its user may do. `read`: reading alone. `integrations`, `users`: reading and writing those.', example: ['users'] } as const;

export class NewApiKeyRequest {
  @ApiProperty({ example: 'Nightly export' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name!: string;

  @ApiProperty(SCOPES)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(apiKeyScopes.length)
  @IsIn(apiKeyScopes, { each: true })
  scopes!: ApiKeyScope[];

  @ApiPropertyOptional({ type: String, nullable: true, format: 'date-time', description: 'RFC 3339, with a time zone. Without it the key has no end.', example: '2027-11-24T00:00:00Z' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  @Matches(/T.*(Z|[+-]\d\d:\d\d)$/, { message: 'expiresAt has no time zone, expected RFC 3339 such as 2027-11-24T00:00:00Z' })
  expiresAt?: string | null;
}

export class ApiKeyResource {
  @ApiProperty()
  id!: string;

  @ApiProperty({ example: 'Nightly export' })
  name!: string;

  @ApiProperty(SCOPES)
  scopes!: string[];

  @ApiProperty({ description: 'The user whom the key acts for; it ends when that user is deactivated.' })
  userId!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  expiresAt!: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'To the minute.' })
  lastUsedAt!: string | null;
}

export class CreatedApiKeyResource extends ApiKeyResource {
  @ApiProperty({ description: 'Shown this once: `Authorization: Bearer <key>`.', example: 'moovingon_key_kU3VYp1cRk9jWq2dN8sXvA7tB4zLhE6gM0oPfYi5rCw' })
  key!: string;
}

export function apiKeyResource({ id, name, scopes, userId, createdAt, expiresAt, lastUsedAt }: ApiKeyEntity): ApiKeyResource {
  const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
  return { id, name, scopes, userId, createdAt: new Date(createdAt).toISOString(), expiresAt: iso(expiresAt), lastUsedAt: iso(lastUsedAt) };
}
