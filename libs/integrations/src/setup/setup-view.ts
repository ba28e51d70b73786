import { ApiProperty } from '@nestjs/swagger';
import { GuideView } from '../http/catalogue-views.js';
import { HandedOverView, ProposedMetadataView } from './metadata-proposal-view.js';

export class SetupProviderView {
  @ApiProperty({ example: 'okta' }) key!: string;
  @ApiProperty({ example: 'Okta' }) name!: string;
  @ApiProperty({ enum: ['saml', 'oidc'], example: 'saml' }) protocol!: string;
  @ApiProperty({ example: 'https://rest.example.com/api/v1/identity-providers/okta/logo' }) logoUrl!: string;
}

export class FailedConditionView {
  @ApiProperty({ example: 'audience' }) condition!: string;
  @ApiProperty({ example: 'https://rest.example.com/sso/acs/acme' }) expected!: string;
  @ApiProperty({ example: 'https://rest.example.com/sso/acs/acne' }) received!: string;
}

export class SetupAttemptView {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ description: 'The code of the refusal.', example: 'user_not_provisioned' })
  outcome!: string;

  @ApiProperty({ description: 'The reference number that the person saw.', example: 'K7QM-2XW9-4HTB' })
  reference!: string;

  @ApiProperty({ type: 'string', nullable: true, description: 'What to change at the identity provider.' })
  hint!: string | null;

  @ApiProperty({ type: FailedConditionView, nullable: true, description: 'What did not fit, where it says nothing of a person.' })
  failed!: FailedConditionView | null;
}

/** What somebody without an account sees by a setup link: nothing of people or credentials. */
export class SetupView {
  @ApiProperty({ description: "The account's name.", example: 'Acme' })
  account!: string;

  @ApiProperty({ description: "The integration's name.", example: 'Okta' })
  integration!: string;

  @ApiProperty({ type: SetupProviderView })
  provider!: SetupProviderView;

  @ApiProperty({ type: GuideView, description: 'The set-up guide with the values of this integration.' })
  guide!: GuideView;

  @ApiProperty({ description: 'Where a test sign-in can begin, once metadata is in effect.', example: 'https://rest.example.com/sso/login/acme' })
  loginUrl!: string;

  @ApiProperty({ format: 'date-time', description: 'When the link ends.' })
  expiresAt!: string;

  @ApiProperty({ type: HandedOverView, nullable: true, description: 'The metadata that sign-ins are checked against; null where there is none yet.' })
  inEffect!: HandedOverView | null;

  @ApiProperty({ type: ProposedMetadataView, nullable: true, description: 'What was handed over and waits for an administrator to confirm it.' })
  proposal!: ProposedMetadataView | null;

  @ApiProperty({ type: SetupAttemptView, nullable: true, description: 'The last attempt to sign in; the first that succeeds ends the link.' })
  lastAttempt!: SetupAttemptView | null;
}
