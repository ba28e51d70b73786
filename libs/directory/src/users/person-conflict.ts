import { foldCase, type Problem } from '@app/kernel';
import type { UserEntity } from '@app/persistence';
import { refuseDirectory } from '../problems.js';

export type ConflictingAttribute = 'userName' | 'emails';

/** Which attributes of the row carry an identifier that another user of the account has. */
export function conflictingAttributes({ userName, email }: Pick<UserEntity, 'userName' | 'email'>, taken: readonly string[]): readonly ConflictingAttribute[] {
  const attributes: ConflictingAttribute[] = [];
  if (taken.includes(foldCase(userName))) attributes.push('userName');
  if (email !== null && taken.includes(foldCase(email))) attributes.push('emails');
  return attributes;
}

export function describeConflict(attribute: ConflictingAttribute, { userName, email }: Pick<UserEntity, 'userName' | 'email'>): string {
  const [name, value] = attribute === 'userName' ? ['userName', userName] : ['primary e-mail address', email];
  return `The ${name} is that of another user of the account already (as userName or primary e-mail), expected one that nobody has, received ${JSON.stringify(value)}`;
}

export function refuseSignInEmail(signInEmail: string | null): Problem {
  return refuseDirectory('user_conflict', `Another user of the account signs in with that e-mail address and a password, expected one that nobody signs in with, received ${JSON.stringify(signInEmail)}`, {
    members: { attribute: 'signInEmail' },
  });
}

export function refuseConflict(row: Pick<UserEntity, 'userName' | 'email'>, taken: readonly string[]): Problem {
  const [attribute = 'userName'] = conflictingAttributes(row, taken);
  return refuseDirectory('user_conflict', describeConflict(attribute, row), {
    hint: 'Look the existing user up (filter by userName or e-mail address) and change that one, or choose another address.',
    members: { attribute },
  });
}
