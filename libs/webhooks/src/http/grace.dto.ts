import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

const DEFAULT_HOURS = 24;
const MOST_HOURS = 720;
const MESSAGE = `grace is not a number of hours, expected a whole number from 0 to ${MOST_HOURS}`;

export class GraceQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: MOST_HOURS, default: DEFAULT_HOURS, description: 'For how many hours the former secret goes on; 0 ends it at once.' })
  @Transform(({ value }) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value) as unknown)
  @IsInt({ message: MESSAGE })
  @Min(0, { message: MESSAGE })
  @Max(MOST_HOURS, { message: MESSAGE })
  grace: number = DEFAULT_HOURS;
}
