import { ApiProperty } from '@nestjs/swagger';

/** A certificate that the identity provider signs with. */
export class CertificateView {
  @ApiProperty({ description: 'SHA-256 of the certificate, in hexadecimal.', example: '6F:2A:…' })
  fingerprint!: string;

  @ApiProperty({ format: 'date-time', example: '2025-03-13T00:00:00.000Z' })
  notBefore!: string;

  @ApiProperty({ format: 'date-time', description: 'Its end.', example: '2035-03-13T00:00:00.000Z' })
  notAfter!: string;
}
