import { Injectable } from '@nestjs/common';
import { Clock, foldCase } from '@app/kernel';
import { LastNameIdRepository, type Tx } from '@app/persistence';

/** As whom somebody signed in. */
export interface SignedInName {
  readonly integrationId: string;
  readonly userId: string;
  /** NameID or `sub`, as it was proven. */
  readonly nameId: string;
  readonly nameIdFormat?: string | undefined;
  /** What the person was found by. */
  readonly lookedUp: string;
}

/** What the identity check lays beside a person's other names, kept with the session that the name has opened. */
@Injectable()
export class KeepLastName {
  constructor(
    private readonly names: LastNameIdRepository,
    private readonly clock: Clock,
  ) {}

  async keep(tx: Tx, { nameIdFormat, ...name }: SignedInName): Promise<void> {
    await this.names.set(tx, { ...name, nameIdFormat: nameIdFormat ?? null, lookedUpFolded: foldCase(name.lookedUp), lastUsedAt: this.clock.millis() });
  }
}
