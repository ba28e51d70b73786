import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { MetadataReadingRepository, UnitOfWork } from '@app/persistence';

/** Whose turn it is to read, over all instances. */
@Injectable()
export class RefreshTurns {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly readings: MetadataReadingRepository,
    private readonly clock: Clock,
  ) {}

  take(integrationId: string, pauseMs: number): Promise<boolean> {
    const now = this.clock.millis();
    return this.unitOfWork.run((tx) => this.readings.claim(tx, integrationId, now, now - pauseMs));
  }
}
