import { Injectable } from '@nestjs/common';
import { BrowserCookie } from '@app/http';
import { Settings } from '@app/settings';

/**
 * The cookie that ties a request to the browser that made it. The answer is posted from the identity provider's site, where
 * browsers send no cookie that is `SameSite=Lax`: this one is `SameSite=None`, and good for nothing else.
 */
@Injectable()
export class RequestCookie extends BrowserCookie {
  constructor({ publicUrl }: Settings) {
    super('moovingon_request', publicUrl, 'None');
  }
}
