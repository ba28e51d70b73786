import * as read from './readers.js';

export interface SettingDefinition<Value = unknown> {
  /** What holds where the variable is not set; `undefined` where there is nothing to fall back on. */
  readonly default: string | undefined;
  /** One sentence, shown in `.env.example` and docs/settings.md. */
  readonly description: string;
  readonly read: (text: string) => Value;
}

const define = <Value>(read: (text: string) => Value, fallback: string | undefined, description: string): SettingDefinition<Value> => ({
  default: fallback,
  description,
  read,
});

/** Every setting that there is, in the order in which the documentation shows them. */
export const settingDefinitions = {
  NODE_ENV: define(read.oneOf('development', 'production', 'test'), 'development', 'production refuses to start on values that are only safe on a laptop.'),
  PORT: define(read.wholeNumber(1, 65_535), '3000', 'The port that the service listens on.'),
  HOST: define(read.text(1, 'a host name or an address'), '127.0.0.1', 'The address that the service listens on.'),
  PUBLIC_URL: define(read.publicUrl, undefined, 'The service as identity providers and browsers see it, http://localhost:<PORT> unless set; every URL that is handed out starts with it.'),
  APP_URL: define(read.webAddress, undefined, 'Where a signed-in person is sent, PUBLIC_URL and / unless set; on another origin with ?code=…, a single-use code that the platform exchanges.'),
  DATABASE_URL: define(read.database, 'sqlite:./data/moovingon.db', 'sqlite:<path> or postgres://<user>:<password>@<host>:<port>/<database>.'),
  DATABASE_POOL_SIZE: define(read.wholeNumber(2, 200), '10', 'How many connections an instance opens to PostgreSQL at the most.'),
  SECRET_KEY: define(read.text(32), undefined, 'At least 32 characters, from which the keys are derived that seal secrets at rest; generated into ./data unless in production, where it is required.'),
  SECRET_KEY_PREVIOUS: define(read.keyTexts, '', 'Other values of SECRET_KEY, separated by a blank, that may open what they sealed while the key is being replaced: the earlier ones, and with several instances the next one before it is used.'),
  BOOTSTRAP_EMAIL: define(read.email, 'owner@example.com', 'The e-mail address of the first owner, made at the first start on an empty database.'),
  BOOTSTRAP_PASSWORD: define(read.password, undefined, 'The password of the first owner; generated and printed once unless set.'),
  TRUST_PROXY: define(read.trustProxy, 'false', "Which proxies may say the client's address: true, false, a number of hops, or addresses and networks."),
  METRICS_TOKEN: define(read.text(16), undefined, 'The bearer token that /metrics asks for; in production /metrics is closed without one.'),
  METADATA_ALLOW_PRIVATE_HOSTS: define(read.flag, 'false', 'Lets metadata URLs and webhooks be http and point at loopback and private addresses, never at link-local ones.'),
  BCRYPT_COST: define(read.wholeNumber(4, 15), '12', 'The cost of a password hash, as the exponent that bcrypt takes; below 10 is refused in production.'),
  SESSION_IDLE_MINUTES: define(read.wholeNumber(1, 43_200), '480', 'How many minutes a session lives without being used.'),
  SESSION_HOURS: define(read.wholeNumber(1, 720), '24', 'How many hours a session lives at the most.'),
  SCIM_CREDENTIAL_GRACE_HOURS: define(read.wholeNumber(0, 720), '24', 'How many hours the old SCIM password goes on after a rotation.'),
  ACCOUNT_REQUESTS_PER_MINUTE: define(read.wholeNumber(0, 1_000_000_000), '600000', 'How many requests of one account, admin API and SCIM together, an instance answers within a minute, all at once if need be; further ones are answered 429 with Retry-After. 0 is no limit.'),
  LOG_LEVEL: define(read.oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'), 'info', 'How much is logged.'),
} as const;

export type SettingName = keyof typeof settingDefinitions;
