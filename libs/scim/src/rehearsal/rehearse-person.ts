import { Injectable } from '@nestjs/common';
import { ownerWarnings, type CurrentPerson, type PersonOutcome, type Rehearsal } from '@app/directory';
import { Problem } from '@app/kernel';
import type { UserEntity } from '@app/persistence';
import { asScimRefusal } from '../http/scim-refusal.js';
import { describeChange, describeKept } from '../log/describe-change.js';
import { readUser, renderScimError, type Reading, type UserResource } from '../protocol/index.js';
import { readNewPerson, readReplacement } from '../users/person-of.js';
import { ReadUsers } from '../users/read-users.js';
import { isObject, layOver } from './lay-over.js';
import type { ListedPerson } from './read-people-list.js';
import type { RehearsedPerson } from './rehearsal-views.js';

/** By what the provisioning client looks people up. */
export type LookUp = 'userName' | 'email';

/** What happens in a rehearsal, and whom it was about (as he was). */
export interface Rehearsed {
  readonly person: RehearsedPerson;
  readonly before: UserEntity | undefined;
}

/** What becomes of one person of the list: looked up, then created, or changed by what the client would send. */
@Injectable()
export class RehearsePerson {
  constructor(private readonly users: ReadUsers) {}

  async run(rehearsal: Rehearsal, integrationId: string, { user, onlyWhereKnown }: ListedPerson, position: number, lookUp: LookUp): Promise<Rehearsed> {
    const named = namesOf(user);
    const before = find(rehearsal, named, lookUp);
    const about = { position, id: before?.id ?? null, userName: named.userName ?? null };
    if (!before && onlyWhereKnown) return { before, person: { ...about, outcome: 'passed-over' } };
    try {
      const told = before ? await this.change(rehearsal, integrationId, user, before) : await this.create(rehearsal, user);
      return { before, person: { ...about, ...told } };
    } catch (refusal) {
      if (!(refusal instanceof Problem) || refusal.status >= 500) throw refusal;
      const { status, scimType, detail } = renderScimError(asScimRefusal(refusal));
      return { before, person: { ...about, outcome: 'refused', refusal: { status, ...(scimType !== undefined && { scimType }), detail } } };
    }
  }

  private async create(rehearsal: Rehearsal, body: unknown): Promise<Told> {
    const { reading, person } = readNewPerson(body);
    const outcome = await rehearsal.create(person);
    return { outcome: 'created', ...this.tell({ reading, shown: {} }, outcome), ...warningsOf(outcome.user) };
  }

  private async change(rehearsal: Rehearsal, integrationId: string, body: unknown, before: UserEntity): Promise<Told> {
    const current = rehearsal.currentOf(before);
    const shown = this.users.renderPlain(current);
    const intentOf = readReplacement(isObject(body) ? layOver(shown, body) : body);
    const { reading, changes } = intentOf(shown);
    const outcome = await rehearsal.change(before.id, changes);
    const linked = before.managedBy === null && outcome.user.managedBy === integrationId;
    return {
      outcome: linked ? 'linked' : outcome.changed ? 'changed' : 'unchanged',
      ...this.tell({ reading, shown }, outcome),
      ...(before.admin && !outcome.user.admin && !outcome.user.owner && { leftWithoutAdmin: true }),
      ...(before.active && !outcome.user.active && { deactivated: true }),
      ...warningsOf(outcome.user),
    };
  }

  private tell({ reading, shown }: { reading: Reading<UserResource>; shown: object }, outcome: PersonOutcome): Pick<RehearsedPerson, 'changes' | 'keptAsItWas'> {
    const changes = describeChange(shown, this.users.renderPlain(outcome as CurrentPerson));
    return { changes: changes as RehearsedPerson['changes'], ...(describeKept(reading.faults, outcome.kept) as Pick<RehearsedPerson, 'keptAsItWas'>) };
  }
}

type Told = Omit<RehearsedPerson, 'position' | 'id' | 'userName'>;

interface Names {
  readonly userName?: string;
  readonly emails: readonly string[];
}

/** What a person of the list is called in it; nothing where the entry cannot be read. */
export function namesOf(user: unknown): Names {
  if (!isObject(user)) return { emails: [] };
  const { userName, emails = [] } = readUser(user).resource;
  return { ...(userName !== undefined && { userName }), emails: primaryFirst(emails).flatMap(({ value }) => value ?? []) };
}

function primaryFirst<Entry extends { primary?: boolean | undefined }>(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort((left, right) => Number(right.primary ?? false) - Number(left.primary ?? false));
}

function find(rehearsal: Rehearsal, { userName, emails: [email] }: Names, lookUp: LookUp): UserEntity | undefined {
  if (lookUp === 'email') return rehearsal.findByEmail(email ?? userName ?? '');
  return userName === undefined ? undefined : rehearsal.findByUserName(userName);
}

function warningsOf(user: UserEntity): Pick<RehearsedPerson, 'warnings'> {
  const warnings = ownerWarnings(user);
  return warnings.length > 0 ? { warnings } : {};
}
