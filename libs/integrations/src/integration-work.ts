import { Injectable } from '@nestjs/common';
import type { Problem } from '@app/kernel';
import { IntegrationRepository, ReadScope, UnitOfWork, type IntegrationEntity, type Tx } from '@app/persistence';
import { refuseIntegration } from './problems.js';

/** Finds the integration that a request names, to read it or to work on it; one of another account does not exist. */
@Injectable()
export class IntegrationWork {
  constructor(
    private readonly integrations: IntegrationRepository,
    private readonly reads: ReadScope,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws Problem `integration_unknown` (404) */
  async find(accountId: string, id: string): Promise<IntegrationEntity> {
    const integration = await this.integrations.find(this.reads, accountId, id);
    if (integration) return integration;
    throw unknown(id);
  }

  /** A unit of work with the integration as it is now, held against every other change until it ends. @throws Problem `integration_unknown` (404) */
  change<Result>(accountId: string, id: string, work: (tx: Tx, integration: IntegrationEntity) => Promise<Result>): Promise<Result> {
    return this.unitOfWork.run(async (tx) => work(tx, await this.hold(tx, accountId, id)));
  }

  /** The same with two of them. */
  changeTwo<Result>(accountId: string, ids: readonly [string, string], work: (tx: Tx, integrations: readonly [IntegrationEntity, IntegrationEntity]) => Promise<Result>): Promise<Result> {
    return this.unitOfWork.run(async (tx) => {
      // Held in one order, whoever asks, so that two who want the same two wait for each other instead of blocking each other.
      const held = new Map<string, IntegrationEntity>();
      for (const id of [...ids].sort()) held.set(id, await this.hold(tx, accountId, id));
      return work(tx, [held.get(ids[0]) as IntegrationEntity, held.get(ids[1]) as IntegrationEntity]);
    });
  }

  private async hold(tx: Tx, accountId: string, id: string): Promise<IntegrationEntity> {
    const integration = await this.integrations.findForChange(tx, id);
    if (integration?.accountId !== accountId) throw unknown(id);
    return integration;
  }
}

function unknown(id: string): Problem {
  return refuseIntegration('integration_unknown', `The account has no integration with this id, expected one of its list, received ${JSON.stringify(id.slice(0, 80))}.`);
}
