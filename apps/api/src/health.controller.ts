import { Controller, Get, HttpCode } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { defineProblems } from '@app/kernel';
import { Database } from '@app/persistence';

const refuse = defineProblems({ not_ready: { status: 503, title: 'The service is not ready' } });

/** For the list of errors. */
export const readinessProblems = refuse.definitions;

const PATIENCE = 2_000;

@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(private readonly database: Database) {}

  @Get('live')
  @HttpCode(200)
  @ApiOperation({ operationId: 'isLive', summary: 'Is the process alive?', description: 'Answers as long as the process can answer at all.' })
  @ApiOkResponse({ description: 'It is.', schema: { example: { status: 'live' } } })
  live() {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({ operationId: 'isReady', summary: 'Can it do its work?', description: 'Asks the database. A load balancer sends requests to instances that answer 200.' })
  @ApiOkResponse({ description: 'It can.', schema: { example: { status: 'ready' } } })
  @ApiServiceUnavailableResponse({ description: '`not_ready`: the database does not answer.' })
  async ready() {
    try {
      await Promise.race([this.database.ping(), timeOut()]);
    } catch (cause) {
      throw refuse('not_ready', 'The database does not answer; expected an answer within 2 seconds.', { cause, headers: { 'retry-after': '5' } });
    }
    return { status: 'ready' };
  }
}

function timeOut(): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error('The database took too long')), PATIENCE).unref());
}
