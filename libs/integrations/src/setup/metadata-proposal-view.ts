import { ApiProperty } from '@nestjs/swagger';
import { CertificateView } from '../certificate-view.js';

export class HandedOverView {
  @ApiProperty({ description: "The identity provider's own entity ID, out of its metadata; the issuer of an OpenID provider.", example: 'http://www.okta.com/exk1a2b3c' })
  issuer!: string;

  @ApiProperty({ type: 'string', nullable: true, description: 'By what this service is known at an OpenID provider; null for SAML.', example: null })
  clientId!: string | null;

  @ApiProperty({ type: [CertificateView], description: 'What responses may be signed with; none for OpenID Connect.' })
  certificates!: CertificateView[];
}

export class ProposedMetadataView extends HandedOverView {
  @ApiProperty({ format: 'date-time' })
  handedOverAt!: string;
}

/** The same for an administrator: with where it came from. */
export class MetadataProposalView extends ProposedMetadataView {
  @ApiProperty({ type: 'string', nullable: true, description: 'The Metadata URL; null where the document was pasted.', example: 'https://acme.okta.com/app/exk1a2b3c/sso/saml/metadata' })
  metadataUrl!: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'The address of who handed it over.', example: '192.0.2.17' })
  address!: string | null;
}
