import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '@app/http';
import type { AuditFilter } from '@app/persistence';

const INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

/** Milliseconds of a date or a date with time and zone (RFC 3339); what is none goes on as it is, and is refused. */
const ToInstant = () =>
  Transform(({ value }: { value: unknown }) => {
    const millis = typeof value === 'string' && INSTANT.test(value) ? Date.parse(value) : Number.NaN;
    return Number.isNaN(millis) ? value : millis;
  });

const instantMessage = (name: string) => `${name} is no instant, expected one such as 2026-11-24T09:00:00Z or 2026-11-24 (in an address, + is written %2B)`;
const instant = { type: String, format: 'date-time' } as const;

export class AuditEventQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only what happened under this name.', example: 'user.deactivated' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  action?: string;

  @ApiPropertyOptional({ description: 'Only what this user, API key or integration did.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  actorId?: string;

  @ApiPropertyOptional({ description: 'Only what happened to this user, group, integration, …' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  subjectId?: string;

  @ApiPropertyOptional({ description: 'Only what this integration did (as provisioning client or identity provider) and what happened to it.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  integrationId?: string;

  @ApiPropertyOptional({ ...instant, description: 'Only what happened at this instant or later.', example: '2026-11-01T00:00:00Z' })
  @IsOptional()
  @ToInstant()
  @IsInt({ message: instantMessage('from') })
  from?: number;

  @ApiPropertyOptional({ ...instant, description: 'Only what happened before this instant.', example: '2026-12-01T00:00:00Z' })
  @IsOptional()
  @ToInstant()
  @IsInt({ message: instantMessage('to') })
  to?: number;

  @ApiPropertyOptional({ enum: ['json', 'csv'], description: '`csv` is the same as `Accept: text/csv`; `json` unless said.' })
  @IsOptional()
  @IsIn(['json', 'csv'], { message: 'format is not known, expected json or csv' })
  format?: 'json' | 'csv';
}

export function auditFilterOf({ action, actorId, subjectId, integrationId, from, to }: AuditEventQuery): AuditFilter {
  return { action, actorId, subjectId, partyId: integrationId, from, to };
}
