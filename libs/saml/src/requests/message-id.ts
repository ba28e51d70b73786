import { randomBytes } from 'node:crypto';

/** An ID for a message: an xs:NCName with 160 bits of chance (SAML Core §1.3.4). */
export function newMessageId(): string {
  return `_${randomBytes(20).toString('hex')}`;
}
