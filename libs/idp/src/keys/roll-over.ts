import { Injectable } from '@nestjs/common';
import { type Actor, type AuditEntry, AuditTrail } from '@app/audit';
import { Clock, DAY } from '@app/kernel';
import { type ServiceKeyEntity, ServiceKeyRepository, type Tx, UnitOfWork } from '@app/persistence';
import { refuseSignIn } from '../problems.js';
import { ServiceKeys, signerAt } from './service-keys.js';

/** How long the certificate of a new key is published before the key signs: identity providers read metadata once a day. */
export const PUBLISHED_BEFORE_USE = 7 * DAY;

/** A key pair of the service, without its private half. */
type PublicHalf = Omit<ServiceKeyEntity, 'sealedPrivateKey'>;

/** One with its place in the roll-over. */
export type DescribedKey = PublicHalf & {
  /** `next`: published, and decrypts; `signing`: signs too; `former`: signed before, and still decrypts. */
  readonly state: 'next' | 'signing' | 'former';
};

/** Who rolls over, and in whose audit trail that stands. */
export interface RolledBy {
  readonly accountId: string;
  readonly actor: Actor;
}

/** From one key pair of the service to the next without a sign-in that fails: publish, activate, retire. Two are published at once. */
@Injectable()
export class RollOver {
  constructor(
    private readonly serviceKeys: ServiceKeys,
    private readonly keys: ServiceKeyRepository,
    private readonly audit: AuditTrail,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The newest first. */
  async list(): Promise<readonly DescribedKey[]> {
    return describe(await this.serviceKeys.list(), this.clock.millis());
  }

  /**
   * Makes the next key: published from now on, signing in a week or once it is activated. Keys that do not sign any more go.
   * @throws Problem `service_key_waiting` (409)
   */
  async publish(by: RolledBy): Promise<DescribedKey> {
    const [newest] = await this.serviceKeys.list();
    // Before the unit of work: making a key pair takes its time.
    const next = await this.serviceKeys.make((newest?.generation ?? 0) + 1, this.clock.millis() + PUBLISHED_BEFORE_USE);
    return this.unitOfWork.run(async (tx) => {
      const existing = await this.read(tx);
      if (existing.some(({ state }) => state === 'next') || !(await this.keys.insertIfAbsent(tx, next))) throw waiting();
      for (const former of existing) if (former.state === 'former') await this.remove(tx, former, by);
      await this.record(tx, by, 'service_key.published', next, { after: shown(next) });
      return { ...withoutSecret(next), state: 'next' };
    });
  }

  /** Lets a published key sign now. @throws Problem `service_key_unknown` (404), `service_key_state` (409) */
  activate(generation: number, by: RolledBy): Promise<DescribedKey> {
    return this.change(generation, async (tx, key) => {
      if (key.state === 'former') throw wrongState(key, 'the next key');
      if (key.state === 'signing') return key;
      const signsFrom = this.clock.millis();
      await this.keys.setSignsFrom(tx, generation, signsFrom);
      await this.record(tx, by, 'service_key.activated', key, { before: { signsFrom: key.signsFrom }, after: { signsFrom } });
      return { ...key, signsFrom, state: 'signing' };
    });
  }

  /** Takes a key away that does not sign: what is encrypted to it is lost from now on. @throws Problem `service_key_unknown` (404), `service_key_state` (409) */
  retire(generation: number, by: RolledBy): Promise<void> {
    return this.change(generation, async (tx, key) => {
      if (key.state === 'signing') throw wrongState(key, 'a key that does not sign, or not any more');
      await this.remove(tx, key, by);
    });
  }

  private change<Result>(generation: number, work: (tx: Tx, key: DescribedKey) => Promise<Result>): Promise<Result> {
    return this.unitOfWork.run(async (tx) => {
      const key = (await this.read(tx)).find((one) => one.generation === generation);
      if (key) return work(tx, key);
      throw refuseSignIn('service_key_unknown', `The service has no key of this generation, expected one of its list, received ${String(generation).slice(0, 20)}.`);
    });
  }

  private async read(tx: Tx): Promise<readonly DescribedKey[]> {
    return describe(await this.keys.list(tx), this.clock.millis());
  }

  private async remove(tx: Tx, key: DescribedKey, by: RolledBy): Promise<void> {
    await this.keys.delete(tx, key.generation);
    await this.record(tx, by, 'service_key.retired', key, { before: shown(key) });
  }

  private record(tx: Tx, { accountId, actor }: RolledBy, action: string, { generation, fingerprint }: PublicHalf, change: Pick<AuditEntry, 'before' | 'after'>): Promise<void> {
    return this.audit.record(tx, { accountId, action, actor, subject: { kind: 'service-key', id: String(generation), name: fingerprint }, ...change });
  }
}

function shown({ generation, fingerprint, notAfter, signsFrom }: PublicHalf): Record<string, unknown> {
  return { generation, fingerprint, notAfter, signsFrom };
}

function describe(keys: readonly ServiceKeyEntity[], now: number): readonly DescribedKey[] {
  const signing = keys.length > 0 ? signerAt(keys, now).generation : 0;
  return keys.map((key) => ({ ...withoutSecret(key), state: key.generation === signing ? 'signing' : key.generation > signing ? 'next' : 'former' }));
}

function withoutSecret({ sealedPrivateKey: _, ...key }: ServiceKeyEntity): PublicHalf {
  return key;
}

function waiting() {
  return refuseSignIn('service_key_waiting', 'The next key is published already, expected none that waits, received one.', { hint: 'Activate it, or retire it, before another one is published.' });
}

function wrongState({ generation, state }: DescribedKey, expected: string) {
  return refuseSignIn('service_key_state', `The key ${generation} cannot do that now, expected ${expected}, received one that is ${state}.`);
}
