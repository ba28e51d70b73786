import { ApiProperty } from '@nestjs/swagger';
import type { SecondFactorEntity, SecondFactorKind } from '@app/persistence';
import type { AddedSecondFactor } from '../second-factors/add-second-factor.js';
import type { PasskeyRegistration } from '../second-factors/register-passkey.js';
import type { PosedChallenge, ProofMethod } from '../second-factors/pose-challenge.js';
import type { SecondFactorsOfUser } from '../second-factors/list-second-factors.js';

const iso = (instant: number) => new Date(instant).toISOString();

const METHODS = ['password', 'totp', 'passkey', 'recovery-code'] as const;

export class SecondFactorResource {
  @ApiProperty({ example: '01930c5e-8b1f-7c3a-9d2e-4f5a6b7c8d9f' })
  id!: string;

  @ApiProperty({ enum: ['totp', 'passkey'], description: '`totp`: an authenticator app. `passkey`: a security key, or the passkey of a telephone or computer.' })
  kind!: SecondFactorKind;

  @ApiProperty({ example: 'My telephone' })
  name!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  lastUsedAt!: string | null;
}

export function secondFactorResource({ id, kind, name, createdAt, lastUsedAt }: SecondFactorEntity): SecondFactorResource {
  return { id, kind, name, createdAt: iso(createdAt), lastUsedAt: lastUsedAt === null ? null : iso(lastUsedAt) };
}

/** All of them: nobody has more than ten. */
export class SecondFactorsResource {
  @ApiProperty({ type: [SecondFactorResource] })
  items!: SecondFactorResource[];

  @ApiProperty({ type: String, nullable: true, description: 'Always null: the list has one page.', example: null })
  nextCursor!: null;

  @ApiProperty({ type: 'integer', description: 'How many recovery codes have not been used.', example: 10 })
  recoveryCodesLeft!: number;
}

export function secondFactorsResource({ factors, recoveryCodesLeft }: SecondFactorsOfUser): SecondFactorsResource {
  return { items: factors.map(secondFactorResource), nextCursor: null, recoveryCodesLeft };
}

export class AddedSecondFactorResource extends SecondFactorResource {
  @ApiProperty({ type: [String], nullable: true, description: 'Shown once, with the first second factor: ten codes, each of which stands in for it once. Null with the others.', example: ['7K2QM-X9W4H-TB0RN-5ZC8D'] })
  recoveryCodes!: readonly string[] | null;
}

export function addedSecondFactorResource({ factor, recoveryCodes }: AddedSecondFactor): AddedSecondFactorResource {
  return { ...secondFactorResource(factor), recoveryCodes };
}

export class RecoveryCodesResource {
  @ApiProperty({ type: [String], description: 'Shown once; the codes that there were before have ended.', example: ['7K2QM-X9W4H-TB0RN-5ZC8D'] })
  recoveryCodes!: readonly string[];
}

export class TotpEnrolmentResource {
  @ApiProperty({ description: 'Send it back with the first code, within five minutes.' })
  enrolment!: string;

  @ApiProperty({ description: 'In base32, for people who type it into the app. Shown once.', example: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' })
  secret!: string;

  @ApiProperty({ description: 'The same for a QR code.', example: 'otpauth://totp/MoovingON%20AI:owner%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=MoovingON%20AI' })
  uri!: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;
}

export class PasskeyRegistrationResource {
  @ApiProperty({ description: 'Send it back with what the browser returns, within five minutes.', example: 'qDcYBvQ3T6m1n0aX2l9sFZr8Wk4uHjEoPi7yMbVtCxU' })
  registration!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, example: { challenge: 'c2VlbiBvbmNl', rp: { id: 'login.example.com', name: 'MoovingON AI' } }, description: 'What `PublicKeyCredential.parseCreationOptionsFromJSON` and then `navigator.credentials.create` take (WebAuthn Level 3 §5.1.8).' })
  options!: PasskeyRegistration['options'];

  @ApiProperty({ format: 'date-time', example: '2026-01-05T09:05:00.000Z' })
  expiresAt!: string;
}

/** A question to a person; `401 second_factor_required` carries the same members. */
export class ChallengeResource {
  @ApiProperty({ description: 'Send it back with the answer, within five minutes. Good for one right answer and at most five in all.' })
  challenge!: string;

  @ApiProperty({ enum: METHODS, isArray: true, description: 'How it can be answered. `totp` is a `code`, `recovery-code` a `recoveryCode`.', example: ['totp', 'recovery-code'] })
  methods!: readonly ProofMethod[];

  @ApiProperty({ type: 'object', nullable: true, additionalProperties: true, description: 'What `PublicKeyCredential.parseRequestOptionsFromJSON` and then `navigator.credentials.get` take; null without passkeys.' })
  passkeyOptions!: PosedChallenge['passkeyOptions'];

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;
}

export function challengeResource({ token, methods, passkeyOptions, expiresAt }: PosedChallenge): ChallengeResource {
  return { challenge: token, methods, passkeyOptions, expiresAt: iso(expiresAt) };
}
