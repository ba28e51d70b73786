import { Application } from './org/application.js';
import { Assignments } from './org/assignments.js';
import { UniversalDirectory } from './org/universal-directory.js';
import { SimulatedOkta } from './okta.js';
import { pause } from './pause.js';
import { GroupPush } from './provisioning/group-push.js';
import { Provisioning, type Organisation } from './provisioning/provisioning.js';
import { Tasks } from './provisioning/task.js';
import { IdentityProvider } from './saml/identity-provider.js';
import { ExchangeLog } from './scim/exchange-log.js';
import { HttpExchanger } from './scim/http-exchange.js';
import type { Patience } from './scim/scim-client.js';

/** Whoever sits in front of a demonstration does not wait for minutes. */
const PATIENCE: Patience = { attempts: 10, longestWaitSeconds: 30 };

/** An organisation without a web server; `close` ends its connections and whatever waits to be tried again. */
export async function makeOkta({
  now,
  patience = PATIENCE,
}: {
  now: () => Date;
  patience?: Patience;
}): Promise<{ okta: SimulatedOkta; close: () => void }> {
  const closing = new AbortController();
  const http = new HttpExchanger();
  const organisation: Organisation = {
    directory: new UniversalDirectory(),
    application: new Application(),
    assignments: new Assignments(),
  };
  const log = new ExchangeLog();
  const wait = (seconds: number) => pause(seconds, closing.signal);
  const provisioning = new Provisioning(organisation, new Tasks(now), { http, log, now, wait, patience });
  const identityProvider = await IdentityProvider.start(organisation.application, now);
  const okta = new SimulatedOkta(
    organisation,
    identityProvider,
    provisioning,
    new GroupPush(organisation, provisioning),
    log,
  );
  return {
    okta,
    close() {
      closing.abort();
      http.close();
    },
  };
}
