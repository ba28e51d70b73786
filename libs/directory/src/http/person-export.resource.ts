import { ApiProperty } from '@nestjs/swagger';
import { ExportedProvisioningRecord, ExportedSignIn } from '../person-export/exported-logs.js';
import { ApiKeyResource } from './api-key.resource.js';
import { AuditEventResource } from './audit-event.resource.js';
import { SecondFactorResource } from './second-factor.resource.js';
import { SessionResource } from './session.resource.js';
import { UserResource } from './user.resource.js';

export class ExportedIdentifierResource {
  @ApiProperty({ example: '01939f7e-5a3c-7d2e-9b1f-3c5d7e9f1a2b' }) integrationId!: string;
  @ApiProperty({ example: 'Okta' }) integrationName!: string;
  @ApiProperty({ description: 'What the provisioning client calls the person.', example: '00u1a2b3c4d5e6f7g8h9' }) externalId!: string;
}

export class ExportedNameIdResource {
  @ApiProperty({ example: '01939f7e-5a3c-7d2e-9b1f-3c5d7e9f1a2b' }) integrationId!: string;
  @ApiProperty({ example: 'Okta' }) integrationName!: string;
  @ApiProperty({ description: 'NameID (SAML) or `sub` (OpenID Connect).', example: 'dana@acme.example' }) nameId!: string;
  @ApiProperty({ type: 'string', nullable: true, example: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' }) nameIdFormat!: string | null;
  @ApiProperty({ format: 'date-time' }) lastUsedAt!: string;
}

export class ExportedGroupResource {
  @ApiProperty({ example: '01939f7e-5a3c-7d2e-9b1f-3c5d7e9f1a2c' }) id!: string;
  @ApiProperty({ example: 'Support' }) displayName!: string;
}

/** What is kept of one person. */
export class PersonExportResource {
  @ApiProperty({ format: 'date-time' }) exportedAt!: string;
  @ApiProperty({ type: UserResource }) user!: UserResource;
  @ApiProperty({ type: [Object], description: 'All addresses, as they were sent.', example: [{ value: 'dana@acme.example', type: 'work', primary: true }] }) emails!: object[];
  @ApiProperty({ type: Object, additionalProperties: true, description: 'Further attributes, in the names of SCIM.', example: { title: 'Engineer' } }) attributes!: Record<string, unknown>;
  @ApiProperty({ type: [ExportedIdentifierResource] }) identifiers!: ExportedIdentifierResource[];
  @ApiProperty({ type: [ExportedNameIdResource], description: 'As whom the person signed in last, by integration.' }) lastNameIds!: ExportedNameIdResource[];
  @ApiProperty({ type: [ExportedGroupResource], description: 'The groups that the person is a member of.' }) groups!: ExportedGroupResource[];
  @ApiProperty({ type: [SessionResource], description: 'Without their tokens.' }) sessions!: SessionResource[];
  @ApiProperty({ type: [SecondFactorResource], description: 'Without their secrets.' }) secondFactors!: SecondFactorResource[];
  @ApiProperty({ type: [ApiKeyResource], description: 'Without the keys.' }) apiKeys!: ApiKeyResource[];
  @ApiProperty({ type: [ExportedSignIn], description: 'Of the last 30 days, the newest first.' }) signIns!: ExportedSignIn[];
  @ApiProperty({ type: [ExportedProvisioningRecord], description: 'Of the last 30 days, the newest first.' }) provisioningRecords!: ExportedProvisioningRecord[];
  @ApiProperty({ type: [AuditEventResource], description: 'About the person and by the person, the newest first.' }) auditEvents!: AuditEventResource[];
}
