import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { OutboundHttp } from '@app/outbound';
import { discoveryUrlOf, parseProviderMetadata } from '@app/oidc';
import { parseIdentityProviderMetadata } from '@app/saml';
import { Settings } from '@app/settings';
import { checkMetadataUrl, fetchMetadata, refusalOf } from './fetch-metadata.js';
import { awaitedMetadata, ofOpenIdProvider, toReadMetadata, type ReadMetadata } from './provided.js';

/** Where metadata comes from: an address, or the document itself; or an OpenID provider's issuer, whose configuration stands at an address below it; or it comes later. */
export type MetadataSource = { readonly awaited: true } | { readonly url: string } | { readonly xml: string } | { readonly openIdIssuer: string };

/** Reads an identity provider's metadata. Waits for the network: never inside a unit of work. */
@Injectable()
export class MetadataReader {
  constructor(
    private readonly http: OutboundHttp,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /**
   * @param issuer the entity that is meant; metadata of another one is refused
   * @throws Problem `metadata_unreachable`, `metadata_address_refused`, `metadata_invalid`, `openid_configuration_invalid` (400)
   */
  async read(source: MetadataSource, issuer?: string): Promise<ReadMetadata> {
    if ('awaited' in source) return awaitedMetadata;
    if ('openIdIssuer' in source) return this.readConfiguration(issuer ?? source.openIdIssuer);
    const xml = 'url' in source ? await fetchMetadata(this.http, source.url) : source.xml;
    const options = { entityId: issuer, production: this.settings.production, now: this.clock.now() };
    return toReadMetadata(await parseIdentityProviderMetadata(xml, options));
  }

  private async readConfiguration(issuer: string): Promise<ReadMetadata> {
    const text = await fetchMetadata(this.http, discoveryUrlOf(issuer));
    const refusedAddress = (url: string) => refusalOf(this.http, url);
    return ofOpenIdProvider(parseProviderMetadata(text, { issuer, production: this.settings.production, refusedAddress }));
  }

  /** @throws Problem `metadata_address_refused` (400) */
  checkUrl(url: string): void {
    checkMetadataUrl(this.http, url);
  }
}
