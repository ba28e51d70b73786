import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller } from '@app/directory';
import { ApiProblems, refuseHttp } from '@app/http';
import { AccountRepository, ReadScope, UserRepository } from '@app/persistence';
import { homePage, type SignedInPerson, welcomePage } from './pages.js';
import { SignedInBrowser } from './signed-in-browser.js';

const ORIGINS = { password: 'password', 'identity-provider': 'identity provider', 'api-key': 'API key' } as const;

/** Where a signed-in person arrives until there is an application of its own at APP_URL. */
@ApiTags('Sign-in')
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

  @Post('sso/sign-out')
  @HttpCode(303)
  @ApiOperation({ operationId: 'signOut', summary: 'Sign out (a form of our own pages)', description: 'Ends the session of the cookie. Where single logout is set up, the identity provider signs the person out too.' })
  @ApiResponse({ status: 303, description: 'To the identity provider, or home; the cookie is forgotten.' })
  @ApiProblems([refuseHttp, 'cross_site_request'])
  signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.browser.leave(request, reply);
  }

  private async describe({ userId, userName, accountId, role, origin }: Caller): Promise<SignedInPerson> {
    const [user, account] = await Promise.all([this.users.find(this.scope, accountId, userId), this.accounts.find(this.scope, accountId)]);
    const fullName = [user?.givenName, user?.familyName].filter(Boolean).join(' ');
    return { name: user?.displayName || fullName || userName, userName, account: account?.name ?? accountId, role, by: ORIGINS[origin] };
  }
}
