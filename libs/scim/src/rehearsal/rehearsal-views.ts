import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { LookUp } from './rehearse-person.js';

const LOOK_UPS = ['userName', 'email'] as const satisfies readonly LookUp[];
export const OUTCOMES = ['created', 'linked', 'changed', 'unchanged', 'refused', 'passed-over'] as const;

/** `POST …/integrations/{id}/scim/rehearsal?lookUp=` */
export class RehearsalQuery {
  @ApiPropertyOptional({ enum: LOOK_UPS, default: 'userName', description: 'By what the provisioning client looks people up before it creates or changes them: `filter=userName eq "…"` (as Okta documents) or `filter=email eq "…"`.' })
  @IsOptional()
  @IsIn(LOOK_UPS)
  lookUp?: LookUp;
}

/** The SCIM error that the client would get, without the reference number of the request. */
export class RehearsedRefusal {
  @ApiProperty({ example: '400', description: 'The HTTP status, as a string.' })
  status!: string;

  @ApiPropertyOptional({ example: 'invalidValue' })
  scimType?: string;

  @ApiProperty({ example: 'firstPhone is no telephone number: It does not begin with "+", expected "+" and a country code as in +972541234567, received "054-1234567"' })
  detail!: string;
}

export class RehearsedKept {
  @ApiProperty({ example: 'firstPhone' })
  attribute!: string;

  @ApiProperty({ description: 'Why it stays as it was.' })
  detail!: string;
}

/** What would become of one person of the list. */
export class RehearsedPerson {
  @ApiProperty({ type: 'integer', example: 0, description: 'The place in the list, from 0.' })
  position!: number;

  @ApiProperty({ type: 'string', nullable: true, example: '01930c5e-8b1f-7c3a-9d2e-4f5a6b7c8d9e', description: 'Of the user who is there; null where there is none yet.' })
  id!: string | null;

  @ApiProperty({ type: 'string', nullable: true, example: 'dana@acme.example', description: 'As the list says it; null where it says none.' })
  userName!: string | null;

  @ApiProperty({
    enum: OUTCOMES,
    example: 'linked',
    description:
      '`created`: there is nobody. `linked`: somebody is there whom no provisioning client manages so far; he is managed by this one from then on, with the changes that are named. `changed`, `unchanged`: he is managed already. `refused`: the client gets the error of `refusal`, and nothing is changed. `passed-over`: deactivated at the identity provider and unknown here, so that nothing is sent.',
  })
  outcome!: (typeof OUTCOMES)[number];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'object', properties: { before: {}, after: {} } },
    description: 'What would differ, attribute by attribute.',
    example: { title: { before: null, after: 'Countess' } },
  })
  changes?: Record<string, { before: unknown; after: unknown }>;

  @ApiPropertyOptional({ type: [RehearsedKept], description: 'What is wrong in an entry that takes access away, and would stay as it was.' })
  keptAsItWas?: readonly RehearsedKept[];

  @ApiPropertyOptional({ description: 'He is an administrator and would not be one any more.', example: true })
  leftWithoutAdmin?: boolean;

  @ApiPropertyOptional({ description: 'He would lose access.', example: true })
  deactivated?: boolean;

  @ApiPropertyOptional({ type: [String], description: 'Of an owner: what provisioning says of him and what goes on nevertheless.' })
  warnings?: readonly string[];

  @ApiPropertyOptional({ type: RehearsedRefusal })
  refusal?: RehearsedRefusal;
}

/** How many people of the list, by what would become of them. */
export class RehearsalSummary {
  @ApiProperty({ type: 'integer', example: 120, description: 'People in the list. Each is in one of the lists `created`, `linked`, `changed`, `unchanged`, `refused`, `passedOver`.' })
  listed!: number;
  @ApiProperty({ type: 'integer', example: 80 }) created!: number;
  @ApiProperty({ type: 'integer', example: 30 }) linked!: number;
  @ApiProperty({ type: 'integer', example: 5 }) changed!: number;
  @ApiProperty({ type: 'integer', example: 2 }) unchanged!: number;
  @ApiProperty({ type: 'integer', example: 3 }) refused!: number;
  @ApiProperty({ type: 'integer', example: 0 }) passedOver!: number;
  @ApiProperty({ type: 'integer', example: 1, description: 'Of those, people who are administrators and would not be any more.' }) leftWithoutAdmin!: number;
  @ApiProperty({ type: 'integer', example: 0, description: 'Of those, people who would lose access.' }) deactivated!: number;
  @ApiProperty({ type: 'integer', example: 14, description: 'Users of the account whom the list does not name: they stay as they are.' }) notListed!: number;
}

/** A user of the account whom the list does not name. */
export class UntouchedPerson {
  @ApiProperty({ example: '01930c5e-8b1f-7c3a-9d2e-4f5a6b7c8d9e' }) id!: string;
  @ApiProperty({ example: 'noa@acme.example' }) userName!: string;
  @ApiProperty({ type: 'string', nullable: true, example: 'noa@acme.example' }) email!: string | null;
  @ApiProperty({ example: true }) active!: boolean;
  @ApiProperty({ enum: ['member', 'admin', 'owner'], example: 'member' }) role!: string;
  @ApiProperty({ type: 'string', nullable: true, description: 'The integration that provisions him; null: managed here.', example: null }) managedBy!: string | null;
}

export class UntouchedPeople {
  @ApiProperty({ type: 'integer', example: 14 })
  total!: number;

  @ApiProperty({ type: [UntouchedPerson], description: 'The first 200, in the order of creation.' })
  people!: readonly UntouchedPerson[];
}

/** What provisioning the list would do, in the order of the list. */
export class RehearsalView {
  @ApiProperty({ type: RehearsalSummary }) summary!: RehearsalSummary;
  @ApiProperty({ type: [RehearsedPerson] }) created!: readonly RehearsedPerson[];
  @ApiProperty({ type: [RehearsedPerson] }) linked!: readonly RehearsedPerson[];
  @ApiProperty({ type: [RehearsedPerson] }) changed!: readonly RehearsedPerson[];
  @ApiProperty({ type: [RehearsedPerson] }) unchanged!: readonly RehearsedPerson[];
  @ApiProperty({ type: [RehearsedPerson] }) refused!: readonly RehearsedPerson[];
  @ApiProperty({ type: [RehearsedPerson] }) passedOver!: readonly RehearsedPerson[];
  @ApiProperty({ type: [RehearsedPerson], description: 'Those of the lists above who are administrators and would not be any more.' }) leftWithoutAdmin!: readonly RehearsedPerson[];
  @ApiProperty({ type: [RehearsedPerson], description: 'Those of the lists above who would lose access.' }) deactivated!: readonly RehearsedPerson[];
  @ApiProperty({ type: UntouchedPeople }) notListed!: UntouchedPeople;
}
