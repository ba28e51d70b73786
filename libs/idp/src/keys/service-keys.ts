import { Injectable } from '@nestjs/common';
import { Clock, SecretSealer } from '@app/kernel';
import { ReadScope, type ServiceKeyEntity, ServiceKeyRepository, UnitOfWork } from '@app/persistence';
import { generateServiceProviderKeys } from '@app/saml';
import { Settings } from '@app/settings';

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

  /** All, the newest first, without their private keys. */
  async list(): Promise<readonly ServiceKeyEntity[]> {
    return (await this.sealed()).map((key) => ({ ...key, sealedPrivateKey: '' }));
  }

  /** The newest first; makes the first one where there is none. */
  private async sealed(): Promise<readonly ServiceKeyEntity[]> {
    const existing = await this.keys.listSealed(this.scope);
    if (existing.length > 0) return existing;
    const first = await this.make(1, this.clock.millis());
    await this.unitOfWork.run((tx) => this.keys.insertIfAbsent(tx, first));
    return this.keys.listSealed(this.scope);
  }

  /** Makes a key pair; keeps nothing. */
  async make(generation: number, signsFrom: number): Promise<ServiceKeyEntity> {
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

/** The newest that may sign. @param keys the newest first */
export function signerAt<Key extends Pick<ServiceKeyEntity, 'signsFrom'>>(keys: readonly Key[], now: number): Key {
  return keys.find(({ signsFrom }) => signsFrom <= now) ?? (keys.at(-1) as Key);
}

function contextOf(generation: number): string {
  return `service_keys/${generation}/sealed_private_key`;
}
