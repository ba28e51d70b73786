import { makeServer } from './http/server.js';
import type { AddressInfo } from 'node:net';

import { UsageError } from './commands/options.js';
import { makeOkta } from './make-okta.js';
import type { SimulatedOkta } from './okta.js';
import { metadataPath, singleSignOnPath } from './saml/metadata.js';
import type { Patience } from './scim/scim-client.js';

export interface SimulatorOptions {
  /** 0 for any free one. */
  port?: number;
  /** The simulated Okta's clock. */
  now?: () => Date;
  /** How long `429` is waited for; 10 attempts, none longer than 30 seconds, unless told. */
  patience?: Patience;
  /** The e-mail of the service's owner, for *the owner deprovisioned*. */
  ownerEmail?: string;
}

export interface RunningSimulator {
  /** Without a slash at the end; always on loopback. */
  readonly url: string;
  readonly metadataUrl: string;
  readonly singleSignOnUrl: string;
  readonly okta: SimulatedOkta;
  close(): Promise<void>;
}

/** Loopback alone: the simulator has no passwords. */
const HOST = '127.0.0.1';

/** Starts a simulated Okta organisation with one application that is not set up yet. Refuses to run in production. */
export async function startOktaSimulator(options: SimulatorOptions = {}): Promise<RunningSimulator> {
  if (process.env['NODE_ENV'] === 'production')
    throw new UsageError('NODE_ENV is production: the Okta simulator signs anybody in and never runs there');
  const now = options.now ?? (() => new Date());
  const { okta, close } = await makeOkta({ now, patience: options.patience });
  const server = await makeServer(okta, options.ownerEmail ?? 'owner@example.com');
  await server.listen({ host: HOST, port: options.port ?? 0 });
  const url = `http://${HOST}:${(server.server.address() as AddressInfo).port}`;
  const { application } = okta.organisation;
  return {
    url,
    metadataUrl: url + metadataPath(application),
    singleSignOnUrl: url + singleSignOnPath(application),
    okta,
    async close() {
      close();
      await server.close();
    },
  };
}
