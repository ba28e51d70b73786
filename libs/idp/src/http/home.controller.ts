import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller } from '@app/directory';
import { AccountRepository, ReadScope, UserRepository } from '@app/persistence';
import { homePage, type SignedInPerson, welcomePage } from './pages.js';
import { SignedInBrowser } from './signed-in-browser.js';

const ORIGINS = { password: 'password', 'identity-provider': 'identity provider', 'api-key': 'API key' } as const;

/** Where a signed-in person arrives where neither the console is served nor another application stands at APP_URL. */
@Controller()
export class HomeController {
  constructor(
    private readonly browser: SignedInBrowser,
    private readonly users: UserRepository,
    private readonly accounts: AccountRepository,
    private readonly scope: ReadScope,
  ) {}

  @Get()
  @ApiExcludeEndpoint()
  async home(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const caller = await this.browser.person(request);
    const page = caller ? homePage(await this.describe(caller)) : welcomePage();
    void reply.headers(page.headers).type(page.contentType).send(page.body);
  }

  private async describe({ userId, userName, accountId, role, origin }: Caller): Promise<SignedInPerson> {
    const [user, account] = await Promise.all([this.users.find(this.scope, accountId, userId), this.accounts.find(this.scope, accountId)]);
    const fullName = [user?.givenName, user?.familyName].filter(Boolean).join(' ');
    return { name: user?.displayName || fullName || userName, userName, account: account?.name ?? accountId, role, by: ORIGINS[origin] };
  }
}
