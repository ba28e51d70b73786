import { Injectable } from '@nestjs/common';
import { handedOverFieldsOf, IdentityProviderRegistry, readFields } from '@app/idp/contract';
import { SecretSealer } from '@app/kernel';
import { MetadataReader, type MetadataSource, type SamlProvided } from '@app/metadata';
import type { IntegrationEntity, MetadataProposalEntity } from '@app/persistence';
import { requireMetadataSource, sourceColumns } from '../metadata-source.js';

/** What somebody hands over by a setup link: SAML metadata, or (in `options`) issuer, client ID and client secret. */
export interface HandedOver {
  readonly metadataUrl?: string;
  readonly metadataXml?: string;
  readonly options?: unknown;
}

/** The same, its form checked; nothing was fetched yet. */
export interface AcceptedHandOver {
  readonly source: MetadataSource;
  readonly client: Pick<MetadataProposalEntity, 'clientId' | 'sealedClientSecret'>;
}

/** What of it is kept until an administrator confirms it. */
export type JudgedHandOver = Pick<MetadataProposalEntity, 'metadataUrl' | 'metadataXml' | 'issuer' | 'provided' | 'certificates' | 'clientId' | 'sealedClientSecret'>;

/** What the client secret of a proposal is sealed for. */
export function proposalSecretContext(integrationId: string): string {
  return `metadata_proposals/${integrationId}/sealed_client_secret`;
}

/** Reads and judges what was handed over, by the protocol of its integration. */
@Injectable()
export class ReadHandedOver {
  constructor(
    private readonly registry: IdentityProviderRegistry,
    private readonly reader: MetadataReader,
    private readonly sealer: SecretSealer,
  ) {}

  /** @throws Problem `options_invalid`, `metadata_source_required` (400) */
  accept({ id, provider }: IntegrationEntity, { metadataUrl, metadataXml, options }: HandedOver): AcceptedHandOver {
    const { protocol } = this.registry.get(provider);
    const source = requireMetadataSource(protocol, { metadataUrl, metadataXml, options });
    const { clientId, clientSecret } = readFields(handedOverFieldsOf(protocol), options);
    if (protocol === 'saml') return { source, client: { clientId: null, sealedClientSecret: null } };
    return { source, client: { clientId: String(clientId), sealedClientSecret: this.sealer.seal(String(clientSecret), proposalSecretContext(id)) } };
  }

  /** @throws Problem 400: those of metadata, `openid_configuration_invalid` */
  async judge({ source, client }: AcceptedHandOver): Promise<JudgedHandOver> {
    const { issuer, provided, certificates } = await this.reader.read(source);
    return { ...sourceColumns(source), issuer, provided: provided as SamlProvided, certificates, ...client };
  }
}
