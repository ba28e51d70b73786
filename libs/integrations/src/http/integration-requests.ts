import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, IsNotEmpty, IsObject, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { MEGABYTE } from '@app/http';

const NAME = 'For lists and log lines; need not be unique. The name of the identity provider unless given.';
const ENTITY_ID =
  'The same Entity ID that was set when the Okta application was created (*Audience URL (SP Entity ID)*). `<PUBLIC_URL>/sso/acs/<unique identifier>`, a plain token, or any other URL or URN; it could be anything, as long as both sides have exactly the same.';
const UNIQUE_IDENTIFIER =
  'Only where the entity ID is a URL or URN of another form: the key in URLs and *Default RelayState*. 1 to 80 letters, digits, dots, dashes, underscores or tildes; unique in all of MoovingON AI.';
const METADATA_URL = "The identity provider's *Metadata URL* (in Okta: tab Sign On, under SAML 2.0, Copy). Keys that change there are then noticed here. Either this or `metadataXml`.";
const METADATA_XML = 'The metadata itself, pasted. Either this or `metadataUrl`.';
const OPTIONS = "The switches of the protocol and the identity provider's own fields, as the catalogue describes them.";

class SettingsRequest {
  @ApiPropertyOptional({ description: NAME, maxLength: 200, example: 'Okta' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  name?: string;

  @ApiPropertyOptional({ description: UNIQUE_IDENTIFIER, maxLength: 80, example: 'acme' })
  @IsOptional()
  @IsString()
  uniqueIdentifier?: string;

  @ApiPropertyOptional({ description: METADATA_URL, format: 'uri', maxLength: 2_048, example: 'https://acme.okta.com/app/exk1a2b3c/sso/saml/metadata' })
  @IsOptional()
  @IsString()
  @MaxLength(2_048)
  metadataUrl?: string;

  @ApiPropertyOptional({ description: METADATA_XML, maxLength: MEGABYTE })
  @IsOptional()
  @IsString()
  @MaxLength(MEGABYTE)
  metadataXml?: string;

  @ApiPropertyOptional({ description: OPTIONS, type: 'object', additionalProperties: true, example: {} })
  @IsOptional()
  @IsObject()
  options?: Record<string, unknown>;
}

/** `POST …/integrations` */
export class CreateIntegrationRequest extends SettingsRequest {
  @ApiProperty({ description: 'The key of an identity provider of the catalogue.', example: 'okta' })
  @IsString()
  @IsNotEmpty()
  provider!: string;

  @ApiPropertyOptional({ description: `${ENTITY_ID} Required but for OpenID Connect, where \`uniqueIdentifier\` stands in for it.`, maxLength: 1_024, example: 'https://rest.example.com/sso/acs/acme' })
  @IsOptional()
  @IsString()
  entityId?: string;

  @ApiPropertyOptional({ description: "The metadata comes later, such as by a link for the customer's IT administrator; until then nobody can sign in. For OpenID Connect: issuer, client ID and client secret do.", default: false, example: false })
  @IsOptional()
  @IsBoolean()
  awaitsMetadata?: boolean;
}

/** `PATCH …/integrations/{id}`: what is absent stays as it is. */
export class ChangeIntegrationRequest extends SettingsRequest {
  @ApiPropertyOptional({ description: ENTITY_ID, maxLength: 1_024, example: 'https://rest.example.com/sso/acs/acme' })
  @IsOptional()
  @IsString()
  entityId?: string;
}

/** `PUT …/integrations/{id}/scim` */
export class ScimSwitchRequest {
  @ApiProperty({ description: 'On or off.', example: true })
  @IsBoolean()
  enabled!: boolean;

  @ApiPropertyOptional({ description: 'On before anybody has signed in through the integration. For an owner or staff, signed in by password, alone; it is audited.', default: false, example: false })
  @IsOptional()
  @IsBoolean()
  force?: boolean;
}

const MOST_GRACE_HOURS = 720;
const GRACE_MESSAGE = `grace is not a grace period, expected whole hours from 0 to ${MOST_GRACE_HOURS}`;

/** `POST …/integrations/{id}/scim/rotate` */
export class RotationQuery {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: MOST_GRACE_HOURS,
    description: 'For how many hours the password and token before go on: the setting SCIM_CREDENTIAL_GRACE_HOURS (24) unless given; 0 ends every older one at once.',
  })
  @IsOptional()
  @Transform(({ value }) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value) as unknown)
  @IsInt({ message: GRACE_MESSAGE })
  @Min(0, { message: GRACE_MESSAGE })
  @Max(MOST_GRACE_HOURS, { message: GRACE_MESSAGE })
  grace?: number;
}
