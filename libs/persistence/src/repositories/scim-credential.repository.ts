import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThan, MoreThan } from 'typeorm';
import { type IntegrationEntity, ScimCredentialEntity } from '../entities/index.js';
import { deleteRows, insertRow, updateRows } from '../rows.js';
import { BY_KEY_KEPT, managerOf, queryByKey, type ReadScope, type Tx } from '../scope.js';
import { type Sql, sql } from '../sql.js';

/** What a provisioning request needs to know of its integration. */
export type ScimIntegration = Pick<IntegrationEntity, 'id' | 'accountId' | 'provider' | 'name' | 'scimEnabled'>;

export type StoredScimSecret = Pick<ScimCredentialEntity, 'id' | 'secretHash' | 'firstUsedAt' | 'lastUsedAt' | 'expiresAt'>;

/** The integration, and the credential of that id where the integration has it. */
export interface ScimCredentialMatch {
  readonly integration: ScimIntegration;
  readonly credential: StoredScimSecret | null;
}

/** A credential with its sealed secret, without its hash. */
export type SealedScimCredential = Omit<ScimCredentialEntity, 'secretHash'>;

@Injectable()
export class ScimCredentialRepository {
  /** One look-up by index; made for every provisioning request. */
  findPassword(scope: ReadScope, scimUsername: string, credentialId: string): Promise<ScimCredentialMatch | null> {
    return findMatch(scope, sql`LEFT JOIN scim_credentials c ON c.integration_id = i.id AND c.id = ${credentialId} AND c.kind = ${'password'} WHERE i.scim_username = ${scimUsername}`);
  }

  findToken(scope: ReadScope, credentialId: string): Promise<ScimCredentialMatch | null> {
    return findMatch(scope, sql`JOIN scim_credentials c ON c.integration_id = i.id WHERE c.id = ${credentialId} AND c.kind = ${'token'}`);
  }

  async insert(tx: Tx, credential: ScimCredentialEntity): Promise<void> {
    await insertRow(tx, ScimCredentialEntity, credential);
  }

  /** All of these integrations, the newest first. */
  list(scope: ReadScope, integrationIds: readonly string[]): Promise<SealedScimCredential[]> {
    return managerOf(scope)
      .createQueryBuilder(ScimCredentialEntity, 'credential')
      .addSelect('credential.sealedSecret')
      .where({ integrationId: In([...integrationIds]) })
      .orderBy('credential.createdAt', 'DESC')
      .addOrderBy('credential.id', 'DESC')
      .getMany();
  }

  /** Gives every credential that would live on after `at` its end there, and takes its readable form away. */
  async endAllBy(tx: Tx, integrationId: string, at: number): Promise<void> {
    const end = { expiresAt: at, sealedSecret: null };
    await updateRows(tx, ScimCredentialEntity, { integrationId, expiresAt: IsNull() }, end);
    await updateRows(tx, ScimCredentialEntity, { integrationId, expiresAt: MoreThan(at) }, end);
  }

  deleteEndedBefore(tx: Tx, integrationId: string, at: number): Promise<number> {
    return deleteRows(tx, ScimCredentialEntity, { integrationId, expiresAt: LessThan(at) });
  }

  /** From now on the secret cannot be read any more. @returns false where that was so already */
  async markFirstUsed(tx: Tx, id: string, at: number): Promise<boolean> {
    return (await updateRows(tx, ScimCredentialEntity, { id, firstUsedAt: IsNull() }, { firstUsedAt: at, lastUsedAt: at, sealedSecret: null })) === 1;
  }

  async markUsed(tx: Tx, id: string, at: number): Promise<void> {
    await updateRows(tx, ScimCredentialEntity, { id, lastUsedAt: LessThan(at) }, { lastUsedAt: at });
  }
}

interface MatchRow {
  integration_id: string;
  account_id: string;
  provider: string;
  name: string;
  scim_enabled: boolean | number;
  id: string | null;
  secret_hash: string;
  first_used_at: number | null;
  last_used_at: number | null;
  expires_at: number | null;
}

async function findMatch(scope: ReadScope, source: Sql): Promise<ScimCredentialMatch | null> {
  const [row] = await queryByKey<MatchRow>(
    scope,
    sql`SELECT i.id AS integration_id, i.account_id, i.provider, i.name, i.scim_enabled, c.id, c.secret_hash, c.first_used_at, c.last_used_at, c.expires_at FROM integrations i ${source}`,
    BY_KEY_KEPT,
  );
  if (!row) return null;
  const integration = { id: row.integration_id, accountId: row.account_id, provider: row.provider, name: row.name, scimEnabled: Boolean(row.scim_enabled) };
  return { integration, credential: row.id === null ? null : { id: row.id, secretHash: row.secret_hash, firstUsedAt: row.first_used_at, lastUsedAt: row.last_used_at, expiresAt: row.expires_at } };
}
