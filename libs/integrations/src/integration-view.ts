import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CertificateView } from './certificate-view.js';
import { MetadataProposalView } from './setup/metadata-proposal-view.js';
import { BrakeView } from './brake-view.js';

export class ScimView {
  @ApiProperty({ description: 'Whether System for Cross-domain Identity Management (SCIM 2.0) is switched on.', example: true })
  enabled!: boolean;

  @ApiProperty({ description: 'For the field *SCIM connector base URL*.', example: 'https://rest.example.com/api/scim/v2' })
  baseUrl!: string;

  @ApiProperty({ type: 'string', nullable: true, description: 'For Basic Auth; made when SCIM is first switched on, and the same over rotations.', example: 'scim-x7Qm2XW94HTBk1Lp' })
  username!: string | null;

  @ApiPropertyOptional({ description: 'For Basic Auth; readable by those who may change integrations, until the provisioning client has used it for the first time.', example: 'scimpw_…' })
  password?: string;

  @ApiPropertyOptional({ description: 'For clients that take a bearer token in place of Basic Auth; readable in the same way.', example: 'scimtk_…' })
  token?: string;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'When the provisioning client last authenticated, at most a minute behind.' })
  lastUsedAt!: string | null;

  @ApiProperty({ type: BrakeView, description: 'What holds the provisioning client back from taking access from too many people at once.' })
  brake!: BrakeView;
}

export class WarningView {
  @ApiProperty({ example: 'certificate_expiring', enum: ['certificate_expired', 'certificate_expiring', 'metadata_unreadable', 'metadata_expired', 'metadata_awaited', 'scim_unverified', 'provisioning_paused', 'provisioning_refused', 'names_changed'] })
  code!: string;

  @ApiProperty({ description: 'What is the matter and what to do.' })
  detail!: string;
}

/** An integration: one identity provider set up in one account. */
export class IntegrationView {
  @ApiProperty({ example: '01939f7e-5a3c-7d2e-9b1f-3c5d7e9f1a2b' })
  id!: string;

  @ApiProperty({ description: 'The key of the identity provider.', example: 'okta' })
  provider!: string;

  @ApiProperty({ enum: ['saml', 'oidc'], description: 'What the identity provider speaks.', example: 'saml' })
  protocol!: string;

  @ApiProperty({ example: 'Okta' })
  name!: string;

  @ApiProperty({ description: 'As entered; the same that was set at the identity provider.', example: 'https://rest.example.com/sso/acs/acme' })
  entityId!: string;

  @ApiProperty({ description: 'The key in URLs and RelayState, unique in all of MoovingON AI.', example: 'acme' })
  uniqueIdentifier!: string;

  @ApiProperty({ description: 'For the field *Single sign-on URL*.', example: 'https://rest.example.com/sso/acs/' })
  acsUrl!: string;

  @ApiProperty({ description: 'For the field *Audience URL (SP Entity ID)* or *Audience Restriction*.', example: 'https://rest.example.com/sso/acs/acme' })
  audience!: string;

  @ApiProperty({ description: 'For the field *Default RelayState*.', example: 'acme' })
  relayState!: string;

  @ApiProperty({ description: 'Where a sign-in begins here.', example: 'https://rest.example.com/sso/login/acme' })
  loginUrl!: string;

  @ApiProperty({ type: 'string', nullable: true, description: 'Our own metadata, for identity providers that read it; null for OpenID Connect.', example: 'https://rest.example.com/sso/metadata/acme' })
  spMetadataUrl!: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'For the field *Sign-in redirect URI* of an OpenID provider; null for SAML.', example: null })
  callbackUrl!: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'Where the identity provider ends all sessions of a person by a signed call (Universal Logout); null where it has no such call.', example: 'https://rest.example.com/sso/revoke/acme' })
  revocationUrl!: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: "The identity provider's Metadata URL; null where the metadata was pasted.", example: 'https://acme.okta.com/app/exk1a2b3c/sso/saml/metadata' })
  metadataUrl!: string | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'When the metadata was last read.' })
  metadataReadAt!: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: "The identity provider's own entity ID, out of its metadata.", example: 'http://www.okta.com/exk1a2b3c' })
  issuer!: string | null;

  @ApiProperty({ type: [CertificateView], description: 'What responses may be signed with, by their end.' })
  certificates!: CertificateView[];

  @ApiProperty({ enum: ['unverified', 'verified'], description: 'Verified: somebody has signed in through it since its identity-provider settings were last changed.' })
  status!: 'unverified' | 'verified';

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  verifiedAt!: string | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'When somebody last signed in through it, as far back as sign-ins are kept (30 days).' })
  lastSignInAt!: string | null;

  @ApiProperty({ type: MetadataProposalView, nullable: true, description: 'Metadata that was handed over by a link and waits to be confirmed.' })
  metadataProposal!: MetadataProposalView | null;

  @ApiProperty({ type: ScimView })
  scim!: ScimView;

  @ApiProperty({ type: 'object', additionalProperties: true, description: "The switches of the protocol and the identity provider's own fields, as the catalogue describes them." })
  options!: Record<string, unknown>;

  @ApiProperty({ type: [WarningView], description: 'What an administrator should see to.' })
  warnings!: WarningView[];

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}
