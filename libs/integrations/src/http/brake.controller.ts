import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Authenticated, CurrentCaller, type BrakeDecision, type Caller } from '@app/directory';
import { IntegrationBrake } from '../brake.js';
import { BrakeDetails } from '../brake-view.js';
import { BrakeProblems, ReadProblems } from './problem-sets.js';
import { brakeExamples } from './request-examples.js';

const DECISIONS = ['allow', 'refuse', 'lift'] as const;
const USUAL_HOURS = 24;
const MOST_HOURS = 168;
const MOST_REASON = 500;

/** `POST …/integrations/{id}/scim/brake` */
export class BrakeDecisionRequest {
  @ApiProperty({
    enum: DECISIONS,
    description: '`allow`: deactivations and deletions go through, those that wait with the next attempt of the client. `refuse`: they are answered 403 with the reason. `lift`: what was decided ends, and counting begins anew.',
    example: 'allow',
  })
  @IsIn(DECISIONS)
  decision!: (typeof DECISIONS)[number];

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST_HOURS, default: USUAL_HOURS, description: 'For how many hours `allow` holds.', example: USUAL_HOURS })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_HOURS)
  hours?: number;

  @ApiPropertyOptional({ type: 'string', maxLength: MOST_REASON, description: 'Of `refuse`: the identity provider shows it to its administrators.', example: 'Nobody is leaving: the assignment in Okta was a mistake.' })
  @IsOptional()
  @IsString()
  @MaxLength(MOST_REASON)
  reason?: string;
}

@ApiTags('Integrations')
@Controller('api/v1/accounts/:accountId/integrations/:id/scim/brake')
export class BrakeController {
  constructor(private readonly brake: IntegrationBrake) {}

  @Get()
  @Authenticated('integrations.read')
  @ApiOperation({
    operationId: 'getBrake',
    summary: 'The brake on mass deprovisioning',
    description: 'How many people the provisioning client has taken access from within the hour, how many it may, whether it is stopped, and who waits.',
  })
  @ApiOkResponse({ type: BrakeDetails })
  @ReadProblems('integration_unknown')
  get(@Param('accountId') accountId: string, @Param('id') id: string): Promise<BrakeDetails> {
    return this.brake.show(accountId, id);
  }

  @Post()
  @HttpCode(200)
  @Authenticated('integrations.write')
  @ApiOperation({
    operationId: 'decideOnBrake',
    summary: 'Say yes or no to mass deprovisioning',
    description:
      'When deactivations and deletions by the provisioning client pass the limit of the account, further ones are answered 429 and change nothing until this is called. Those who were deactivated before stay so. May be called beforehand, too: for leavers who are expected, or to stop all deprovisioning.',
  })
  @ApiBody({ type: BrakeDecisionRequest, examples: brakeExamples })
  @ApiOkResponse({ type: BrakeDetails })
  @BrakeProblems()
  async decide(@Param('accountId') accountId: string, @Param('id') id: string, @Body() request: BrakeDecisionRequest, @CurrentCaller() caller: Caller): Promise<BrakeDetails> {
    await this.brake.decide(accountId, id, decisionOf(request), caller);
    return this.brake.show(accountId, id);
  }
}

function decisionOf({ decision, hours = USUAL_HOURS, reason }: BrakeDecisionRequest): BrakeDecision {
  switch (decision) {
    case 'allow':
      return { decision, hours };
    case 'refuse':
      return { decision, reason: reason?.trim() || null };
    case 'lift':
      return { decision };
  }
}
