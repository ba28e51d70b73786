import type { NameMismatch } from '@app/idp/contract';
import { foldCase } from '@app/kernel';
import type { LastNameIdEntity, RefusedName, UserEntity } from '@app/persistence';

/** A person's names side by side, as one integration has them. */
export interface PersonNames {
  readonly user: UserEntity;
  /** Undefined for one who never signed in through the integration. */
  readonly last: LastNameIdEntity | undefined;
  readonly externalId: string | null;
  /** A name that was refused last, and resembles the person's. */
  readonly refused: RefusedName | undefined;
}

/** Two names of a person that should be one. */
export interface IdentityMismatch {
  readonly code: NameMismatch;
  /** The fields that were compared. */
  readonly between: readonly ('nameId' | 'userName' | 'email' | 'externalId')[];
  /** Whether the person is refused while this is so. */
  readonly refusesSignIn: boolean;
  /** What does not match: expected, received. */
  readonly detail: string;
}

/** What does not match, what keeps somebody out first. */
export function mismatchesOf({ user, last, refused }: PersonNames): IdentityMismatch[] {
  return [...(refused ? [refusal(user, refused)] : []), ...ofLastName(user, last)];
}

function ofLastName(user: UserEntity, last: LastNameIdEntity | undefined): IdentityMismatch[] {
  const { userName, userNameFolded, email } = user;
  const emailDiffers = email !== null && foldCase(email) !== userNameFolded;
  if (last && last.lookedUpFolded !== userNameFolded) return [last.lookedUpFolded === (email === null ? '' : foldCase(email)) ? byEmail(user, last) : unknown(user, last)];
  if (!emailDiffers) return [];
  const detail = `The userName is not the primary e-mail address, expected both to be the same, received ${quote(userName)} and ${quote(email)}.`;
  return [{ code: 'user_name_is_not_email', between: ['userName', 'email'], refusesSignIn: false, detail }];
}

function byEmail({ userName }: UserEntity, { lookedUp }: LastNameIdEntity): IdentityMismatch {
  const detail = `The person signs in by the primary e-mail address, expected the userName ${quote(userName)}, received ${quote(lookedUp)}.`;
  return { code: 'name_id_is_email', between: ['nameId', 'userName'], refusesSignIn: false, detail };
}

function unknown(user: UserEntity, { lookedUp }: LastNameIdEntity): IdentityMismatch {
  const detail = `The name of the last sign-in is not the person's any more, so that the next one with it is refused: expected ${namesOf(user)}, received ${quote(lookedUp)}.`;
  return { code: 'name_id_unknown', between: ['nameId', 'userName', 'email'], refusesSignIn: true, detail };
}

function refusal(user: UserEntity, { subject }: RefusedName): IdentityMismatch {
  const why = user.hiddenFromScim ? 'its person was deleted by the provisioning client' : 'no user has it';
  const detail = `A sign-in with a name like the person's was refused, as ${why}: expected ${namesOf(user)}, received ${quote(subject.slice(0, 300))}.`;
  return { code: 'name_refused', between: ['nameId', 'userName', 'email', 'externalId'], refusesSignIn: true, detail };
}

function namesOf({ userName, email }: UserEntity): string {
  return email === null || foldCase(email) === foldCase(userName) ? quote(userName) : `${quote(userName)} or ${quote(email)}`;
}

function quote(text: string | null): string {
  return JSON.stringify(text ?? '');
}
