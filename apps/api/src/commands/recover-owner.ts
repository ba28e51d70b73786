import { existsSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { AuditModule, type Actor } from '@app/audit';
import { CredentialsModule } from '@app/credentials';
import { DirectoryModule, IssueOwnerRecovery, type OwnerRecoveryLink } from '@app/directory';
import { EventsModule } from '@app/events';
import { Problem } from '@app/kernel';
import { MetricsModule, PrometheusMetrics } from '@app/metrics';
import { Database, isDatabaseUnavailable, PersistenceModule } from '@app/persistence';
import { loadSettings, readEnvironment, type Settings, SettingsError, SettingsModule } from '@app/settings';
import { Module } from '@nestjs/common';
import { FoundationModule } from '../foundation.module.js';

/** `npm run recover-owner -- <account>`: a single-use link by which an owner signs in, made on the host, whether the service runs or not. */
const USAGE = `Usage: npm run recover-owner -- <account id or exact name> [--owner <email>] [--without-second-factor]
  Prints a link by which the account's owner signs in: good once, for 15 minutes, recorded in the audit trail.
  --owner <email>           which owner, where there are several
  --without-second-factor   the link removes the owner's second factors: for an owner who has lost them`;

const PATIENCE = 5_000;

/** What is told in one line, without a stack. */
class Refusal extends Error {}

@Module({})
class RecoveryModule {}

try {
  process.stdout.write(describe(await recover()));
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
}

async function recover(): Promise<OwnerRecoveryLink> {
  const { account, owner, withoutSecondFactor } = readArguments();
  const settings = loadSettings(readEnvironment());
  const database = await open(settings);
  try {
    const app = await NestFactory.createApplicationContext(
      {
        module: RecoveryModule,
        imports: [SettingsModule.with(settings), MetricsModule.with(new PrometheusMetrics()), FoundationModule, PersistenceModule.with(database), AuditModule, CredentialsModule, EventsModule, DirectoryModule],
      },
      { logger: false, abortOnError: false },
    );
    try {
      return await app.get(IssueOwnerRecovery).issue(account, { owner, withoutSecondFactor }, hostActor());
    } finally {
      await app.close();
    }
  } finally {
    await database.close();
  }
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { owner: { type: 'string' }, 'without-second-factor': { type: 'boolean', default: false } } });
    const [account, ...others] = positionals;
    if (account !== undefined && others.length === 0) return { account, owner: values.owner, withoutSecondFactor: values['without-second-factor'] };
  } catch {
    // An option that there is not: the usage says which there are.
  }
  throw new Refusal(USAGE);
}

/** The service makes a database that is not there; here it would only be the wrong one. */
async function open({ database, databasePoolSize }: Settings): Promise<Database> {
  if (database.kind === 'sqlite' && !existsSync(database.path)) throw new Refusal(`DATABASE_URL: there is no database at ${database.path}, expected that of the service`);
  return Database.open(database, { poolSize: databasePoolSize, patience: PATIENCE });
}

function hostActor(): Actor {
  return { kind: 'host', id: null, name: `${userInfo().username}@${hostname()}`, address: null, reference: null };
}

function describe({ url, expiresAt, accountName, owner, secondFactors }: OwnerRecoveryLink): string {
  return `A link for ${owner}, owner of ${accountName}. Good once, until ${new Date(expiresAt).toISOString()}:\n\n  ${url}\n\n${aboutSecondFactors(secondFactors)}`;
}

function aboutSecondFactors(count: number): string {
  if (process.argv.includes('--without-second-factor')) return count > 0 ? `It removes the ${count} second factor${count > 1 ? 's' : ''} of this owner, who should add a new one.\n` : '';
  return count > 0 ? 'The second factor is asked for besides; for an owner who has lost it, add --without-second-factor.\n' : '';
}

function describeFailure(error: unknown): string {
  if (error instanceof SettingsError || error instanceof Refusal) return error.message;
  if (error instanceof Problem) return error.detail;
  if (isDatabaseUnavailable(error)) return `DATABASE_URL: the database does not answer: ${(error as Error).message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
