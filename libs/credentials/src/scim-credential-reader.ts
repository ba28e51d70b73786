import { Injectable, Logger } from '@nestjs/common';
import { SecretSealer } from '@app/kernel';
import { ScimCredentialRepository, type ReadScope, type ScimCredentialKind, type SealedScimCredential } from '@app/persistence';

/** What of an integration's credentials can be seen. */
export interface ScimCredentialView {
  /** Whether there are current ones, readable or not. */
  readonly issued: boolean;
  /** Until it was first used. */
  readonly password: string | undefined;
  readonly token: string | undefined;
  /** Milliseconds since the epoch, at most a minute behind. */
  readonly lastUsedAt: number | null;
}

/** What the sealed secret of a row is bound to. */
export function sealingContext(credentialId: string): string {
  return `scim_credentials/${credentialId}/sealed_secret`;
}

/** Reads back what was issued, for the administrator who has to enter it at the identity provider. */
@Injectable()
export class ScimCredentialReader {
  private readonly log = new Logger(ScimCredentialReader.name);

  constructor(
    private readonly credentials: ScimCredentialRepository,
    private readonly sealer: SecretSealer,
  ) {}

  async read(scope: ReadScope, integrationIds: readonly string[]): Promise<Map<string, ScimCredentialView>> {
    const rows = await this.credentials.list(scope, integrationIds);
    return new Map(integrationIds.map((id) => [id, this.viewOf(rows.filter(({ integrationId }) => integrationId === id))]));
  }

  private viewOf(rows: readonly SealedScimCredential[]): ScimCredentialView {
    const used = rows.flatMap(({ lastUsedAt }) => lastUsedAt ?? []);
    const current = rows.filter(({ expiresAt }) => expiresAt === null);
    return {
      issued: current.length > 0,
      password: this.readable(current, 'password'),
      token: this.readable(current, 'token'),
      lastUsedAt: used.length > 0 ? Math.max(...used) : null,
    };
  }

  private readable(current: readonly SealedScimCredential[], wanted: ScimCredentialKind): string | undefined {
    const row = current.find(({ kind }) => kind === wanted);
    if (!row?.sealedSecret) return undefined;
    try {
      return this.sealer.open(row.sealedSecret, sealingContext(row.id));
    } catch (error) {
      // The key was replaced without its predecessor: the secret still works and can be rotated, so the page must not fail over it.
      this.log.error((error as Error).message);
      return undefined;
    }
  }
}
