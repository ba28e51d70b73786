import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { SignInCodeRepository, SignInRequestRepository, SpentAssertionRepository, UnitOfWork } from '@app/persistence';

/** Takes away what has come to its end: requests that nobody answered, assertions that time refuses by now, codes. */
@Injectable()
export class SignInHousekeeping {
  constructor(
    private readonly requests: SignInRequestRepository,
    private readonly assertions: SpentAssertionRepository,
    private readonly codes: SignInCodeRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @returns how many rows went */
  removeExpired(): Promise<number> {
    const now = this.clock.millis();
    return this.unitOfWork.run(async (tx) => (await this.requests.deleteExpired(tx, now)) + (await this.assertions.deleteExpired(tx, now)) + (await this.codes.deleteExpired(tx, now)));
  }
}
