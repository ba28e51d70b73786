import { ApiProperty } from '@nestjs/swagger';
import type { Brake } from '@app/directory';

const STATES = ['watching', 'paused', 'allowed', 'refused'] as const;

/** The brake on mass deprovisioning, as an integration shows it. */
export class BrakeView {
  @ApiProperty({
    enum: STATES,
    description: '`watching`: deactivations and deletions are counted. `paused`: the limit was passed; further ones are answered 429 until somebody decides. `allowed`: somebody said yes, nothing is counted until `allowedUntil`. `refused`: somebody said no; further ones are answered 403 until that is lifted.',
    example: 'watching',
  })
  state!: (typeof STATES)[number];

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'Since when; null where nobody was ever deactivated by the client.', example: null })
  since!: string | null;

  @ApiProperty({ type: 'integer', description: 'How many people lost access by this client within the last hour; while it is paused, how many had when it stopped.', example: 2 })
  deactivations!: number;

  @ApiProperty({ type: 'integer', description: 'How many may within an hour, by the preferences of the account; while it is paused, how many might when it stopped.', example: 5 })
  limit!: number;

  @ApiProperty({ type: 'integer', description: 'How many people the client wanted to deactivate or delete and was held back from.', example: 0 })
  waiting!: number;

  @ApiProperty({ type: 'string', nullable: true, description: 'Who decided, where something was decided.', example: null })
  decidedBy!: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'What the client is told with 403.', example: null })
  reason!: string | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'When counting begins again after a yes.', example: null })
  allowedUntil!: string | null;
}

export class WaitingPersonView {
  @ApiProperty({ example: '01930c5e-8b1f-7c3a-9d2e-4f5a6b7c8d9e' })
  id!: string;

  @ApiProperty({ example: 'dana@acme.example' })
  userName!: string;

  @ApiProperty({ type: 'string', nullable: true, example: 'Dana Levi' })
  displayName!: string | null;
}

/** The brake read by itself. */
export class BrakeDetails extends BrakeView {
  @ApiProperty({ type: [WaitingPersonView], description: 'The first 200 of those who wait.' })
  people!: readonly WaitingPersonView[];
}

export function showBrake({ state, since, deactivations, limit, waiting, decidedBy, reason, endsAt }: Brake): BrakeView {
  return { state, since: instant(since), deactivations, limit, waiting, decidedBy, reason, allowedUntil: instant(endsAt) };
}

function instant(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
