import { GROUPS, GROUP_SCHEMA, groupName, personResource } from '../../people.js';

const BASE = '/api/scim/v2';

/** What an administrator and a provisioning client do first. @returns the facts for the load generator and for the cloning */
export async function setUp({ url, audience, metadataXml, groups }) {
  const { call, accountId } = await signIn(url);
  // Everybody is deactivated in turn, which is what the brake on mass deprovisioning is for: here it counts and lets them go.
  await call('PATCH', `/api/v1/accounts/${accountId}`, { preferences: { deprovisioningLimit: { percent: 100 } } });
  // Half of what is measured as PATCH takes access from somebody: the brake would stop it after a fifth of the people.
  await call('PATCH', `/api/v1/accounts/${accountId}`, { preferences: { deprovisioningLimit: { percent: 100, people: 1_000_000 } } });
  const integrations = `/api/v1/accounts/${accountId}/integrations`;
  const { id, uniqueIdentifier } = await call('POST', integrations, { provider: 'okta', name: 'Bench', entityId: audience, metadataXml });
  const { scim } = await call('PUT', `${integrations}/${id}/scim`, { enabled: true, force: true });
  const authorization = `Basic ${Buffer.from(`${scim.username}:${scim.password}`).toString('base64')}`;
  const provision = caller(url, { authorization, 'content-type': 'application/scim+json' });
  // Two models: the second shows whether a clone of the first is what the service itself stores.
  const models = [];
  for (const number of [0, 1]) models.push((await provision('POST', `${BASE}/Users`, personResource(number))).id);
  const names = [...Array.from({ length: GROUPS }, (_, number) => groupName(number)), ...Object.keys(groups)];
  const ids = [];
  for (const displayName of names) ids.push((await provision('POST', `${BASE}/Groups`, { schemas: [GROUP_SCHEMA], displayName })).id);
  const { totalResults } = await provision('GET', `${BASE}/Users?count=0`);
  return {
    base: BASE,
    authorization,
    accountId,
    integrationId: id,
    models,
    // The owner is a user too.
    others: totalResults - models.length,
    groups: ids.slice(0, GROUPS),
    named: Object.fromEntries(Object.keys(groups).map((name, index) => [name, ids[GROUPS + index]])),
    signIn: { relayState: uniqueIdentifier },
  };
}

async function signIn(url) {
  const body = JSON.stringify({ email: 'owner@bench.example.com', password: 'correct horse battery staple' });
  const answer = await fetch(`${url}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  if (answer.status !== 201) throw new Error(`POST /api/v1/session: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ');
  return { call: caller(url, { cookie, 'content-type': 'application/json' }), accountId: (await answer.json()).account.id };
}

function caller(url, headers) {
  return async (method, path, body) => {
    const answer = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
}
