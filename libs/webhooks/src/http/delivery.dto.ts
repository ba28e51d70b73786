import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional } from 'class-validator';
import { PageQuery } from '@app/http';

const STATES = ['pending', 'delivered', 'failed'] as const;
const EXAMPLE_ID = '019b8a4f-01aa-7b3c-8c11-5d0e9f3a2b71';
const EXAMPLE_TIME = '2026-01-05T09:00:00.000Z';

export class DeliveryQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STATES, description: 'Only those in this state.' })
  @IsOptional()
  @IsIn(STATES)
  state?: (typeof STATES)[number];
}

export class DeliveryView {
  @ApiProperty({ example: EXAMPLE_ID, description: 'The event, which the receiver sees as `webhook-id`.' })
  eventId!: string;

  @ApiProperty({ example: 'user.created' })
  type!: string;

  @ApiProperty({ format: 'date-time', example: EXAMPLE_TIME })
  occurredAt!: string;

  @ApiProperty({ enum: STATES, example: 'delivered', description: '`failed` after ten attempts within three days.' })
  state!: string;

  @ApiProperty({ type: 'integer', example: 1, description: 'How often it was sent since it happened or was last replayed.' })
  attempts!: number;

  @ApiProperty({ format: 'date-time', nullable: true, type: String, example: null, description: 'When it is sent next.' })
  nextAttemptAt!: string | null;

  @ApiProperty({ format: 'date-time', nullable: true, type: String, example: EXAMPLE_TIME, description: 'When it was delivered, or given up.' })
  settledAt!: string | null;
}

export class AttemptView {
  @ApiProperty({ format: 'date-time', example: EXAMPLE_TIME })
  at!: string;

  @ApiProperty({ type: 'integer', nullable: true, example: 200, description: 'What the receiver answered; null where it did not.' })
  status!: number | null;

  @ApiProperty({ nullable: true, type: String, example: null, description: 'What went wrong; null where it was taken.' })
  fault!: string | null;

  @ApiProperty({ type: 'integer', example: 84 })
  durationMs!: number;
}

export class DeliveryDetailView extends DeliveryView {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { type: 'user.created', timestamp: EXAMPLE_TIME, data: { accountId: '019b8a4d-0000-7000-8000-000000000001' } },
    description: 'What is sent.',
  })
  body!: Record<string, unknown>;

  @ApiProperty({ type: [AttemptView], description: 'The newest first.' })
  log!: AttemptView[];
}

export class DeliveryPage {
  @ApiProperty({ type: [DeliveryView] })
  items!: DeliveryView[];

  @ApiProperty({ nullable: true, type: String, example: null, description: 'The cursor of the next page; null on the last one.' })
  nextCursor!: string | null;
}

export class ReplayBody {
  @ApiProperty({ format: 'date-time', example: EXAMPLE_TIME, description: 'What was to be delivered since then and failed for good is sent again.' })
  @IsISO8601({ strict: true })
  since!: string;
}

export class ReplayView {
  @ApiProperty({ type: 'integer', example: 12, description: 'How many events are sent again.' })
  events!: number;
}

export class TestEventView {
  @ApiProperty({ example: EXAMPLE_ID, description: 'Look at the delivery of this event to see how it went.' })
  eventId!: string;
}
