import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { Authenticated } from '@app/directory';
import { ApiProblems, Cursors, refuseHttp } from '@app/http';
import { fieldsOf, fieldsSchema, IdentityProviderRegistry, type IdentityProvider } from '@app/idp/contract';
import { Addresses } from '../addresses.js';
import { refuseIntegration } from '../problems.js';
import { ShowGuide } from '../show-guide.js';
import { CataloguePage, CatalogueQuery, GuideView, IdentityProviderView } from './catalogue-views.js';

const LIST = 'identity-providers';

class LogoQuery {
  @ApiPropertyOptional({ enum: ['png', 'svg'], default: 'png' })
  @IsOptional()
  @IsIn(['png', 'svg'], { message: 'format is not a form of the logo, expected png or svg' })
  format?: 'png' | 'svg';
}

@ApiTags('Identity providers')
@Controller('api/v1/identity-providers')
export class IdentityProvidersController {
  constructor(
    private readonly registry: IdentityProviderRegistry,
    private readonly guides: ShowGuide,
    private readonly addresses: Addresses,
    private readonly cursors: Cursors,
  ) {}

  @Get()
  @Authenticated()
  @ApiOperation({ operationId: 'searchIdentityProviders', summary: 'Search for an identity provider to add', description: 'At *Add Integration*, search for Okta. By name; everything where `search` is absent.' })
  @ApiOkResponse({ type: CataloguePage })
  @ApiProblems([refuseHttp, 'request_invalid', 'cursor_invalid', 'unauthenticated'])
  search(@Query() { search = '', limit, cursor }: CatalogueQuery): CataloguePage {
    const list = `${LIST}?search=${search}`;
    const [start = 0] = cursor === undefined ? [] : (this.cursors.decode(list, cursor) as [number]);
    const found = this.registry.search(search).map((provider, position) => ({ provider, position }));
    const { items, nextCursor } = this.cursors.page(list, found.slice(start, start + limit + 1), limit, ({ position }) => [position + 1]);
    return { items: items.map(({ provider }) => this.show(provider)), nextCursor };
  }

  @Get(':key')
  @Authenticated()
  @ApiOperation({ operationId: 'getIdentityProvider', summary: 'An identity provider of the catalogue', description: 'With the fields that are entered for it, beside those that all have.' })
  @ApiOkResponse({ type: IdentityProviderView })
  @ApiProblems([refuseHttp, 'unauthenticated'], [refuseIntegration, 'identity_provider_unknown'])
  get(@Param('key') key: string): IdentityProviderView {
    return this.show(this.guides.provider(key));
  }

  @Get(':key/guide')
  @Authenticated()
  @ApiOperation({ operationId: 'getIdentityProviderGuide', summary: 'How it is set up', description: 'Before there is an integration; the guide of an integration has its own values filled in.' })
  @ApiOkResponse({ type: GuideView })
  @ApiProblems([refuseHttp, 'unauthenticated'], [refuseIntegration, 'identity_provider_unknown'])
  guide(@Param('key') key: string): GuideView {
    return this.guides.ofProvider(key);
  }

  // Open to everybody: nothing in it is secret, and pages and other programs show it by its address alone.
  @Get(':key/logo')
  @Header('cache-control', 'public, max-age=86400')
  @ApiOperation({ operationId: 'getApplicationLogo', summary: 'The application logo to upload at the identity provider', description: 'App logo: save this picture and upload it.' })
  @ApiOkResponse({ content: { 'image/png': { schema: { type: 'string', format: 'binary' } }, 'image/svg+xml': { schema: { type: 'string' } } } })
  @ApiProblems([refuseHttp, 'request_invalid'], [refuseIntegration, 'identity_provider_unknown'])
  logo(@Param('key') key: string, @Query() { format = 'png' }: LogoQuery): StreamableFile {
    const { png, svg } = this.guides.provider(key).logo;
    const disposition = `inline; filename="moovingon-ai.${format}"`;
    if (format === 'svg') return new StreamableFile(Buffer.from(svg), { type: 'image/svg+xml', disposition });
    return new StreamableFile(Buffer.from(png, 'base64'), { type: 'image/png', disposition });
  }

  private show(provider: IdentityProvider): IdentityProviderView {
    const { key, name, protocol, summary, capabilities } = provider;
    return { key, name, protocol, description: summary, capabilities: Object.keys(capabilities), logoUrl: this.addresses.logoUrl(key), optionsSchema: fieldsSchema(fieldsOf(provider)) };
  }
}
