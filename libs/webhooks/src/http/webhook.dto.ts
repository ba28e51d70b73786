import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { eventTypes } from '@app/events';

const SUBSCRIBABLE = ['*', ...eventTypes];
const EXAMPLE_ID = '019b8a4e-6c1d-7f20-9a55-3f0d2c1b7e64';
const EXAMPLE_TIME = '2026-01-05T09:00:00.000Z';
const TYPES = { enum: SUBSCRIBABLE, isArray: true, example: ['user.created', 'user.deactivated'], description: 'Which events it is told of; `*` is all of them, those of later versions too.' };
const URL = { example: 'https://crm.example.com/hooks/moovingon', description: 'Where events are posted to: https, at a public address. Redirects are not followed.' };
const NAME = { example: 'CRM', description: 'What it is called in lists and in the audit trail.' };

export class NewWebhookBody {
  @ApiProperty({ ...NAME, maxLength: 100 })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name!: string;

  @ApiProperty({ ...URL, maxLength: 2_000 })
  @IsString()
  @MaxLength(2_000)
  url!: string;

  @ApiPropertyOptional({ ...TYPES, default: ['*'] })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(SUBSCRIBABLE, { each: true })
  eventTypes?: string[];
}

export class WebhookChangesBody {
  @ApiPropertyOptional({ ...NAME, maxLength: 100 })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name?: string;

  @ApiPropertyOptional({ ...URL, maxLength: 2_000 })
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  url?: string;

  @ApiPropertyOptional(TYPES)
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(SUBSCRIBABLE, { each: true })
  eventTypes?: string[];

  @ApiPropertyOptional({ example: true, description: 'Whether it is told. Switched on again, it gets what has been waiting.' })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;
}

export class WebhookView {
  @ApiProperty({ example: EXAMPLE_ID })
  id!: string;

  @ApiProperty(NAME)
  name!: string;

  @ApiProperty(URL)
  url!: string;

  @ApiProperty(TYPES)
  eventTypes!: string[];

  @ApiProperty({ example: true })
  enabled!: boolean;

  @ApiProperty({
    enum: ['administrator', 'failing', 'gone'],
    nullable: true,
    type: String,
    example: null,
    description: 'Why it is not enabled: an administrator switched it off, it failed for five days, or it answered 410 (Gone).',
  })
  disabledBecause!: string | null;

  @ApiProperty({ format: 'date-time', nullable: true, type: String, example: null, description: 'Since when nothing could be delivered; null while all is well.' })
  failingSince!: string | null;

  @ApiProperty({ format: 'date-time', nullable: true, type: String, example: null, description: 'Until then messages carry a signature of the former secret too.' })
  formerSecretExpiresAt!: string | null;

  @ApiProperty({ format: 'date-time', example: EXAMPLE_TIME })
  createdAt!: string;

  @ApiProperty({ format: 'date-time', example: EXAMPLE_TIME })
  updatedAt!: string;
}

export class WebhookWithSecretView extends WebhookView {
  @ApiProperty({ example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=', description: 'What messages are signed with, in the form that libraries of Standard Webhooks take. Shown this once.' })
  secret!: string;
}

export class WebhookPage {
  @ApiProperty({ type: [WebhookView] })
  items!: WebhookView[];

  @ApiProperty({ nullable: true, type: String, example: null, description: 'The cursor of the next page; null on the last one.' })
  nextCursor!: string | null;
}
