import { Injectable } from '@nestjs/common';
import { Settings } from '@app/settings';

export const SCIM_PATH = '/api/scim/v2';

/** Addresses that answers show: made of PUBLIC_URL, never of the `Host` header. */
@Injectable()
export class ScimAddresses {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** Where a person reads how to use it. */
  readonly documentation: string;

  constructor(settings: Settings) {
    this.documentation = `${settings.publicUrl}/api/docs`;
    this.baseUrl = `${settings.publicUrl}${SCIM_PATH}`;
  }
}
