import { ApiProperty } from '@nestjs/swagger';
import type { ProvisioningRecordEntity, SignInAttemptEntity } from '@app/persistence';

const text = (description: string, example: string | null = null) => ({ type: String, nullable: true, description, example }) as const;

/** One attempt to sign in. */
export class ExportedSignIn {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ description: '`signed_in`, or the code of the refusal.', example: 'signed_in' }) outcome!: string;
  @ApiProperty(text('The integration; null for a password.')) integrationId!: string | null;
  @ApiProperty({ example: 'K7QM-2XW9-4HTB' }) reference!: string;
  @ApiProperty(text('Where it came from.', '192.0.2.17')) address!: string | null;
  @ApiProperty(text('The name that was signed in with.', 'dana@acme.example')) subject!: string | null;
  @ApiProperty(text('What was wrong.')) detail!: string | null;
  @ApiProperty({ type: Object, nullable: true, additionalProperties: true, description: 'What the identity provider said.' }) assertion!: Record<string, unknown> | null;
}

/** One request of a provisioning client that was about the person. */
export class ExportedProvisioningRecord {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty(text('The integration.')) integrationId!: string | null;
  @ApiProperty({ example: 'PUT' }) method!: string;
  @ApiProperty({ example: '/Users/01939f7e-5a3c-7d2e-9b1f-3c5d7e9f1a2b' }) path!: string;
  @ApiProperty({ type: 'integer', example: 200 }) status!: number;
  @ApiProperty({ example: 'K7QM-2XW9-4HTB' }) reference!: string;
  @ApiProperty(text('Why it was refused, or what was left as it was.')) detail!: string | null;
  @ApiProperty({ type: Object, nullable: true, additionalProperties: true, description: 'What changed.' }) changes!: Record<string, unknown> | null;
}

const iso = (instant: number) => new Date(instant).toISOString();

export function exportedSignIn({ at, outcome, integrationId, reference, address, subject, detail, assertion }: SignInAttemptEntity): ExportedSignIn {
  return { at: iso(at), outcome, integrationId, reference, address, subject, detail, assertion };
}

export function exportedProvisioningRecord({ at, integrationId, method, path, status, reference, detail, changes }: ProvisioningRecordEntity): ExportedProvisioningRecord {
  return { at: iso(at), integrationId, method, path, status, reference, detail, changes };
}
