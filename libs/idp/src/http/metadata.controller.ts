import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { addressesOf } from '@app/idp/contract';
import { ApiProblems } from '@app/http';
import { createServiceProviderMetadata } from '@app/saml';
import { Settings } from '@app/settings';
import { ServiceKeys } from '../keys/service-keys.js';
import { refuseSignIn } from '../problems.js';
import { signsRequests } from '../requests/signs-requests.js';
import { NamedIntegration } from '../sign-in/named-integration.js';

const METADATA_TYPE = 'application/samlmetadata+xml'; // SAML Metadata appendix A

/** What identity providers are given of us. */
@ApiTags('Sign-in')
@Controller('sso')
export class MetadataController {
  constructor(
    private readonly integrations: NamedIntegration,
    private readonly keys: ServiceKeys,
    private readonly settings: Settings,
  ) {}

  @Get('metadata/:uniqueIdentifier')
  @Header('content-type', METADATA_TYPE)
  @ApiOperation({ operationId: 'getServiceProviderMetadata', summary: 'Our SAML metadata', description: 'For identity providers that read the metadata of a service instead of being filled in by hand.' })
  @ApiParam({ name: 'uniqueIdentifier', example: 'acme' })
  @ApiProduces(METADATA_TYPE)
  @ApiOkResponse({ description: 'The metadata of this service for the integration.', schema: { type: 'string' } })
  @ApiProblems([refuseSignIn, 'integration_unknown'])
  async metadata(@Param('uniqueIdentifier') uniqueIdentifier: string): Promise<string> {
    const integration = await this.integrations.get(uniqueIdentifier);
    const { acsUrl, logoutUrl } = addressesOf(this.settings.publicUrl, integration);
    const certificates = await this.keys.certificates();
    return createServiceProviderMetadata({
      entityId: integration.entityId,
      acsUrl,
      logoutUrl: integration.plugin.capabilities.singleLogout ? logoutUrl : undefined,
      signingCertificates: certificates,
      encryptionCertificates: certificates,
      authnRequestsSigned: signsRequests(integration),
    });
  }

  @Get('certificate.pem')
  @ApiOperation({ operationId: 'getServiceCertificate', summary: 'Our certificate', description: 'For the signatures of our requests and logout messages, and to encrypt assertions to.' })
  @ApiProduces('application/x-pem-file')
  @ApiOkResponse({ description: 'The certificate that signs now, PEM.', schema: { type: 'string' } })
  async certificate(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.type('application/x-pem-file').header('content-disposition', 'attachment; filename="moovingon-ai.pem"');
    return (await this.keys.certificates())[0];
  }
}
