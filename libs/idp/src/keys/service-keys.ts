import { Injectable } from '@nestjs/common';
import { Clock, DAY, SecretSealer } from '@app/kernel';
import { ReadScope, type ServiceKeyEntity, ServiceKeyRepository, UnitOfWork } from '@app/persistence';
import { generateServiceProviderKeys } from '@app/saml';
import { Settings } from '@app/settings';

/** How long the certificate of a new key is published before the key signs: identity providers read metadata once a day. */
export const PUBLISHED_BEFORE_USE = 7 * DAY;

/**
 * The service's key pairs, made when first needed. Of several, all certificates are published and all keys decrypt; the
 * newest that may sign already signs. Private keys are sealed at rest.
 */
@Injectable()
export class ServiceKeys {
  constructor(
    private readonly keys: ServiceKeyRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly scope: ReadScope,
    private readonly sealer: SecretSealer,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** PEM of PKCS #8. */
  async signingKey(): Promise<string> {
    return this.open(signerAt(await this.sealed(), this.clock.millis()));
  }

  /** PEM, the one that signs first. */
  async certificates(): Promise<readonly [string, ...string[]]> {
    const keys = await this.sealed();
    const signer = signerAt(keys, this.clock.millis());
    return [signer.certificate, ...keys.filter((key) => key !== signer).map(({ certificate }) => certificate)];
  }

  /** PEM of PKCS #8, all of them. */
  async decryptionKeys(): Promise<readonly string[]> {
    return (await this.sealed()).map((key) => this.open(key));
  }

  /**
   * Makes the next key: published from now on, used for signing in a week. Keys older than the one that signs now go.
   * @returns when it begins to sign
   */
  async rollOver(): Promise<Date> {
    const existing = await this.sealed();
    const now = this.clock.millis();
    const next = await this.make((existing[0]?.generation ?? 0) + 1, now + PUBLISHED_BEFORE_USE);
    const current = signerAt(existing, now);
    await this.unitOfWork.run(async (tx) => {
      await this.keys.insertIfAbsent(tx, next);
      for (const { generation } of existing) if (generation < current.generation) await this.keys.delete(tx, generation);
    });
    return new Date(next.signsFrom);
  }

  /** The newest first; makes the first one where there is none. */
  private async sealed(): Promise<readonly ServiceKeyEntity[]> {
    const existing = await this.keys.listSealed(this.scope);
    if (existing.length > 0) return existing;
    const first = await this.make(1, this.clock.millis());
    await this.unitOfWork.run((tx) => this.keys.insertIfAbsent(tx, first));
    return this.keys.listSealed(this.scope);
  }

  private async make(generation: number, signsFrom: number): Promise<ServiceKeyEntity> {
    const now = this.clock.now();
    const { privateKey, certificate, fingerprint, notBefore, notAfter } = await generateServiceProviderKeys({ commonName: new URL(this.settings.publicUrl).hostname, now });
    return {
      generation,
      sealedPrivateKey: this.sealer.seal(privateKey, contextOf(generation)),
      certificate,
      fingerprint,
      notBefore: notBefore.getTime(),
      notAfter: notAfter.getTime(),
      signsFrom,
      createdAt: now.getTime(),
    };
  }

  private open({ generation, sealedPrivateKey }: ServiceKeyEntity): string {
    return this.sealer.open(sealedPrivateKey, contextOf(generation));
  }
}

function signerAt(keys: readonly ServiceKeyEntity[], now: number): ServiceKeyEntity {
  return keys.find(({ signsFrom }) => signsFrom <= now) ?? (keys.at(-1) as ServiceKeyEntity);
}

function contextOf(generation: number): string {
  return `service_keys/${generation}/sealed_private_key`;
}
