import { Controller, Get, Param, Query, Req, Res, UseInterceptors } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblems, refuseHttp } from '@app/http';
import { Clock } from '@app/kernel';
import { refuseSignIn } from '../problems.js';
import { BeginByAnyProtocol } from '../requests/begin-by-any-protocol.js';
import { RequestCookie } from '../requests/request-cookie.js';
import { readReturnTo } from '../requests/return-to.js';
import { REQUEST_LIFE, SignInRequests } from '../requests/sign-in-requests.js';
import { SignInRate } from '../sign-in/sign-in-rate.js';
import { noteIntegration } from './note-integration.js';
import { RecordRefusals } from './record-refusals.js';
import { sendMessage } from './send-message.js';

@ApiTags('Sign-in')
@Controller('sso/login')
@UseInterceptors(RecordRefusals)
export class LoginController {
  constructor(
    private readonly signIn: BeginByAnyProtocol,
    private readonly requests: SignInRequests,
    private readonly cookie: RequestCookie,
    private readonly clock: Clock,
    private readonly rate: SignInRate,
  ) {}

  @Get(':uniqueIdentifier')
  @ApiOperation({
    operationId: 'beginSignIn',
    summary: 'Begin a sign-in here (SP-initiated)',
    description: 'Sends the browser to the identity provider with a request, by SAML or OpenID Connect. The answer has to come back to the same browser within 15 minutes.',
  })
  @ApiParam({ name: 'uniqueIdentifier', example: 'acme' })
  @ApiQuery({ name: 'returnTo', required: false, description: 'The page to show afterwards: a path of this service.', example: '/users?active=true' })
  @ApiResponse({ status: 303, description: 'To the identity provider; a cookie ties the request to this browser.' })
  @ApiProblems([refuseSignIn, 'return_to_invalid', 'integration_unknown', 'sign_in_not_started_here'], [refuseHttp, 'rate_limited'])
  async begin(@Param('uniqueIdentifier') uniqueIdentifier: string, @Query('returnTo') returnTo: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const page = readReturnTo(returnTo);
    await this.rate.take(request.ip);
    // Several sign-ins may be under way in one browser, so a key that is there goes on.
    const browserKey = this.cookie.read(request) ?? this.requests.newBrowserKey();
    const { message, integration } = await this.signIn.begin(uniqueIdentifier, browserKey, page);
    noteIntegration(request, integration);
    this.cookie.set(reply, browserKey, new Date(this.clock.millis() + REQUEST_LIFE));
    sendMessage(reply, message);
  }
}
