import { Injectable } from '@nestjs/common';
import { DecideOnBrake, ReadBrakes, type Brake, type BrakeDecision, type Caller } from '@app/directory';
import { IntegrationWork } from './integration-work.js';
import { type BrakeDetails, showBrake } from './brake-view.js';

const MOST_SHOWN = 200;

/** The brake of one integration: what it holds back, and an administrator's word on it. */
@Injectable()
export class IntegrationBrake {
  constructor(
    private readonly work: IntegrationWork,
    private readonly brakes: ReadBrakes,
    private readonly decisions: DecideOnBrake,
  ) {}

  /** @throws Problem `integration_unknown` (404) */
  async show(accountId: string, id: string): Promise<BrakeDetails> {
    await this.work.find(accountId, id);
    const [brakes, people] = await Promise.all([this.brakes.of(accountId, [id]), this.brakes.waiting(id, MOST_SHOWN)]);
    return { ...showBrake(brakes.get(id) as Brake), people };
  }

  /** @throws Problem `integration_unknown` (404), `brake_undecided`, `brake_not_decided` (409) */
  async decide(accountId: string, id: string, decision: BrakeDecision, caller: Caller): Promise<void> {
    await this.decisions.decide(await this.work.find(accountId, id), decision, caller);
  }
}
