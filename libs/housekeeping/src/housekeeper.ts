import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, MINUTE, newId } from '@app/kernel';
import { LeaseRepository, UnitOfWork } from '@app/persistence';
import type { Chore } from './chore.js';

/** The list of all chores. */
export const CHORES = Symbol('chores');

const LOOKS_EVERY = MINUTE;
const LEASE = 10 * MINUTE;
// Well within the lease, so that the next one finds it given back and not run out in the middle.
const WORKS_AT_MOST = 5 * MINUTE;

/** Does each chore when it is due: every instance looks, one of them does it. */
@Injectable()
export class Housekeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Housekeeper.name);
  private readonly instance = newId();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private ending = false;

  constructor(
    @Inject(CHORES) private readonly chores: readonly Chore[],
    private readonly leases: LeaseRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.doWhatIsDue(), LOOKS_EVERY).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ending = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** One after another; what an instance is busy with is not begun a second time. */
  doWhatIsDue(): Promise<void> {
    this.running = this.running.then(async () => {
      for (const chore of this.chores) if (!this.ending) await this.attend(chore);
    });
    return this.running;
  }

  private async attend(chore: Chore): Promise<void> {
    try {
      if (await this.take(chore)) await this.carryOut(chore);
    } catch (error) {
      this.logger.warn(`${chore.name} waits for the next time: ${(error as Error).message}`);
    }
  }

  private take({ name, every }: Chore): Promise<boolean> {
    const now = this.clock.millis();
    return this.unitOfWork.run((tx) => this.leases.take(tx, { name, holder: this.instance, now, expiresAt: now + LEASE, dueSince: now - every }));
  }

  private async carryOut(chore: Chore): Promise<void> {
    const until = this.clock.millis() + WORKS_AT_MOST;
    let completed = false;
    try {
      completed = await chore.run(() => !this.ending && this.clock.millis() < until);
    } finally {
      await this.unitOfWork.run((tx) => this.leases.giveBack(tx, chore.name, this.instance, completed ? this.clock.millis() : undefined));
    }
  }
}
