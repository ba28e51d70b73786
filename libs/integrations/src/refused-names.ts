import { Injectable } from '@nestjs/common';
import { foldCase } from '@app/kernel';
import { IdentityCheckRepository, LastNameIdRepository, ReadScope, type IntegrationEntity, type RefusedName, type ResemblingPerson } from '@app/persistence';

const MOST_NAMES = 50;
// What several people resemble says nothing about any of them.
const MOST_PEOPLE = 3;

/** A name in the forms in which it is compared. */
interface ComparedName {
  readonly refused: RefusedName;
  readonly folded: string;
  readonly localPart: string;
}

/** Names that the identity provider has vouched for and that belonged to nobody (the guide's Error 405), with the people they resemble. */
@Injectable()
export class RefusedNames {
  constructor(
    private readonly checks: IdentityCheckRepository,
    private readonly lastNames: LastNameIdRepository,
    private readonly reads: ReadScope,
  ) {}

  /** By user id, for those who have not signed in since: the name that was refused last and is almost theirs. */
  async byPerson({ id, accountId }: IntegrationEntity): Promise<ReadonlyMap<string, RefusedName>> {
    const names = (await this.checks.listRefusedNames(this.reads, id, MOST_NAMES)).map(compared);
    const people = await this.checks.findResembling(this.reads, { accountId, integrationId: id }, wantedValues(names), [...new Set(names.map(({ localPart }) => localPart))]);
    const found = assign(names, people);
    const lastNames = await this.lastNames.findMany(this.reads, id, [...found.keys()]);
    return new Map([...found].filter(([userId, { at }]) => (lastNames.get(userId)?.lastUsedAt ?? 0) <= at));
  }
}

/** The newest name for each person. @param names the newest first */
export function assign(names: readonly ComparedName[], people: readonly ResemblingPerson[]): ReadonlyMap<string, RefusedName> {
  const found = new Map<string, RefusedName>();
  for (const name of names) {
    const alike = people.filter((person) => resembles(name, person));
    // Whoever has the name now was added or renamed since.
    if (alike.some(({ kind, value }) => kind === 'name' && value === name.folded)) continue;
    const ids = new Set(alike.map(({ userId }) => userId));
    if (ids.size > MOST_PEOPLE) continue;
    for (const id of ids) if (!found.has(id)) found.set(id, name.refused);
  }
  return found;
}

export function compared(refused: RefusedName): ComparedName {
  const folded = foldCase(refused.subject.trim());
  const at = folded.lastIndexOf('@');
  return { refused, folded, localPart: at > 0 ? folded.slice(0, at) : folded };
}

function wantedValues(names: readonly ComparedName[]): string[] {
  return [...new Set(names.flatMap(({ refused, folded, localPart }) => [refused.subject, folded, localPart]))];
}

function resembles({ refused, folded, localPart }: ComparedName, { kind, value }: ResemblingPerson): boolean {
  if (kind === 'external id') return value === refused.subject;
  if (kind === 'other e-mail') return value === folded;
  return value === folded || value === localPart || value.startsWith(`${localPart}@`);
}
