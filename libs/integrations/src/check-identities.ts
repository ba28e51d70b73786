import { Injectable } from '@nestjs/common';
import { Cursors, type Page, type PageQuery } from '@app/http';
import { ExternalIdRepository, IdentityCheckRepository, LastNameIdRepository, ReadScope, UserRepository, type IntegrationEntity, type RefusedName, type UserEntity } from '@app/persistence';
import type { PersonNames } from './identity-mismatches.js';
import { RefusedNames } from './refused-names.js';

export interface IdentityListing extends Pick<PageQuery, 'limit' | 'cursor'> {
  /** Only those of whom something does not match. */
  readonly mismatching: boolean;
}

/** Each person of an account with the names that one integration signs him in by and provisions him with, in the order of creation. */
@Injectable()
export class CheckIdentities {
  constructor(
    private readonly people: UserRepository,
    private readonly checks: IdentityCheckRepository,
    private readonly lastNames: LastNameIdRepository,
    private readonly externalIds: ExternalIdRepository,
    private readonly refusedNames: RefusedNames,
    private readonly reads: ReadScope,
    private readonly cursors: Cursors,
  ) {}

  /** @throws Problem `cursor_invalid` (400) */
  async page(integration: IntegrationEntity, { limit, cursor, mismatching }: IdentityListing): Promise<Page<PersonNames>> {
    const list = `integrations/${integration.id}/identity-check?mismatching=${mismatching}`;
    const [after] = cursor === undefined ? [] : (this.cursors.decode(list, cursor) as [number]);
    const refused = await this.refusedNames.byPerson(integration);
    const users = await this.list(integration, { after, limit: limit + 1 }, mismatching ? refused : undefined);
    const { items, nextCursor } = this.cursors.page(list, users, limit, ({ sequence }) => [sequence]);
    return { items: await this.withNames(integration, items, refused), nextCursor };
  }

  private list({ id, accountId }: IntegrationEntity, page: { after?: number | undefined; limit: number }, these: ReadonlyMap<string, RefusedName> | undefined): Promise<UserEntity[]> {
    if (!these) return this.people.listByAccount(this.reads, accountId, page);
    return this.checks.listMismatching(this.reads, { accountId, integrationId: id }, [...these.keys()], page);
  }

  private async withNames({ id }: IntegrationEntity, users: readonly UserEntity[], refused: ReadonlyMap<string, RefusedName>): Promise<PersonNames[]> {
    const ids = users.map((user) => user.id);
    const [lastNames, externalIds] = [await this.lastNames.findMany(this.reads, id, ids), await this.externalIds.findMany(this.reads, id, ids)];
    return users.map((user) => ({ user, last: lastNames.get(user.id), externalId: externalIds.get(user.id) ?? null, refused: refused.get(user.id) }));
  }
}
