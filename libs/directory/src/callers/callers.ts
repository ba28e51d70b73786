import { Injectable } from '@nestjs/common';
import type { Caller, RequestOrigin } from './caller.js';

/** Finds out who calls, afresh for each request: one indexed query, no cache that could outlive a deactivation on another instance. */
@Injectable()
export class Callers {
  /** @returns undefined where the token is of no living session */
  bySessionToken(_token: string, _origin: RequestOrigin): Promise<Caller | undefined> {
    throw new Error('under construction');
  }

  /** @returns undefined where it is no living API key */
  byApiKey(_key: string, _origin: RequestOrigin): Promise<Caller | undefined> {
    throw new Error('under construction');
  }
}
