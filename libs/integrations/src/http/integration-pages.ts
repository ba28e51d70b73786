import { ApiProperty } from '@nestjs/swagger';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { IntegrationView } from '../integration-view.js';

const NEXT = { type: 'string', nullable: true, description: 'For `?cursor=`; null on the last page.', example: null } as const;

export class IntegrationPage {
  @ApiProperty({ type: [IntegrationView] })
  items!: readonly IntegrationView[];

  @ApiProperty(NEXT)
  nextCursor!: string | null;
}

/** Somebody whom a change concerns. */
export class ConcernedPersonView {
  @ApiProperty({ example: '01930c5e-8b1f-7c3a-9d2e-4f5a6b7c8d9e' })
  id!: string;

  @ApiProperty({ example: 'dana@acme.example' })
  userName!: string;

  @ApiProperty({ type: 'string', nullable: true, example: 'Dana Levi' })
  displayName!: string | null;
}

export class ConcernedPeopleView {
  @ApiProperty({ type: 'integer', example: 2 })
  total!: number;

  @ApiProperty({ type: [ConcernedPersonView], description: 'The first 100.' })
  people!: readonly ConcernedPersonView[];
}

/** What deleting an integration would do. */
export class DeletionView {
  @ApiProperty({ example: '01939f7e-5a3c-7d2e-9b1f-3c5d7e9f1a2b' })
  id!: string;

  @ApiProperty({ example: 'Okta' })
  name!: string;

  @ApiProperty({ type: 'integer', description: 'Sessions that were opened through it; they end.', example: 12 })
  endedSessions!: number;

  @ApiProperty({ type: 'integer', description: 'People whom it provisioned; they stay as they are, active or not, and are managed here from then on.', example: 250 })
  releasedPeople!: number;

  @ApiProperty({ type: 'integer', description: 'Groups that it provisioned; they stay with their members, and are managed here from then on.', example: 12 })
  releasedGroups!: number;

  @ApiProperty({ description: 'Whether SCIM is on: its provisioning client is refused from then on.', example: true })
  scimEnabled!: boolean;

  @ApiProperty({ type: ConcernedPeopleView, description: 'People who could not sign in any more: no other integration of the account is verified, and they have no password (or the account requires single sign-on). Owners with a password always can.' })
  withoutWayIn!: ConcernedPeopleView;
}

/** `POST …/integrations/{id}/takeover` */
export class TakeoverRequest {
  @ApiProperty({ description: 'The id of the integration that is replaced, of the same account.', example: '01939f7e-5a3c-7d2e-9b1f-3c5d7e9f1a2b' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  from!: string;
}

export class PredecessorView {
  @ApiProperty({ example: '01939f7e-5a3c-7d2e-9b1f-3c5d7e9f1a2b' })
  id!: string;

  @ApiProperty({ example: 'Okta (old)' })
  name!: string;
}

/** What was taken over. */
export class TakeoverView {
  @ApiProperty({ type: PredecessorView })
  from!: PredecessorView;

  @ApiProperty({ type: 'integer', description: 'People who are managed by the new integration now, each as he was.', example: 250 })
  people!: number;

  @ApiProperty({ type: 'integer', description: 'Groups likewise.', example: 12 })
  groups!: number;

  @ApiProperty({ type: 'integer', description: '`externalId`s that came along; where the new client has given one of its own already, that one stays.', example: 262 })
  externalIds!: number;

  @ApiProperty({ description: 'Whether SCIM was on at the old integration. It is off now, so that taking the old application down deactivates nobody.', example: true })
  scimSwitchedOff!: boolean;
}

/** One attempt to sign in through the integration. */
export class SignInView {
  @ApiProperty() id!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ description: '`signed_in`, or the code of the refusal.', example: 'user_not_provisioned' })
  outcome!: string;

  @ApiProperty({ description: 'The reference number that the person saw.', example: 'K7QM-2XW9-4HTB' })
  reference!: string;

  @ApiProperty({ type: 'string', nullable: true, description: "The client's address." })
  address!: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'Whom the assertion named (NameID).', example: 'dana@example.com' })
  subject!: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'The user who was found.' })
  userId!: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'What was wrong, expected, received.' })
  detail!: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'What to change, and where.' })
  hint!: string | null;

  @ApiProperty({ type: 'object', nullable: true, additionalProperties: true, description: 'What the assertion said: subject, attributes, issuer, audience, conditions.' })
  assertion!: Record<string, unknown> | null;
}

export class SignInPage {
  @ApiProperty({ type: [SignInView] })
  items!: readonly SignInView[];

  @ApiProperty(NEXT)
  nextCursor!: string | null;
}

/** One request of the provisioning client. */
export class ProvisioningView {
  @ApiProperty() id!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ example: 'PUT' })
  method!: string;

  @ApiProperty({ example: '/Users/01939f7e-5a3c-7d2e-9b1f-3c5d7e9f1a2b' })
  path!: string;

  @ApiProperty({ type: 'integer', example: 200 })
  status!: number;

  @ApiProperty({ type: 'string', nullable: true, description: 'The code of the refusal; null for what was carried out.', example: null })
  code!: string | null;

  @ApiProperty({ description: "The request's reference number.", example: 'K7QM-2XW9-4HTB' })
  reference!: string;

  @ApiProperty({ type: 'string', nullable: true, description: "The client's address." })
  address!: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'The user or group.' })
  resourceId!: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'Why it was refused, or what was left as it was.' })
  detail!: string | null;

  @ApiProperty({ type: 'object', nullable: true, additionalProperties: true, description: 'What changed; never a secret.' })
  changes!: Record<string, unknown> | null;
}

export class ProvisioningPage {
  @ApiProperty({ type: [ProvisioningView] })
  items!: readonly ProvisioningView[];

  @ApiProperty(NEXT)
  nextCursor!: string | null;
}
