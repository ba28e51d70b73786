import { Controller, Get, Param, Post, Req, Res, UseInterceptors } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblems, referenceOf, refuseHttp } from '@app/http';
import { type IncomingLogoutMessage, refuseSaml } from '@app/saml';
import { EndByProvider } from '../logout/end-by-provider.js';
import { readLogoutMessage } from '../logout/read-logout-message.js';
import { SingleLogout } from '../logout/single-logout.js';
import { refuseSignIn } from '../problems.js';
import { NamedIntegration } from '../sign-in/named-integration.js';
import { noteIntegration } from './note-integration.js';
import { confirmSignOutPage } from './pages.js';
import { RecordRefusals } from './record-refusals.js';
import { redirect, sendMessage } from './send-message.js';
import { SignedInBrowser } from './signed-in-browser.js';

const DESCRIPTION = `Takes the identity provider's logout requests and responses, signed, as a redirect or a form: a request ends the sessions that it names, of this
integration alone. Without a message it signs out the person at this browser, here and at the identity provider.`;

const Described = (operationId: string, summary: string): MethodDecorator => (target, name, descriptor) => {
  const decorators = [
    ApiOperation({ operationId, summary, description: DESCRIPTION }),
    ApiParam({ name: 'uniqueIdentifier', example: 'acme' }),
    ApiResponse({ status: 200, description: 'A page that sends the message on, or asks whether to sign out.', content: { 'text/html': { schema: { type: 'string', example: '<!doctype html>' } } } }),
    ApiResponse({ status: 303, description: 'To the identity provider with a request or an answer, or home.' }),
    ApiProblems(
      [refuseHttp, 'cross_site_request'],
      [refuseSaml, 'logout_message_malformed', 'logout_signature_invalid', 'logout_message_invalid'],
      [refuseSignIn, 'logout_message_replayed', 'single_logout_unavailable', 'integration_unknown'],
    ),
  ];
  for (const decorate of decorators) decorate(target, name, descriptor);
};

/** The parameters of the redirect binding (SAML Bindings §3.4.4.1). */
const MessageInQuery = (): MethodDecorator => (target, name, descriptor) => {
  for (const parameter of ['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg', 'Signature']) ApiQuery({ name: parameter, required: false, schema: { type: 'string' } })(target, name, descriptor);
};

/** Single logout, both directions (SAML Profiles §4.4). */
@ApiTags('Sign-in')
@Controller('sso/logout')
@UseInterceptors(RecordRefusals)
export class LogoutController {
  constructor(
    private readonly integrations: NamedIntegration,
    private readonly logout: SingleLogout,
    private readonly ending: EndByProvider,
    private readonly browser: SignedInBrowser,
  ) {}

  @Get(':uniqueIdentifier')
  @MessageInQuery()
  @Described('receiveLogoutByRedirect', 'Single logout by redirect')
  async byRedirect(@Param('uniqueIdentifier') uniqueIdentifier: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const message = readLogoutMessage(request);
    if (message) return this.receive(uniqueIdentifier, message, request, reply);
    noteIntegration(request, await this.integrations.get(uniqueIdentifier));
    if (request.headers['sec-fetch-site'] !== 'cross-site') return this.browser.leave(request, reply);
    const page = confirmSignOutPage(request.url);
    void reply.headers(page.headers).type(page.contentType).send(page.body);
  }

  @Post(':uniqueIdentifier')
  @ApiConsumes('application/x-www-form-urlencoded')
  @Described('receiveLogoutByForm', 'Single logout by form')
  async byForm(@Param('uniqueIdentifier') uniqueIdentifier: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const message = readLogoutMessage(request);
    if (message) return this.receive(uniqueIdentifier, message, request, reply);
    noteIntegration(request, await this.integrations.get(uniqueIdentifier));
    return this.browser.leave(request, reply);
  }

  private async receive(uniqueIdentifier: string, message: IncomingLogoutMessage, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const integration = noteIntegration(request, await this.integrations.get(uniqueIdentifier));
    if (!this.logout.isOffered(integration)) throw refuseSignIn('single_logout_unavailable', `The integration ${integration.name} has no single logout, expected a SingleLogoutService in its metadata, received none.`);
    const verified = await this.logout.verify(integration, message);
    if (verified.kind === 'response') return redirect(reply, '/');
    await this.ending.end(integration, verified, { address: request.ip, reference: referenceOf(request) });
    const answer = await this.logout.response(integration, verified);
    return answer ? sendMessage(reply, answer) : redirect(reply, '/');
  }
}
