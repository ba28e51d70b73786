import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '@app/http';

/** `GET /api/v1/identity-providers` */
export class CatalogueQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Words of the name or of what people look for; all of them have to occur.', example: 'okta', maxLength: 200 })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  search?: string;
}

/** An identity provider of the catalogue. */
export class IdentityProviderView {
  @ApiProperty({ description: 'For `provider` when an integration is added.', example: 'okta' })
  key!: string;

  @ApiProperty({ example: 'Okta' })
  name!: string;

  @ApiProperty({ enum: ['saml', 'oidc'], example: 'saml' })
  protocol!: string;

  @ApiProperty({ example: 'Log into MoovingON AI from the Okta dashboard (SAML 2.0), and let Okta provision users and groups (SCIM 2.0).' })
  description!: string;

  @ApiProperty({ type: [String], description: 'What it can do beyond letting people in.', example: ['startsSignIn', 'singleLogout'] })
  capabilities!: string[];

  @ApiProperty({ description: 'The application logo to save and upload at the identity provider (PNG; `?format=svg` for SVG).', example: 'https://rest.example.com/api/v1/identity-providers/okta/logo' })
  logoUrl!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The JSON Schema of `options` of an integration.' })
  optionsSchema!: Record<string, unknown>;
}

export class CataloguePage {
  @ApiProperty({ type: [IdentityProviderView] })
  items!: readonly IdentityProviderView[];

  @ApiProperty({ type: 'string', nullable: true, example: null })
  nextCursor!: string | null;
}

export class GuideEntryView {
  @ApiProperty({ description: 'As the identity provider calls it.', example: 'Single sign-on URL' })
  field!: string;

  @ApiProperty({ description: 'What to copy, plain text.', example: 'https://rest.example.com/sso/acs/' })
  value!: string;

  @ApiPropertyOptional({ description: 'Markdown.' })
  note?: string;
}

export class GuideStepView {
  @ApiProperty({ description: 'Markdown.' })
  text!: string;

  @ApiPropertyOptional({ type: [GuideEntryView] })
  enter?: readonly GuideEntryView[];

  @ApiPropertyOptional({ description: 'Markdown: a trap on the way.' })
  warning?: string;
}

export class GuideSectionView {
  @ApiProperty({ example: 'create-an-okta-application' })
  id!: string;

  @ApiProperty({ example: 'Create an Okta application' })
  title!: string;

  @ApiProperty({ enum: ['vendor', 'here'], description: 'Where the steps are done.' })
  place!: 'vendor' | 'here';

  @ApiPropertyOptional({ description: 'Markdown.' })
  introduction?: string;

  @ApiProperty({ type: [GuideStepView] })
  steps!: readonly GuideStepView[];
}

export class GuideQuestionView {
  @ApiProperty() question!: string;
  @ApiProperty({ description: 'Markdown.' }) answer!: string;
}

/** A set-up guide, in parts and as one page. */
export class GuideView {
  @ApiProperty({ example: 'Okta: log into MoovingON AI' })
  title!: string;

  @ApiProperty({ description: 'Markdown.' })
  introduction!: string;

  @ApiProperty({ type: [String], description: 'Markdown: what to know before the first click.' })
  notes!: readonly string[];

  @ApiProperty({ type: [GuideSectionView] })
  sections!: readonly GuideSectionView[];

  @ApiProperty({ type: [GuideQuestionView] })
  questions!: readonly GuideQuestionView[];

  @ApiProperty({ description: 'All of it as one Markdown page.' })
  markdown!: string;
}
