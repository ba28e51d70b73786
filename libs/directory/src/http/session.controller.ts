import { Body, Controller, Delete, Get, HttpCode, Post, Put, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiExtraModels, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblems, refuseHttp, SessionCookie } from '@app/http';
import { Authenticated, CurrentCaller } from '../callers/authenticated.decorator.js';
import type { Caller } from '../callers/caller.js';
import { ChangePassword } from '../passwords/change-password.js';
import { SignInWithPassword } from '../passwords/sign-in-with-password.js';
import { refuseDirectory } from '../problems.js';
import { EndSession } from '../sessions/end-session.js';
import { ReadOwnSession } from '../sessions/read-own-session.js';
import { HandOutSession, signingInFrom } from './hand-out-session.js';
import { ChallengeResource } from './second-factor.resource.js';
import { OwnSessionResource, ownSessionResource, PasswordChangeRequest, SignInRequest } from './session.resource.js';

@ApiTags('Session')
@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly signing: SignInWithPassword,
    private readonly own: ReadOwnSession,
    private readonly ending: EndSession,
    private readonly passwords: ChangePassword,
    private readonly handing: HandOutSession,
    private readonly cookie: SessionCookie,
  ) {}

  @Post()
  @ApiOperation({
    operationId: 'signIn',
    summary: 'Sign in with e-mail and password',
    description: "Sets the session cookie, which the browser sends from then on. The account's owner can always sign in this way, whatever the identity provider does. Of a user with a second factor it is the first half: `401 second_factor_required` sets no cookie and has the members of a challenge (`challenge`, `methods`, `passkeyOptions`, `expiresAt`), which `POST /api/v1/session/second-factor` takes the answer to.",
  })
  @ApiCreatedResponse({ type: OwnSessionResource })
  @ApiExtraModels(ChallengeResource)
  @ApiProblems([refuseHttp, 'request_invalid', 'cross_site_request', 'rate_limited'], [refuseDirectory, 'credentials_invalid', 'second_factor_required', 'user_inactive', 'sso_required', 'account_required'])
  async signIn(@Body() body: SignInRequest, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<OwnSessionResource> {
    return this.handing.answer(await this.signing.signIn(body, signingInFrom(request)), request, reply);
  }

  @Get()
  @Authenticated()
  @ApiOperation({ operationId: 'readOwnSession', summary: 'Who am I?', description: 'The user and the account of the session or API key, and the rights that it carries.' })
  @ApiOkResponse({ type: OwnSessionResource })
  @ApiProblems([refuseHttp, 'unauthenticated'])
  async read(@CurrentCaller() caller: Caller): Promise<OwnSessionResource> {
    const { user, account } = await this.own.read(caller);
    return ownSessionResource(user, account, caller);
  }

  @Delete()
  @HttpCode(204)
  @Authenticated()
  @ApiOperation({ operationId: 'endOwnSession', summary: 'Sign out', description: 'Ends the session at once. An API key is not ended by this.' })
  @ApiNoContentResponse()
  @ApiProblems([refuseHttp, 'unauthenticated', 'cross_site_request'])
  async signOut(@CurrentCaller() caller: Caller, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.ending.endOwn(caller);
    this.cookie.clear(reply);
  }

  @Put('password')
  @HttpCode(204)
  @Authenticated()
  @ApiOperation({ operationId: 'changeOwnPassword', summary: 'Change my password', description: 'In a session opened by password. The other sessions opened by the old one end.' })
  @ApiNoContentResponse()
  @ApiProblems([refuseHttp, 'request_invalid', 'unauthenticated', 'cross_site_request', 'rate_limited'], [refuseDirectory, 'password_invalid', 'credentials_invalid', 'forbidden'])
  async changePassword(@Body() { currentPassword, newPassword }: PasswordChangeRequest, @CurrentCaller() caller: Caller): Promise<void> {
    await this.passwords.change(caller, currentPassword, newPassword);
  }
}
