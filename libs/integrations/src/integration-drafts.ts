import { Injectable } from '@nestjs/common';
import { IdentityProviderRegistry, type IdentityProvider } from '@app/idp/contract';
import { Clock, newId } from '@app/kernel';
import type { MetadataColumns, MetadataSource } from '@app/metadata';
import type { IntegrationEntity } from '@app/persistence';
import { Addresses } from './addresses.js';
import { readMetadataSource, requireMetadataSource, sourceColumns, type MetadataMembers } from './metadata-source.js';
import { Options } from './options.js';
import { impliedIdentifier, readIntegrationNames, readNamesWithoutEntity, type IntegrationNames } from './unique-identifier.js';

/** What an administrator may say of an integration. Null, and a unique identifier of blanks, say nothing. */
interface SettingMembers extends MetadataMembers {
  readonly name?: string | null;
  readonly uniqueIdentifier?: string | null;
  readonly options?: unknown;
}

export interface NewIntegration extends SettingMembers {
  readonly provider: string;
  /** Absent only where the protocol has none: for OpenID Connect the unique identifier stands in. */
  readonly entityId?: string | null;
}

/** What is absent stays as it is. */
export interface IntegrationChanges extends SettingMembers {
  readonly entityId?: string | null;
}

/** All of an integration but what its metadata says. */
export type IntegrationDraft = Omit<IntegrationEntity, keyof MetadataColumns>;

export type ChangedColumns = Pick<IntegrationEntity, 'name' | 'entityId' | 'uniqueIdentifier' | 'options' | 'metadataUrl' | 'metadataXml'>;

/** Makes rows out of requests, by the rules of names and options. Reads and writes nothing. */
@Injectable()
export class IntegrationDrafts {
  constructor(
    private readonly registry: IdentityProviderRegistry,
    private readonly addresses: Addresses,
    private readonly options: Options,
    private readonly clock: Clock,
  ) {}

  /** Where the metadata of a new integration comes from. @throws Problem 400: `provider_unknown`, `metadata_source_required` */
  sourceOf(request: NewIntegration): MetadataSource {
    return requireMetadataSource(this.registry.get(request.provider).protocol, request);
  }

  /** The same for a change; undefined where none is said. @throws Problem `metadata_source_required` (400) */
  changedSourceOf({ provider }: IntegrationEntity, request: IntegrationChanges): MetadataSource | undefined {
    return readMetadataSource(this.registry.find(provider)?.protocol, request);
  }

  /** @throws Problem 400: `provider_unknown`, `options_invalid`, `entity_id_invalid`, `unique_identifier_required`, `unique_identifier_invalid` */
  create(accountId: string, request: NewIntegration, source: MetadataSource): IntegrationDraft {
    const provider = this.registry.get(request.provider);
    const id = newId();
    const now = this.clock.millis();
    return {
      ...{ id, accountId, provider: provider.key, name: request.name?.trim() || provider.name },
      ...this.readNames(provider, said(request.entityId), said(request.uniqueIdentifier)),
      ...sourceColumns(source),
      options: this.options.read(provider, request.options ?? undefined, { id, options: {} }, 'awaited' in source),
      ...{ verifiedAt: null, scimEnabled: false, scimUsername: null, version: 1, createdAt: now, updatedAt: now },
    };
  }

  /** @throws Problem 400, like {@link create} */
  change(current: IntegrationEntity, request: IntegrationChanges, source: MetadataSource | undefined): ChangedColumns {
    const { name, entityId, uniqueIdentifier, options, metadataUrl, metadataXml } = current;
    const provider = this.registry.find(current.provider);
    return {
      name: request.name?.trim() || name,
      ...this.changeNames({ entityId, uniqueIdentifier }, request, provider),
      options: request.options == null || !provider ? options : this.options.read(provider, request.options, current, current.issuer === null && source === undefined),
      ...(source ? sourceColumns(source) : { metadataUrl, metadataXml }),
    };
  }

  private readNames({ protocol }: IdentityProvider, entityId: string | undefined, wanted: string | undefined): IntegrationNames {
    if (protocol === 'oidc' && entityId === undefined) return readNamesWithoutEntity(wanted);
    return readIntegrationNames(this.addresses.acsUrl, entityId ?? '', wanted);
  }

  /** A new entity ID that says no unique identifier keeps the one that there is: the identity provider has it as RelayState. */
  private changeNames(current: IntegrationNames, request: IntegrationChanges, provider: IdentityProvider | undefined): IntegrationNames {
    const wanted = said(request.uniqueIdentifier);
    if (request.entityId == null && wanted === undefined) return current;
    if (provider?.protocol === 'oidc' && request.entityId == null && current.entityId === current.uniqueIdentifier) return readNamesWithoutEntity(wanted);
    const entered = request.entityId ?? current.entityId;
    const kept = impliedIdentifier(this.addresses.acsUrl, entered.trim()) === undefined ? current.uniqueIdentifier : undefined;
    return readIntegrationNames(this.addresses.acsUrl, entered, wanted ?? kept);
  }
}

function said(text: string | null | undefined): string | undefined {
  return text?.trim() || undefined;
}
