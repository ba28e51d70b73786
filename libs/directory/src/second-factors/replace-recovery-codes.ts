import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { RecoveryCodeRepository, type Tx } from '@app/persistence';
import { newRecoveryCodes, recoveryCodeDigest } from './recovery-codes.js';

@Injectable()
export class ReplaceRecoveryCodes {
  constructor(
    private readonly codes: RecoveryCodeRepository,
    private readonly clock: Clock,
  ) {}

  /** @returns the new codes, which are nowhere else; those that there were end */
  async replace(tx: Tx, userId: string): Promise<readonly string[]> {
    const codes = newRecoveryCodes();
    await this.codes.replace(tx, userId, codes.map((code) => recoveryCodeDigest(userId, code)), this.clock.millis());
    return codes;
  }
}
