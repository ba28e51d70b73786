import { newToken } from '@app/kernel';
import type { ScimCredentialKind } from '@app/persistence';

/** What the client presents, and the two parts of it: which row, and the proof. */
export interface ScimSecret {
  readonly credentialId: string;
  /** 256 bits, base64url. */
  readonly proof: string;
  /** As the client presents it. */
  readonly text: string;
}

// 128 bits of selector and 256 bits of proof. The selector makes each verification cost one hash, however many secrets are in their grace.
const SELECTOR_BYTES = 16;
const PREFIX: Readonly<Record<ScimCredentialKind, string>> = { password: 'scimpw_', token: 'scimtk_' };
const FORM = /^(?<credentialId>[\w-]{22})(?<proof>[\w-]{43})$/;

/** A secret that names its own row. The prefix lets secret scanners find one that was left in a file. */
export function newScimSecret(kind: ScimCredentialKind): ScimSecret {
  const credentialId = newToken(SELECTOR_BYTES);
  const proof = newToken();
  return { credentialId, proof, text: `${PREFIX[kind]}${credentialId}${proof}` };
}

/** @returns undefined for what {@link newScimSecret} cannot have made */
export function readScimSecret(kind: ScimCredentialKind, text: string): ScimSecret | undefined {
  if (!text.startsWith(PREFIX[kind])) return undefined;
  const parts = FORM.exec(text.slice(PREFIX[kind].length))?.groups;
  return parts && { credentialId: parts.credentialId as string, proof: parts.proof as string, text };
}

const USERNAME = /^scim-[\w-]{16}$/;

/** The name of an integration's provisioning client: made once, the same over rotations, without a colon (RFC 7617 §2). */
export function newScimUsername(): string {
  return `scim-${newToken(12)}`;
}

export function isScimUsername(text: string): boolean {
  return USERNAME.test(text);
}
