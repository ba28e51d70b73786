import { Controller, Get, HttpCode, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuseDirectory } from '@app/directory';
import { annotateRequest, ApiProblems, refuseHttp, SessionCookie } from '@app/http';
import { refuseOidc } from '@app/oidc';
import { readOpenIdAttempt } from '../openid/openid-attempt.js';
import { OpenIdSignIn } from '../openid/openid-sign-in.js';
import { refuseSignIn } from '../problems.js';
import { RequestCookie } from '../requests/request-cookie.js';
import { SignInRate } from '../sign-in/sign-in-rate.js';
import { noteIntegration } from './note-integration.js';
import { redirect } from './send-message.js';

/** Where OpenID providers send the browser back to. */
@ApiTags('Sign-in')
@Controller('sso/oidc/callback')
export class OpenIdCallbackController {
  constructor(
    private readonly signIn: OpenIdSignIn,
    private readonly requestCookie: RequestCookie,
    private readonly cookie: SessionCookie,
    private readonly rate: SignInRate,
  ) {}

  @Get()
  @HttpCode(303)
  @ApiOperation({
    operationId: 'receiveOpenIdResponse',
    summary: 'Sign in with the answer of an OpenID provider',
    description: 'The *redirect URI* of OpenID Connect integrations. The answer has to be to a request of this browser, made at `/sso/login/{uniqueIdentifier}` within the last 15 minutes. A browser (`Accept: text/html`) gets a refusal as a page, everybody else as a problem.',
  })
  @ApiQuery({ name: 'code', required: false, description: 'What the tokens are asked for with.', example: 'SplxlOBeZQQYbYS6WxSbIA' })
  @ApiQuery({ name: 'state', required: false, description: 'The request that is answered.', example: 'af0ifjsldkj' })
  @ApiQuery({ name: 'iss', required: false, description: 'Who answers (RFC 9207).', example: 'https://acme.okta.com' })
  @ApiQuery({ name: 'error', required: false, description: 'Why the provider signed nobody in.', example: 'access_denied' })
  @ApiResponse({ status: 303, description: 'Signed in: to APP_URL, or to the page that was asked for; the session cookie is set.' })
  @ApiProblems(
    [refuseOidc, 'oidc_response_malformed', 'oidc_response_invalid', 'oidc_refused_by_provider', 'oidc_client_refused', 'oidc_provider_unreachable'],
    [refuseSignIn, 'integration_unknown', 'user_not_provisioned'],
    [refuseDirectory, 'user_inactive'],
    [refuseHttp, 'parameter_repeated', 'rate_limited'],
  )
  async receive(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.rate.take(request.ip);
    const attempt = readOpenIdAttempt(request, this.requestCookie.read(request));
    const { token, expires, userId, location } = await this.signIn.signIn(attempt).finally(() => noteIntegration(request, attempt.integration));
    annotateRequest(request, { userId });
    this.cookie.set(reply, token, expires);
    redirect(reply, location);
  }
}
