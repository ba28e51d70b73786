import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiNoContentResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ApiProblems, BodyLimit, referenceOf, refuseHttp } from '@app/http';
import { refuseSignIn } from '../problems.js';
import { RevokeSessions } from '../revocation/revoke-sessions.js';
import { NamedIntegration } from '../sign-in/named-integration.js';
import { SignInRate } from '../sign-in/sign-in-rate.js';
import { noteIntegration } from './note-integration.js';

const MOST_BYTES = 16_384;

const BODY = {
  type: 'object' as const,
  required: ['sub_id'] as string[],
  properties: {
    sub_id: {
      type: 'object' as const,
      description: 'Whose (RFC 9493): `{"format": "email", "email": …}`, `{"format": "iss_sub", "iss": …, "sub": …}`, or `{"format": "opaque", "id": …}`, the `externalId` of SCIM.',
      example: { format: 'email', email: 'dana@acme.example' },
    },
  },
};

/** The *logout endpoint* of Okta's Universal Logout. */
@ApiTags('Sign-in')
@Controller('sso/revoke')
export class RevocationController {
  constructor(
    private readonly integrations: NamedIntegration,
    private readonly revocation: RevokeSessions,
    private readonly rate: SignInRate,
  ) {}

  @Post(':uniqueIdentifier')
  @HttpCode(204)
  @BodyLimit(MOST_BYTES)
  @ApiBearerAuth('revocationToken')
  @ApiParam({ name: 'uniqueIdentifier', example: 'acme' })
  @ApiBody({ schema: BODY })
  @ApiOperation({
    operationId: 'revokeAccess',
    summary: 'End everything that a person is signed in with (Universal Logout)',
    description:
      "From server to server, on the identity provider's signed word: a JWT (`typ` `global-token-revocation+jwt`) by the key that signs its SAML responses, with `iss` the organisation, `sub` the application, `aud` this address, `jti` used once, no older than 5 minutes. All sessions and API keys of the person end before the request is answered; what an owner has opened by password goes on.",
  })
  @ApiNoContentResponse({ description: 'All of it has ended, or there was nothing.' })
  @ApiProblems([refuseSignIn, 'revocation_request_malformed', 'revocation_token_invalid', 'revocation_not_offered', 'revocation_subject_unknown', 'integration_unknown'], [refuseHttp, 'body_too_large', 'rate_limited'])
  async revoke(@Param('uniqueIdentifier') uniqueIdentifier: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<void> {
    await this.rate.take(request.ip);
    const integration = noteIntegration(request, await this.integrations.get(uniqueIdentifier));
    await this.revocation.revoke({ reference: referenceOf(request), address: request.ip, token: bearerOf(request), body, integration });
  }
}

function bearerOf({ headers }: FastifyRequest): string | undefined {
  const [, token] = /^Bearer +([\w.~+/=-]+) *$/i.exec(headers.authorization ?? '') ?? [];
  return token;
}
