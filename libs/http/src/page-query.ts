import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

const DEFAULT_LIMIT = 50;
const MOST_LIMIT = 200;
const LIMIT_MESSAGE = `limit is not a size of a page, expected a whole number from 1 to ${MOST_LIMIT}`;

/** Which part of a list is asked for: `?limit=` (1 to 200, else 400) and `?cursor=` (the `nextCursor` of the page before). */
export class PageQuery {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MOST_LIMIT,
    default: DEFAULT_LIMIT,
    description: 'How many items the page may hold.',
  })
  @Transform(({ value }) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value) as unknown)
  @IsInt({ message: LIMIT_MESSAGE })
  @Min(1, { message: LIMIT_MESSAGE })
  @Max(MOST_LIMIT, { message: LIMIT_MESSAGE })
  limit: number = DEFAULT_LIMIT;

  @ApiPropertyOptional({ type: 'string', description: 'The nextCursor of the page before; absent for the first page.' })
  @IsOptional()
  @IsString({ message: 'cursor is not a cursor, expected the nextCursor of the page before' })
  @MaxLength(2_000, { message: 'cursor is too long, expected the nextCursor of the page before' })
  cursor?: string;
}

/** A part of a list; `nextCursor` is null on the last one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}
