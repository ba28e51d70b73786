import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '@app/audit';
import { Cursors, type Page, type PageQuery } from '@app/http';
import { Clock, digest, HOUR, newId, newToken } from '@app/kernel';
import { ReadScope, SetupLinkRepository, type SetupLinkEntity } from '@app/persistence';
import { Settings } from '@app/settings';
import { IntegrationWork } from '../integration-work.js';
import { refuseIntegration } from '../problems.js';
import { entryFor } from '../settings-audit.js';

/** A link that was just made: its address is shown this once. */
export interface NewSetupLink {
  readonly link: SetupLinkEntity;
  readonly url: string;
}

const GOOD_FOR = 72 * HOUR;
/** Where somebody sets up the other side by a link; the token is in the fragment, which browsers send to nobody. */
const SETUP_PATH = '/setup';

/** The links by which a customer's IT administrator, who has no account, sets up the other side of one integration. */
@Injectable()
export class SetupLinks {
  constructor(
    private readonly work: IntegrationWork,
    private readonly links: SetupLinkRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly reads: ReadScope,
    private readonly cursors: Cursors,
  ) {}

  /** @throws Problem `integration_unknown` (404), `integration_verified` (409) */
  create(accountId: string, id: string, actor: Actor): Promise<NewSetupLink> {
    const token = newToken();
    const now = this.clock.millis();
    return this.work.change(accountId, id, async (tx, integration) => {
      if (integration.verifiedAt !== null) throw alreadyVerified('A link sets up an integration that nobody has signed in through yet');
      const link = { id: newId(), accountId, integrationId: id, tokenDigest: digest(token), createdBy: actor.name, createdAt: now, expiresAt: now + GOOD_FOR, lastUsedAt: null };
      await this.links.insert(tx, link);
      await this.audit.record(tx, { ...entryFor(integration, actor), action: 'integration.setup_link_created', after: { setupLinkId: link.id, expiresAt: new Date(link.expiresAt).toISOString() } });
      return { link, url: `${this.settings.publicUrl}${SETUP_PATH}#${token}` };
    });
  }

  /** The link ends at once. @throws Problem `integration_unknown`, `setup_link_unknown` (404) */
  revoke(accountId: string, id: string, linkId: string, actor: Actor): Promise<void> {
    return this.work.change(accountId, id, async (tx, integration) => {
      if ((await this.links.delete(tx, id, linkId)) === 0) {
        throw refuseIntegration('setup_link_unknown', `The integration has no link with this id, expected one of its list, received ${JSON.stringify(linkId.slice(0, 80))}.`);
      }
      await this.audit.record(tx, { ...entryFor(integration, actor), action: 'integration.setup_link_revoked', before: { setupLinkId: linkId } });
    });
  }

  /** Those that are still good. @throws Problem `integration_unknown` (404), `cursor_invalid` (400) */
  async page(accountId: string, id: string, { limit, cursor }: PageQuery): Promise<Page<SetupLinkEntity>> {
    await this.work.find(accountId, id);
    const list = `integrations/${id}/setup-links`;
    const [after] = cursor === undefined ? [] : (this.cursors.decode(list, cursor) as [string]);
    const rows = await this.links.listGood(this.reads, id, { now: this.clock.millis(), after, limit: limit + 1 });
    return this.cursors.page(list, rows, limit, (row) => [row.id]);
  }
}

export function alreadyVerified(what: string) {
  return refuseIntegration('integration_verified', `${what}, expected one that is unverified, received one that is verified.`, {
    hint: 'Somebody has signed in: the identity provider is set up. Settings can be changed at the integration itself.',
  });
}
