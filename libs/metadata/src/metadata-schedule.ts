import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, HOUR, MINUTE } from '@app/kernel';
import { MetadataReadingRepository, ReadScope } from '@app/persistence';
import { MetadataRefresher } from './metadata-refresher.js';

const EACH_READ_AGAIN_AFTER = 6 * HOUR;
const LOOKED_FOR_EVERY = 10 * MINUTE;
const MOST_AT_ONCE = 200;

/** Reads every metadata URL again four times a day. Each instance looks; a row decides which one reads. */
@Injectable()
export class MetadataSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(MetadataSchedule.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private ending = false;

  constructor(
    private readonly refresher: MetadataRefresher,
    private readonly readings: MetadataReadingRepository,
    private readonly reads: ReadScope,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.lookAgain(), LOOKED_FOR_EVERY).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ending = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Reads what is due, one after another. */
  async refreshDue(): Promise<void> {
    const due = await this.readings.listDue(this.reads, this.clock.millis() - EACH_READ_AGAIN_AFTER, MOST_AT_ONCE);
    for (const integrationId of due) {
      if (this.ending) return;
      await this.refresher.refresh(integrationId, { pauseMs: EACH_READ_AGAIN_AFTER });
    }
  }

  private lookAgain(): Promise<void> {
    this.running = this.running.then(() => this.refreshDue()).catch((error: unknown) => this.log.error(`Metadata could not be read again: ${(error as Error).message}`));
    return this.running;
  }
}
