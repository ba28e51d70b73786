import { Controller, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuseDirectory } from '@app/directory';
import { annotateRequest, ApiProblems, refuseHttp, SessionCookie } from '@app/http';
import { refuseSaml } from '@app/saml';
import { provenOf, SamlGuard } from '../door/saml.guard.js';
import { refuseSignIn } from '../problems.js';
import { SamlSignIn } from '../sign-in/saml-sign-in.js';
import { redirect } from './send-message.js';

const FORM = {
  type: 'object' as const,
  required: ['SAMLResponse'] as string[],
  properties: {
    SAMLResponse: { type: 'string' as const, format: 'byte', description: "The identity provider's response, base64." },
    RelayState: { type: 'string' as const, description: "The integration's unique identifier.", example: 'acme' },
  },
};

const DESCRIPTION = `The *Single sign-on URL* of the guide: identity providers have the browser post here. \`RelayState\` (or the last part of the address)
proposes the integration; where it is missing or unknown, it is the one whose issuer and audience the response names. Everything is then checked against that
integration alone. A browser (\`Accept: text/html\`) gets a refusal as a page, everybody else as a problem.`;

const Refusals = () =>
  ApiProblems(
    [refuseSaml, 'saml_response_missing', 'saml_response_malformed', 'saml_signature_invalid', 'saml_response_invalid', 'saml_verification_unavailable'],
    [refuseSignIn, 'saml_assertion_replayed', 'integration_unknown', 'user_not_provisioned'],
    [refuseDirectory, 'user_inactive'],
    [refuseHttp, 'body_too_large', 'media_type_unsupported', 'rate_limited'],
  );

/** The assertion consumer service. */
@ApiTags('Sign-in')
@Controller('sso/acs')
@UseGuards(SamlGuard)
export class AcsController {
  constructor(
    private readonly signIn: SamlSignIn,
    private readonly cookie: SessionCookie,
  ) {}

  @Post()
  @HttpCode(303)
  @ApiOperation({ operationId: 'receiveSamlResponse', summary: 'Sign in with a SAML response', description: DESCRIPTION })
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody({ schema: FORM })
  @ApiResponse({ status: 303, description: 'Signed in: to APP_URL, or to the page that was asked for; the session cookie is set.' })
  @Refusals()
  async receive(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { token, expires, userId, location } = await this.signIn.admit(provenOf(request));
    annotateRequest(request, { userId });
    this.cookie.set(reply, token, expires);
    redirect(reply, location);
  }

  @Post(':uniqueIdentifier')
  @HttpCode(303)
  @ApiOperation({ operationId: 'receiveSamlResponseOf', summary: 'Sign in with a SAML response, at an address of the integration', description: DESCRIPTION })
  @ApiParam({ name: 'uniqueIdentifier', description: 'Proposes the integration.', example: 'acme' })
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody({ schema: FORM })
  @ApiResponse({ status: 303, description: 'Signed in: to APP_URL, or to the page that was asked for; the session cookie is set.' })
  @Refusals()
  receiveOf(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.receive(request, reply);
  }
}
