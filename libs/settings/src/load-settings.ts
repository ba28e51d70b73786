import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { newToken } from '@app/kernel';
import { parse } from 'dotenv';
import type { DatabaseSetting, TrustedProxies } from './readers.js';
import { settingDefinitions, type SettingName } from './setting-definitions.js';
import { SettingsError } from './settings-error.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings, read and checked. An abstract class rather than an interface, so that it can be an injection token. */
export abstract class Settings {
  abstract readonly production: boolean;
  abstract readonly port: number;
  abstract readonly host: string;
  /** Without a slash at the end. */
  abstract readonly publicUrl: string;
  abstract readonly appUrl: string;
  abstract readonly database: DatabaseSetting;
  abstract readonly databasePoolSize: number;
  /** The current key text first, then the earlier ones. */
  abstract readonly secretKeys: readonly [string, ...string[]];
  abstract readonly bootstrap: { readonly email: string; readonly password: string | undefined };
  abstract readonly trustProxy: TrustedProxies;
  abstract readonly metricsToken: string | undefined;
  abstract readonly metadataAllowPrivateHosts: boolean;
  abstract readonly bcryptCost: number;
  abstract readonly sessionIdleMinutes: number;
  abstract readonly sessionHours: number;
  abstract readonly scimCredentialGraceHours: number;
  /** 0 where there is no limit. */
  abstract readonly accountRequestsPerMinute: number;
  abstract readonly logLevel: string;
}

/** The environment with what a `.env` file adds to it; a variable that is set wins over the file. */
export function readEnvironment(file = '.env'): Environment {
  return { ...(existsSync(file) ? parse(readFileSync(file)) : {}), ...process.env };
}

/**
 * Reads all settings.
 * @param secretKeyFile where the generated SECRET_KEY is kept outside production
 * @throws SettingsError in one line that names the variable
 */
export function loadSettings(environment: Environment, secretKeyFile = './data/secret-key'): Settings {
  const values = readValues(environment);
  const production = values.NODE_ENV === 'production';
  const publicUrl = values.PUBLIC_URL ?? `http://localhost:${values.PORT}`;
  if (production) refuseLaptopDefaults(environment, publicUrl, values.BCRYPT_COST);
  const secretKey = values.SECRET_KEY ?? generatedSecretKey(secretKeyFile);
  return Object.freeze({
    production,
    port: values.PORT,
    host: values.HOST,
    publicUrl,
    appUrl: values.APP_URL ?? `${publicUrl}/`,
    database: values.DATABASE_URL,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    secretKeys: [secretKey, ...values.SECRET_KEY_PREVIOUS] as const,
    bootstrap: { email: values.BOOTSTRAP_EMAIL, password: values.BOOTSTRAP_PASSWORD },
    trustProxy: values.TRUST_PROXY,
    metricsToken: values.METRICS_TOKEN,
    metadataAllowPrivateHosts: values.METADATA_ALLOW_PRIVATE_HOSTS,
    bcryptCost: values.BCRYPT_COST,
    sessionIdleMinutes: values.SESSION_IDLE_MINUTES,
    sessionHours: values.SESSION_HOURS,
    scimCredentialGraceHours: values.SCIM_CREDENTIAL_GRACE_HOURS,
    accountRequestsPerMinute: values.ACCOUNT_REQUESTS_PER_MINUTE,
    logLevel: values.LOG_LEVEL,
  });
}

type Definitions = typeof settingDefinitions;
type Loose = { -readonly [Name in SettingName]?: unknown };

function readValues(environment: Environment) {
  const values: Loose = {};
  for (const name of Object.keys(settingDefinitions) as SettingName[]) values[name] = readValue(name, environment[name]);
  return values as ReadValues;
}

type MayBeUnset = 'PUBLIC_URL' | 'APP_URL' | 'SECRET_KEY' | 'BOOTSTRAP_PASSWORD' | 'METRICS_TOKEN';
type ReadValues = {
  [Name in SettingName]: ReturnType<Definitions[Name]['read']> | (Name extends MayBeUnset ? undefined : never);
};

function readValue(name: SettingName, given: string | undefined): unknown {
  const definition = settingDefinitions[name];
  const text = given === undefined || given.trim() === '' ? definition.default : given.trim();
  if (text === undefined) return undefined;
  try {
    return definition.read(text);
  } catch (error) {
    throw new SettingsError(name, (error as Error).message);
  }
}

function refuseLaptopDefaults(environment: Environment, publicUrl: string, bcryptCost: number): void {
  if (!environment.SECRET_KEY?.trim()) throw new SettingsError('SECRET_KEY', 'is required in production: at least 32 characters, for example from `openssl rand -base64 48`');
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname)) throw new SettingsError('PUBLIC_URL', 'takes an https address in production');
  if (bcryptCost < 10) throw new SettingsError('BCRYPT_COST', 'takes a whole number from 10 to 15 in production');
}

function generatedSecretKey(file: string): string {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${newToken(48)}\n`, { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
}
