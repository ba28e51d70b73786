import { ApiProperty } from '@nestjs/swagger';
import { NAME_MISMATCHES, type NameMismatch } from '@app/idp/contract';

const COMPARED = ['nameId', 'userName', 'email', 'externalId'];

/** Names of a person that do not match. */
export class IdentityMismatchView {
  @ApiProperty({ enum: NAME_MISMATCHES, example: 'name_id_is_email' })
  code!: NameMismatch;

  @ApiProperty({ enum: COMPARED, isArray: true, description: 'What was compared.', example: ['nameId', 'userName'] })
  between!: string[];

  @ApiProperty({ description: 'Whether the person is kept out while this is so.', example: false })
  refusesSignIn!: boolean;

  @ApiProperty({ description: 'What does not match, expected, received.', example: 'The person signs in by the primary e-mail address, expected the userName "dlevi", received "dana@acme.example".' })
  detail!: string;

  @ApiProperty({ type: 'string', nullable: true, description: 'What to change at the identity provider, in its own words.', example: 'In Okta, General >> SAML Settings >> Edit, set Application username to Email and Name ID format to EmailAddress.' })
  hint!: string | null;
}

/** A name that the identity provider vouched for and that belonged to nobody. */
export class RefusedNameView {
  @ApiProperty({ example: 'dana@acme-group.example' })
  nameId!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ description: 'Of the refusal, as the person saw it; the sign-in log has it.', example: 'K7QM-2XW9-4HTB' })
  reference!: string;
}

/** A person's names side by side. */
export class IdentityView {
  @ApiProperty({ example: '01930c5e-8b1f-7c3a-9d2e-4f5a6b7c8d9e' })
  userId!: string;

  @ApiProperty({ type: 'string', nullable: true, example: 'Dana Levi' })
  displayName!: string | null;

  @ApiProperty({ example: true })
  active!: boolean;

  @ApiProperty({ type: 'string', nullable: true, description: 'NameID (OpenID Connect: `sub`) of the last sign-in through the integration; null for one who never did.', example: 'dana@acme.example' })
  nameId!: string | null;

  @ApiProperty({ type: 'string', nullable: true, example: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' })
  nameIdFormat!: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'What the person was found by: the NameID, or the e-mail address or claim that stood in for it.', example: 'dana@acme.example' })
  signedInAs!: string | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  lastUsedAt!: string | null;

  @ApiProperty({ description: 'As the provisioning client (SCIM) or an administrator has set it.', example: 'dana@acme.example' })
  userName!: string;

  @ApiProperty({ type: 'string', nullable: true, description: "The provisioning client's own key of the person (SCIM `externalId`), of this integration.", example: '00u1a2b3c4d5e6f7g8h9' })
  externalId!: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'The primary e-mail address.', example: 'dana@acme.example' })
  email!: string | null;

  @ApiProperty({ type: [IdentityMismatchView], description: 'What keeps the person out stands first; empty where everything matches.' })
  mismatches!: IdentityMismatchView[];

  @ApiProperty({ type: RefusedNameView, nullable: true, description: "A sign-in of the last 30 days that was refused for a name like this person's, and none since that was not." })
  refused!: RefusedNameView | null;
}

export class IdentityPageView {
  @ApiProperty({ type: [IdentityView] })
  items!: readonly IdentityView[];

  @ApiProperty({ type: 'string', nullable: true, description: 'For `?cursor=`; null on the last page.', example: null })
  nextCursor!: string | null;
}
