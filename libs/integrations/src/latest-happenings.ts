import { Injectable } from '@nestjs/common';
import { MetadataProposalRepository, ReadScope, SignInAttemptRepository, type MetadataProposalEntity } from '@app/persistence';

/** What has happened at an integration, as far as it stands in other tables. */
export interface Latest {
  readonly lastSignInAt: number | null;
  readonly proposal: MetadataProposalEntity | null;
}

/** Reads it for several integrations at once. */
@Injectable()
export class LatestHappenings {
  constructor(
    private readonly attempts: SignInAttemptRepository,
    private readonly proposals: MetadataProposalRepository,
    private readonly reads: ReadScope,
  ) {}

  async of(ids: readonly string[]): Promise<(id: string) => Latest> {
    const [signIns, proposals] = await Promise.all([this.attempts.listLastAccepted(this.reads, ids), this.proposals.list(this.reads, ids)]);
    return (id) => ({ lastSignInAt: signIns.get(id) ?? null, proposal: proposals.find(({ integrationId }) => integrationId === id) ?? null });
  }
}
