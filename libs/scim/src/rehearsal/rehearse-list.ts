import { Injectable } from '@nestjs/common';
import { RehearseProvisioning, roleOf, type ProvisioningContext } from '@app/directory';
import { IdentityProviderRegistry } from '@app/idp/contract';
import { IntegrationRepository, ReadScope, ResourceCountRepository, UserRepository, type IntegrationEntity } from '@app/persistence';
import { refuseRehearsal } from '../problems.js';
import { readPeopleList } from './read-people-list.js';
import type { RehearsalView, RehearsedPerson, UntouchedPeople, UntouchedPerson } from './rehearsal-views.js';
import { type LookUp, namesOf, RehearsePerson } from './rehearse-person.js';

const MOST_SHOWN = 200;
const PORTION = 50;

/**
 * What provisioning a list of people would do, one after the other, by the rules of provisioning themselves and without writing. Requests
 * that others make meanwhile are served in between.
 */
@Injectable()
export class RehearseList {
  constructor(
    private readonly integrations: IntegrationRepository,
    private readonly registry: IdentityProviderRegistry,
    private readonly rehearsing: RehearseProvisioning,
    private readonly person: RehearsePerson,
    private readonly users: UserRepository,
    private readonly counts: ResourceCountRepository,
    private readonly reads: ReadScope,
  ) {}

  /** @throws Problem `integration_unknown` (404), `rehearsal_list_invalid`, `rehearsal_list_too_long` (400) */
  async run(accountId: string, id: string, body: unknown, lookUp: LookUp): Promise<RehearsalView> {
    const integration = await this.integrations.find(this.reads, accountId, id);
    if (!integration) throw refuseRehearsal('integration_unknown', `No integration of the account has this id, received ${JSON.stringify(id.slice(0, 100))}`);
    const list = readPeopleList(body, this.registry.find(integration.provider)?.capabilities.readsPeople);
    const identifiers = list.flatMap(({ user }) => Object.values(namesOf(user)).flat());
    const rehearsal = await this.rehearsing.begin(contextOf(integration), identifiers);
    const people: RehearsedPerson[] = [];
    const known = new Set<string>();
    for (const [position, listed] of list.entries()) {
      if (position % PORTION === PORTION - 1) await new Promise((resolve) => setImmediate(resolve));
      const { person, before } = await this.person.run(rehearsal, id, listed, position, lookUp);
      // Whom the rehearsal has made has no id that means anything.
      const isReal = before !== undefined && before.sequence !== Number.MAX_SAFE_INTEGER;
      if (isReal) known.add(before.id);
      people.push(isReal ? person : { ...person, id: null });
    }
    return viewOf(people, await this.notListed(accountId, known));
  }

  private async notListed(accountId: string, known: ReadonlySet<string>): Promise<UntouchedPeople> {
    const total = (await this.counts.total(this.reads, accountId, 'user')) - known.size;
    const people: UntouchedPerson[] = [];
    for (let after: number | undefined; people.length < Math.min(total, MOST_SHOWN); ) {
      const page = await this.users.listByAccount(this.reads, accountId, { after, limit: 500 });
      if (page.length === 0) break;
      after = page.at(-1)?.sequence;
      for (const user of page) if (!known.has(user.id) && !user.hiddenFromScim && people.length < MOST_SHOWN) people.push(untouched(user));
    }
    return { total, people };
  }
}

function untouched(user: Parameters<typeof roleOf>[0] & Omit<UntouchedPerson, 'role'>): UntouchedPerson {
  const { id, userName, email, active, managedBy } = user;
  return { id, userName, email, active, role: roleOf(user), managedBy };
}

function contextOf({ id, accountId, name }: IntegrationEntity): ProvisioningContext {
  return { accountId, integrationId: id, actor: { kind: 'provisioning-client', id, name, address: null, reference: null } };
}

function viewOf(people: readonly RehearsedPerson[], notListed: UntouchedPeople): RehearsalView {
  const those = (outcome: RehearsedPerson['outcome']) => people.filter((person) => person.outcome === outcome);
  const lists = {
    created: those('created'),
    linked: those('linked'),
    changed: those('changed'),
    unchanged: those('unchanged'),
    refused: those('refused'),
    passedOver: those('passed-over'),
    leftWithoutAdmin: people.filter(({ leftWithoutAdmin }) => leftWithoutAdmin),
    deactivated: people.filter(({ deactivated }) => deactivated),
  };
  const counts = Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.length])) as Record<keyof typeof lists, number>;
  return { summary: { listed: people.length, ...counts, notListed: notListed.total }, ...lists, notListed };
}
