import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { OutboxBell } from '@app/events';
import { SECOND } from '@app/kernel';
import { DeliveryQueue } from './delivery-queue.js';

const LOOKS_EVERY = 2 * SECOND;
// The rest of the shutdown's ten seconds belongs to the requests. What is still under way then is sent again by another instance.
const WAITS_AT_SHUTDOWN = 4 * SECOND;

/** Keeps the deliveries going: looks when the bell rings, when a delivery has ended, and every two seconds for what other instances wrote. */
@Injectable()
export class WebhookSender implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(WebhookSender.name);
  private readonly underWay = new Set<Promise<void>>();
  private looking: Promise<void> | undefined;
  private lookAgain = false;
  private stop: () => void = () => undefined;
  private stopped = true;

  constructor(
    private readonly queue: DeliveryQueue,
    private readonly bell: OutboxBell,
  ) {}

  onApplicationBootstrap(): void {
    this.stopped = false;
    const timer = setInterval(() => this.wake(), LOOKS_EVERY).unref();
    const silence = this.bell.listen(() => this.wake());
    this.stop = () => {
      this.stopped = true;
      clearInterval(timer);
      silence();
    };
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stop();
    await this.looking;
    await Promise.race([Promise.allSettled(this.underWay), new Promise((resolve) => setTimeout(resolve, WAITS_AT_SHUTDOWN).unref())]);
  }

  private wake(): void {
    if (this.stopped) return;
    this.lookAgain = true;
    this.looking ??= this.look().finally(() => this.rest());
  }

  /** What rang while the last look ended is looked at too. */
  private rest(): void {
    this.looking = undefined;
    if (this.lookAgain) this.wake();
  }

  private async look(): Promise<void> {
    while (this.lookAgain && !this.stopped) {
      this.lookAgain = false;
      try {
        for await (const claim of this.queue.takeOn()) this.follow(this.queue.carryOut(claim));
      } catch (error) {
        this.logger.warn(`Webhooks wait: ${(error as Error).message}`);
      }
    }
  }

  private follow(delivery: Promise<void>): void {
    const ended = delivery
      .catch((error: unknown) => this.logger.warn(`A webhook's delivery is tried again later: ${(error as Error).message}`))
      .finally(() => {
        this.underWay.delete(ended);
        this.wake();
      });
    this.underWay.add(ended);
  }
}
