import { foldCase } from '@app/kernel';
import type { UserEmailEntity, UserEntity } from '@app/persistence';
import type { EmailAddress } from './person.js';

/** The addresses of a user as they were sent. */
export function emailsOf({ attributes }: Pick<UserEntity, 'attributes'>): readonly EmailAddress[] {
  return (attributes.emails as readonly EmailAddress[] | undefined) ?? [];
}

/** The one that is marked primary, else the first. */
export function primaryOf(emails: readonly EmailAddress[]): EmailAddress | undefined {
  return emails.find(({ primary }) => primary === true) ?? emails[0];
}

/** The addresses with another primary one: its type stays; null takes it away. */
export function withPrimaryEmail(emails: readonly EmailAddress[], value: string | null): readonly EmailAddress[] {
  const primary = primaryOf(emails);
  if (value === null) return emails.filter((email) => email !== primary);
  if (!primary) return [{ value, type: 'work', primary: true }];
  return emails.map((email) => (email === primary ? { ...email, value } : email));
}

/** The addresses as rows to be searched; each in its place of the list. */
export function emailRows(user: Pick<UserEntity, 'id' | 'accountId' | 'attributes'>): UserEmailEntity[] {
  const emails = emailsOf(user);
  const primary = primaryOf(emails);
  return emails.map((email, position) => ({
    userId: user.id,
    position,
    accountId: user.accountId,
    value: email.value,
    valueFolded: foldCase(email.value),
    type: email.type ?? null,
    display: email.display ?? null,
    primary: email === primary,
  }));
}

/** By what a person is known in the account: folded userName and folded primary e-mail, once where both are the same. */
export function identifiersOf({ userName, email }: Pick<UserEntity, 'userName' | 'email'>): readonly string[] {
  return [...new Set([foldCase(userName), ...(email === null ? [] : [foldCase(email)])])];
}
