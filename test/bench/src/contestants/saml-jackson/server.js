import { createRequire } from 'node:module';
import { GROUPS, groupName, membersAtFirst, personResource } from '../../people.js';
import { applyPragmas, DURABLE, WHILE_SEEDING } from '../durable-sqlite.js';
import { inLanes, readBody, runContestant } from '../serve.js';

const require = createRequire(import.meta.url);
const PLACE = { tenant: 'bench', product: 'moovingon' };

await runContestant({
  async seed({ database, size, serviceProvider, identityProvider }) {
    const jackson = await open(database, serviceProvider, WHILE_SEEDING);
    const { data: directory } = await jackson.directorySyncController.directories.create({ ...PLACE, name: 'Bench', type: 'okta-scim-v2' });
    const facts = { base: `/scim/${directory.id}`, authorization: `Bearer ${directory.scim.secret}`, directory: directory.id, secret: directory.scim.secret, total: size };
    const handle = requests(jackson, facts);
    const ids = await createUsers(handle, size, database.kind);
    const groups = await createGroups(handle, ids);
    if (identityProvider) await jackson.connectionAPIController.createSAMLConnection(connection(identityProvider));
    await jackson.close();
    return { ids, facts: { ...facts, groups } };
  },

  async serve({ database, facts, serviceProvider }) {
    const jackson = await open(database, serviceProvider, DURABLE);
    const handle = requests(jackson, facts);
    return { listener: (request, response) => answer(jackson, handle, request, response), close: () => jackson.close() };
  },
});

/** @param pragmas what its SQLite connection gets: TypeORM's default journal would be slower */
async function open(database, serviceProvider, pragmas) {
  if (database.kind === 'sqlite') openSqliteWith(pragmas);
  const { default: controllers } = require('@boxyhq/saml-jackson');
  return controllers({
    externalUrl: serviceProvider.origin,
    samlPath: '/sso/acs/',
    acsUrl: serviceProvider.acsUrl,
    samlAudience: serviceProvider.audience,
    idpEnabled: true,
    noAnalytics: true,
    // The largest page it gives; its default of 50 would halve the work of a page of 100.
    db: { engine: 'sql', type: database.kind === 'sqlite' ? 'sqlite' : 'postgres', url: database.path ?? database.url, pageLimit: 100 },
    dsync: { callback: async () => undefined },
    logger: { info: () => undefined, warn: () => undefined, error: console.error },
  });
}

function openSqliteWith(pragmas) {
  const path = require.resolve('better-sqlite3');
  const Database = require(path);
  require.cache[path].exports = class extends Database {
    constructor(...parameters) {
      super(...parameters);
      applyPragmas(this, pragmas);
    }
  };
}

function requests({ directorySyncController }, { directory: directoryId, secret }) {
  return (method, resourceType, resourceId, query, body, apiSecret = secret) =>
    directorySyncController.requests.handle({ method, body, directoryId, resourceType, resourceId, apiSecret, query });
}

async function createUsers(handle, size, kind) {
  const ids = new Array(size);
  await inLanes(size, kind === 'postgres' ? 8 : 1, async (number) => {
    ids[number] = (await handle('POST', 'users', undefined, {}, personResource(number))).data.id;
  });
  return ids;
}

async function createGroups(handle, ids) {
  const groups = [];
  for (let number = 0; number < GROUPS; number += 1) {
    const { data } = await handle('POST', 'groups', undefined, {}, { displayName: groupName(number) });
    const value = membersAtFirst(number, ids).map((id) => ({ value: id }));
    await handle('PATCH', 'groups', data.id, {}, { Operations: [{ op: 'add', path: 'members', value }] });
    groups.push(data.id);
  }
  return groups;
}

function connection({ metadata }) {
  return { ...PLACE, rawMetadata: metadata, defaultRedirectUrl: 'https://app.bench.example/', redirectUrl: ['https://app.bench.example/'] };
}

async function answer(jackson, handle, request, response) {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const body = request.method === 'GET' ? undefined : await readBody(request);
  try {
    if (pathname === '/sso/acs/') return redirect(response, await jackson.oauthController.samlResponse(Object.fromEntries(new URLSearchParams(body))));
    const [, , , type, id] = pathname.split('/');
    const query = { count: wholeNumber(searchParams.get('count')), startIndex: wholeNumber(searchParams.get('startIndex')), filter: searchParams.get('filter') ?? undefined };
    const secret = request.headers.authorization?.replace(/^Bearer /, '') ?? null;
    const { status, data } = await handle(request.method, type.toLowerCase(), id, query, body && JSON.parse(body), secret);
    response.writeHead(status, { 'content-type': 'application/scim+json' }).end(JSON.stringify(data));
  } catch (error) {
    response.writeHead(error.statusCode ?? 500, { 'content-type': 'application/json' }).end(JSON.stringify({ error: error.message }));
  }
}

function redirect(response, { redirect_url: location, error }) {
  if (error || !location) response.writeHead(401).end(error);
  else response.writeHead(302, { location }).end();
}

function wholeNumber(text) {
  return text === null ? undefined : Number(text);
}
