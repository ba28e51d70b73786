import { isStorableText } from '@app/http';
import type { Problem } from '@app/kernel';
import { refuseSignIn } from '../problems.js';

/** Who is meant, in the forms of RFC 9493 that identity providers send. */
export type RevocationSubject =
  | { readonly format: 'email'; readonly email: string }
  | { readonly format: 'iss_sub'; readonly iss: string; readonly sub: string }
  | { readonly format: 'opaque'; readonly id: string };

const MEMBERS = { email: ['email'], iss_sub: ['iss', 'sub'], opaque: ['id'] } as const;
const LONGEST = 1_000;

/** Reads `{"sub_id": {"format": "email", "email": "…"}}`. @throws Problem `revocation_request_malformed` (400) */
export function readRevocationSubject(body: unknown): RevocationSubject {
  const subject = isObject(body) ? body.sub_id : undefined;
  if (!isObject(subject)) throw malformed('an object sub_id', show(subject));
  const { format } = subject;
  if (typeof format !== 'string' || !Object.hasOwn(MEMBERS, format)) throw malformed(`sub_id.format ${Object.keys(MEMBERS).join(', ')}`, show(format));
  const names = MEMBERS[format as keyof typeof MEMBERS];
  for (const name of names) if (!isText(subject[name])) throw malformed(`a text sub_id.${name} of 1 to ${LONGEST} characters`, show(subject[name]));
  return { format, ...Object.fromEntries(names.map((name) => [name, subject[name]])) } as RevocationSubject;
}

/** Whom the subject names, for the log. */
export function nameOf(subject: RevocationSubject): string {
  if (subject.format === 'email') return subject.email;
  return subject.format === 'opaque' ? subject.id : subject.sub;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST && isStorableText(value);
}

function show(value: unknown): string {
  return value === undefined ? 'none' : (JSON.stringify(value) ?? typeof value).slice(0, 100);
}

function malformed(expected: string, received: string): Problem {
  return refuseSignIn('revocation_request_malformed', `The request does not say whose sessions are to end, expected ${expected}, received ${received}.`, { members: { expected, received } });
}
