import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional, IsString, MaxLength } from 'class-validator';
import { Authenticated, CurrentCaller, type Caller } from '@app/directory';
import { PageQuery } from '@app/http';
import type { SetupLinkEntity } from '@app/persistence';
import { IntegrationView } from '../integration-view.js';
import { ReadIntegrations } from '../read-integrations.js';
import { DecideOnProposal } from '../setup/decide-on-proposal.js';
import { SetupLinks } from '../setup/setup-links.js';
import { maySeeSecrets } from './integrations.controller.js';
import { ListProblems, WriteProblems } from './problem-sets.js';

class SetupLinkView {
  @ApiProperty({ example: '01939f7e-5a3c-7d2e-9b1f-3c5d7e9f1a2b' })
  id!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Who made it.', example: 'tam@moovingon.example' })
  createdBy!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time', description: '72 hours after it was made.' })
  expiresAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it was last opened, at most a minute behind.' })
  lastUsedAt!: string | null;
}

class NewSetupLinkView extends SetupLinkView {
  @ApiProperty({ description: 'Shown this once. Whoever has it sees the guide and may hand over metadata.', example: 'https://rest.example.com/setup#kU3VYp1cRk9jWq2dN8sXvA7tB4zLhE6gM0oPfYi5rCw' })
  url!: string;
}

class SetupLinkPage {
  @ApiProperty({ type: [SetupLinkView] })
  items!: readonly SetupLinkView[];

  @ApiProperty({ type: 'string', nullable: true, description: 'For `?cursor=`; null on the last page.', example: null })
  nextCursor!: string | null;
}

class ConfirmProposalRequest {
  @ApiProperty({ description: 'The issuer, as it was shown and compared.', example: 'http://www.okta.com/exk1a2b3c' })
  @IsString()
  @MaxLength(2_048)
  issuer!: string;

  @ApiPropertyOptional({ description: 'The client ID, as it was shown and compared; for OpenID Connect alone.', example: '0oa1b2c3d4e5f6g7h8i9' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  clientId?: string;

  @ApiProperty({ type: [String], description: 'The fingerprints of all certificates, as they were shown and compared; none for OpenID Connect.' })
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  fingerprints!: string[];
}

const AT = 'api/v1/accounts/:accountId/integrations/:id';

@ApiTags('Set-up links')
@Controller(AT)
export class SetupLinksController {
  constructor(
    private readonly links: SetupLinks,
    private readonly proposals: DecideOnProposal,
    private readonly reading: ReadIntegrations,
  ) {}

  @Post('setup-links')
  @Authenticated('integrations.write')
  @ApiOperation({
    operationId: 'createSetupLink',
    summary: "Make a link for the customer's IT administrator",
    description: 'With it, somebody without an account goes through the set-up guide of this one integration, tests it, and hands over the metadata. Good for 72 hours, while nobody has signed in through the integration.',
  })
  @ApiCreatedResponse({ type: NewSetupLinkView })
  @WriteProblems('integration_unknown', 'integration_verified')
  async create(@Param('accountId') accountId: string, @Param('id') id: string, @CurrentCaller() caller: Caller): Promise<NewSetupLinkView> {
    const { link, url } = await this.links.create(accountId, id, caller.actor);
    return { ...showLink(link), url };
  }

  @Get('setup-links')
  @Authenticated('integrations.read')
  @ApiOperation({ operationId: 'listSetupLinks', summary: 'The links that are still good', description: 'Without their addresses, which were shown once.' })
  @ApiOkResponse({ type: SetupLinkPage })
  @ListProblems('integration_unknown')
  async list(@Param('accountId') accountId: string, @Param('id') id: string, @Query() page: PageQuery): Promise<SetupLinkPage> {
    const { items, nextCursor } = await this.links.page(accountId, id, page);
    return { items: items.map(showLink), nextCursor };
  }

  @Delete('setup-links/:linkId')
  @HttpCode(204)
  @Authenticated('integrations.write')
  @ApiOperation({ operationId: 'revokeSetupLink', summary: 'Take a link back', description: 'It ends at once. What was handed over by it stays until it is confirmed or discarded.' })
  @ApiNoContentResponse({ description: 'It has ended.' })
  @WriteProblems('integration_unknown', 'setup_link_unknown')
  async revoke(@Param('accountId') accountId: string, @Param('id') id: string, @Param('linkId') linkId: string, @CurrentCaller() caller: Caller): Promise<void> {
    await this.links.revoke(accountId, id, linkId, caller.actor);
  }

  @Post('metadata-proposal/confirm')
  @HttpCode(200)
  @Authenticated('integrations.write')
  @ApiOperation({ operationId: 'confirmMetadataProposal', summary: 'Let metadata that came by a link take effect', description: 'Compare issuer and fingerprints (or client ID) with the customer on another way, and send them as you saw them.' })
  @ApiOkResponse({ type: IntegrationView })
  @WriteProblems('integration_unknown', 'metadata_proposal_unknown', 'metadata_proposal_changed', 'integration_verified')
  async confirm(@Param('accountId') accountId: string, @Param('id') id: string, @Body() compared: ConfirmProposalRequest, @CurrentCaller() caller: Caller): Promise<IntegrationView> {
    await this.proposals.confirm(accountId, id, compared, caller.actor);
    return this.reading.one(accountId, id, maySeeSecrets(caller));
  }

  @Delete('metadata-proposal')
  @HttpCode(204)
  @Authenticated('integrations.write')
  @ApiOperation({ operationId: 'discardMetadataProposal', summary: 'Discard metadata that came by a link', description: 'Other metadata can be handed over by the same link.' })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @WriteProblems('integration_unknown', 'metadata_proposal_unknown')
  async discard(@Param('accountId') accountId: string, @Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    await this.proposals.discard(accountId, id, caller.actor);
  }
}

function showLink({ id, createdBy, createdAt, expiresAt, lastUsedAt }: SetupLinkEntity): SetupLinkView {
  const instant = (millis: number) => new Date(millis).toISOString();
  return { id, createdBy, createdAt: instant(createdAt), expiresAt: instant(expiresAt), lastUsedAt: lastUsedAt === null ? null : instant(lastUsedAt) };
}
