import { Body, Controller, Get, Headers, HttpCode, Post, Req } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { ApiProblems, BodyLimit, MEGABYTE, referenceOf, refuseHttp } from '@app/http';
import { refuseIdentityProvider } from '@app/idp/contract';
import { refuseMetadata } from '@app/metadata';
import { refuseOidc } from '@app/oidc';
import { refuseSaml } from '@app/saml';
import { refuseIntegration } from '../problems.js';
import { OpenSetupLink } from '../setup/open-setup-link.js';
import { ProposeMetadata } from '../setup/propose-metadata.js';
import { ShowSetup } from '../setup/show-setup.js';
import { SetupView } from '../setup/setup-view.js';

const HEADER = 'x-setup-token';
const TOKEN = { name: 'X-Setup-Token', required: true, description: 'What follows # in the link.', example: 'kU3VYp1cRk9jWq2dN8sXvA7tB4zLhE6gM0oPfYi5rCw' };
const LONGEST_TOKEN = 200;

class HandOverRequest {
  @ApiPropertyOptional({ description: "The identity provider's *Metadata URL*. Either this or `metadataXml`.", format: 'uri', maxLength: 2_048, example: 'https://acme.okta.com/app/exk1a2b3c/sso/saml/metadata' })
  @IsOptional()
  @IsString()
  @MaxLength(2_048)
  metadataUrl?: string;

  @ApiPropertyOptional({ description: 'The metadata itself, pasted. Either this or `metadataUrl`.', maxLength: MEGABYTE })
  @IsOptional()
  @IsString()
  @MaxLength(MEGABYTE)
  metadataXml?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'For OpenID Connect, in the place of metadata: `issuer`, `clientId` and `clientSecret`. The secret is stored sealed and never shown again.', example: {} })
  @IsOptional()
  @IsObject()
  options?: Record<string, unknown>;
}

/** For somebody without an account: the token in the header is all that he has, and no log keeps headers. */
@ApiTags('Set-up links')
@Controller('api/v1/setup')
export class SetupController {
  constructor(
    private readonly links: OpenSetupLink,
    private readonly showing: ShowSetup,
    private readonly proposing: ProposeMetadata,
  ) {}

  @Get()
  @ApiHeader(TOKEN)
  @ApiOperation({ operationId: 'readSetup', summary: 'What is to be set up', description: 'By a link, without an account: the guide with its values, what was handed over, whether a test sign-in has arrived. No people, no credentials.' })
  @ApiOkResponse({ type: SetupView })
  @ApiProblems([refuseHttp, 'rate_limited'], [refuseIntegration, 'setup_link_invalid', 'integration_verified'])
  async read(@Headers(HEADER) token: string | undefined, @Req() request: FastifyRequest): Promise<SetupView> {
    return this.showing.of(await this.links.open(readable(token), request.ip));
  }

  @Post('metadata')
  @HttpCode(200)
  @BodyLimit(2 * MEGABYTE)
  @ApiHeader(TOKEN)
  @ApiOperation({ operationId: 'handOverMetadata', summary: 'Hand over the metadata of the identity provider, or the issuer and client of an OpenID provider', description: 'By a link, without an account. It is judged at once, and takes effect when an administrator has confirmed issuer and fingerprints (or client ID).' })
  @ApiOkResponse({ type: SetupView })
  @ApiProblems(
    [refuseHttp, 'request_invalid', 'cross_site_request', 'rate_limited', 'body_too_large'],
    [refuseMetadata, 'metadata_unreachable', 'metadata_address_refused'],
    [refuseSaml, 'metadata_invalid'],
    [refuseOidc, 'openid_configuration_invalid'],
    [refuseIdentityProvider, 'options_invalid'],
    [refuseIntegration, 'metadata_source_required', 'setup_link_invalid', 'integration_verified'],
  )
  async handOver(@Headers(HEADER) token: string | undefined, @Body() body: HandOverRequest, @Req() request: FastifyRequest): Promise<SetupView> {
    const opened = await this.links.open(readable(token), request.ip);
    await this.proposing.propose(opened, body, { address: request.ip, reference: referenceOf(request) });
    return this.showing.of(opened);
  }
}

function readable(token: string | undefined): string {
  return token !== undefined && token.length <= LONGEST_TOKEN ? token : '';
}
