import { Injectable } from '@nestjs/common';
import type { OpenedSession } from '@app/directory';
import { Clock, digest, MINUTE, newToken } from '@app/kernel';
import { SignInCodeRepository, type SignInRequestEntity, type Tx } from '@app/persistence';
import { Settings } from '@app/settings';

const CODE_LIFE = MINUTE;

/** A session that was opened, and where the browser goes with it. */
export interface SignedIn {
  /** The cookie's value. */
  readonly token: string;
  readonly expires: Date;
  readonly userId: string;
  readonly location: string;
}

/** Where a signed-in person is sent. */
@Injectable()
export class HandOver {
  constructor(
    private readonly codes: SignInCodeRepository,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** The page that was asked for, else APP_URL; on another origin, which gets no cookie of ours, with a single-use code. */
  async toApplication(tx: Tx, { token, session }: OpenedSession, request: SignInRequestEntity | null): Promise<SignedIn> {
    const location = request?.returnTo ?? (this.isOurOrigin() ? this.settings.appUrl : await this.withCode(tx, session));
    return { token, expires: new Date(session.expiresAt), userId: session.userId, location };
  }

  private isOurOrigin(): boolean {
    return new URL(this.settings.appUrl).origin === new URL(this.settings.publicUrl).origin;
  }

  private async withCode(tx: Tx, { id, accountId }: OpenedSession['session']): Promise<string> {
    const code = newToken();
    tx.leaveToCommit(this.codes.insert(tx, { codeDigest: digest(code), sessionId: id, accountId, expiresAt: this.clock.millis() + CODE_LIFE }));
    const url = new URL(this.settings.appUrl);
    url.searchParams.set('code', code);
    return url.href;
  }
}
