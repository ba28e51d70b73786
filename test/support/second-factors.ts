import { generateSync } from 'otplib';
import type { ApiClient } from './api-client.js';

const PERIOD = 30;
const codeIn = (secret: string, seconds: number): string => generateSync({ secret, epoch: Math.floor(Date.now() / 1_000) + seconds });

/** Adds an authenticator app to whoever calls. @returns its secret */
export async function enrolTotp(client: ApiClient): Promise<string> {
  const { body } = await client.post('/api/v1/session/second-factors/totp');
  const secret = body.secret as string;
  const { status } = await client.post('/api/v1/session/second-factors/totp/confirm', { enrolment: body.enrolment, name: 'Telephone', code: codeIn(secret, 0) });
  if (status !== 201) throw new Error(`No second factor: ${status}`);
  return secret;
}

/** A code that is good after the one that the app was added with, which is spent: of the next half minute, which is accepted already. */
export function nextCode(secret: string): string {
  return codeIn(secret, PERIOD);
}
