import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { Authenticated } from '@app/directory';
import { ApiProblems, refuseHttp } from '@app/http';
import { ReadActivity } from '../read-activity.js';
import { ReadProblems } from './problem-sets.js';

const MOST_DAYS = 30;
const DAYS_MESSAGE = `days is no number of days, expected a whole number from 1 to ${MOST_DAYS}`;

class ActivityQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST_DAYS, default: 14, description: 'How many days, today included. Days are those of UTC.' })
  @Transform(({ value }) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value) as unknown)
  @IsInt({ message: DAYS_MESSAGE })
  @Min(1, { message: DAYS_MESSAGE })
  @Max(MOST_DAYS, { message: DAYS_MESSAGE })
  days: number = 14;
}

class CountedSignInsView {
  @ApiProperty({ format: 'date', example: '2026-01-05' }) date!: string;
  @ApiProperty({ description: '`signed_in`, or the code of the refusal.', example: 'signed_in' }) outcome!: string;
  @ApiProperty({ type: 'integer', example: 240 }) count!: number;
}

class CountedRequestsView {
  @ApiProperty({ format: 'date', example: '2026-01-05' }) date!: string;
  @ApiProperty({ example: 'PUT' }) method!: string;
  @ApiProperty({ type: 'integer', example: 200 }) status!: number;
  @ApiProperty({ type: 'integer', example: 12 }) count!: number;
}

class CountedSinceView {
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) signIns!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) provisioning!: string | null;
}

class ActivityView {
  @ApiProperty({ type: [String], description: 'The days that are counted, in their order; on days that stand nowhere below there was nothing.', example: ['2026-01-04', '2026-01-05'] })
  days!: readonly string[];

  @ApiProperty({ type: [CountedSignInsView] })
  signIns!: readonly CountedSignInsView[];

  @ApiProperty({ type: [CountedRequestsView] })
  provisioning!: readonly CountedRequestsView[];

  @ApiProperty({ type: CountedSinceView, description: 'Of a log of more than 50,000 lines in these days the newest are counted: from when on. Null where all are.' })
  countedSince!: CountedSinceView;
}

@ApiTags('Integrations')
@Controller('api/v1/accounts/:accountId/integrations/:id/activity')
export class ActivityController {
  constructor(private readonly reading: ReadActivity) {}

  @Get()
  @Authenticated('integrations.read')
  @ApiOperation({ operationId: 'readActivity', summary: 'How much happened, day by day', description: 'Sign-ins by outcome and requests of the provisioning client by method and status, for a chart.' })
  @ApiOkResponse({ type: ActivityView })
  @ReadProblems('integration_unknown')
  @ApiProblems([refuseHttp, 'request_invalid'])
  async read(@Param('accountId') accountId: string, @Param('id') id: string, @Query() { days }: ActivityQuery): Promise<ActivityView> {
    const { countedSince, ...activity } = await this.reading.of(accountId, id, days);
    return { ...activity, countedSince: { signIns: instant(countedSince.signIns), provisioning: instant(countedSince.provisioning) } };
  }
}

function instant(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
