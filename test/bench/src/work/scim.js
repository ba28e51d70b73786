import { GROUPS, memberAt, MEMBERS_AT_FIRST, person, personResource } from '../people.js';
import { randomNumbers } from '../random.js';
import { Connection } from '../load/connection.js';

const PATCH_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const PAGE = 100;

/** The items in the order in which they are driven: what changes the number of rows comes last. */
export const SCIM_WORK = {
  'look-up': { title: 'look-up by userName', prepare: lookUp },
  read: { title: 'read by id', prepare: read },
  'first-page': { title: 'first page of 100', prepare: (context) => page(context, 1) },
  'deepest-page': { title: 'deepest page of 100', prepare: (context) => page(context, context.facts.total - PAGE + 1) },
  put: { title: 'PUT', prepare: put },
  patch: { title: 'PATCH active', prepare: patchActive },
  'add-member': { title: 'add a group member', prepare: addMember },
  create: { title: 'create', prepare: create },
};

/** What is driven where growth is looked at. */
export const SCALE_WORK = {
  'look-up': SCIM_WORK['look-up'],
  'look-up-external': { title: 'look-up by externalId', prepare: (context) => lookUp(context, 'externalId') },
  read: SCIM_WORK.read,
  'first-page': SCIM_WORK['first-page'],
  'deepest-page': SCIM_WORK['deepest-page'],
  put: SCIM_WORK.put,
  patch: SCIM_WORK.patch,
  'add-to-small': { title: 'add a member to a group of 10', prepare: (context) => addToOne(context, 'small') },
  'add-to-large': { title: 'add a member to the largest group', prepare: (context) => addToOne(context, 'large') },
  create: SCIM_WORK.create,
};

/**
 * The requests of a work item for one contestant. `facts` are what its seeding has left: base path, credentials, the total, the
 * groups; `round` keeps names of different rounds apart.
 */
export function scimWork({ work, facts, round, size }, linesOf) {
  const headers = { authorization: facts.authorization, accept: 'application/scim+json', 'content-type': 'application/scim+json; charset=utf-8' };
  const ids = linesOf(facts.idsFile);
  const send = (method, path, body, check) => ({ method, path: facts.base + path, headers, body: body && JSON.stringify(body), check });
  return { ...SCALE_WORK, ...SCIM_WORK }[work].prepare({ facts, ids, size, round, send, random: randomNumbers(1_000 + round), headers });
}

function lookUp({ size, send, random }, attribute = 'userName') {
  const next = () => {
    const value = person(Math.floor(random() * size))[attribute];
    const filter = encodeURIComponent(`${attribute} eq "${value}"`);
    return send('GET', `/Users?filter=${filter}&startIndex=1&count=100`, undefined, expecting(200, ({ totalResults, Resources }) => totalResults === 1 && Resources[0][attribute] === value));
  };
  return { next };
}

function read({ ids, size, send, random }) {
  const next = () => {
    const number = Math.floor(random() * size);
    const { userName } = person(number);
    return send('GET', `/Users/${ids[number]}`, undefined, expecting(200, (user) => user.id === ids[number] && user.userName === userName && user.active === true));
  };
  return { next };
}

function page({ facts, send }, startIndex) {
  const total = facts.totalIsPage ? PAGE : facts.total;
  const check = expecting(200, (list) => list.totalResults === total && list.startIndex === startIndex && list.Resources.length === PAGE && new Set(list.Resources.map(({ id }) => id)).size === PAGE);
  return { next: () => send('GET', `/Users?startIndex=${startIndex}&count=${PAGE}`, undefined, check) };
}

function put({ ids, size, round, send, random }) {
  let count = 0;
  const next = () => {
    const number = Math.floor(random() * size);
    const title = `Engineer ${round}.${(count += 1)}`;
    // Okta's PUT is GET, merge, PUT: the whole resource with its id.
    const body = { ...personResource(number, { title }), id: ids[number] };
    return send('PUT', `/Users/${ids[number]}`, body, expecting(200, (user) => user.id === ids[number] && user.title === title));
  };
  return { next };
}

function patchActive({ ids, size, send }) {
  let count = 0;
  const next = () => {
    // Everybody in turn is deactivated, then activated again.
    const number = count % size;
    const active = Math.floor(count / size) % 2 === 1;
    count += 1;
    const body = { schemas: [PATCH_SCHEMA], Operations: [{ op: 'replace', value: { active } }] };
    return send('PATCH', `/Users/${ids[number]}`, body, expecting(200, (user) => user.id === ids[number] && user.active === active));
  };
  return { next };
}

function addMember({ facts, ids, size, send, headers }) {
  const added = new Map(facts.groups.map((id) => [id, 0]));
  const most = Math.min(size - MEMBERS_AT_FIRST, facts.mostMembersToAdd ?? Infinity) * GROUPS;
  let count = 0;
  const next = () => {
    if (count >= most) return undefined;
    const group = facts.groups[count % GROUPS];
    const value = ids[memberAt(count % GROUPS, MEMBERS_AT_FIRST + Math.floor(count / GROUPS), size)];
    count += 1;
    const body = { schemas: [PATCH_SCHEMA], Operations: [{ op: 'add', path: 'members', value: [{ value }] }] };
    const check = ({ status, text }) => {
      if (status !== 204 && !(status === 200 && JSON.parse(text).id === group)) return `${status}: ${text.slice(0, 300)}`;
      added.set(group, added.get(group) + 1);
      return undefined;
    };
    return send('PATCH', `/Groups/${group}`, body, check);
  };
  return { next, supply: most, verify: (url) => (facts.hidesMembers ? undefined : countMembers({ url, facts, headers, added })) };
}

/** Members from the end of the population, whom no large group has at first. */
function addToOne({ facts, ids, size, send }, name) {
  const supply = size / 2;
  let count = 0;
  const next = () => {
    if ((count += 1) > supply) return undefined;
    const body = { schemas: [PATCH_SCHEMA], Operations: [{ op: 'add', path: 'members', value: [{ value: ids[size - count] }] }] };
    return send('PATCH', `/Groups/${facts.named[name]}`, body, ({ status, text }) => (status === 204 ? undefined : `expected 204, received ${status}: ${text.slice(0, 300)}`));
  };
  return { next, supply };
}

/** Whether every membership that was answered is there. */
async function countMembers({ url, facts, headers, added }) {
  const connection = new Connection(url);
  let lost = 0;
  for (const [group, count] of added) {
    const { text } = await connection.send({ method: 'GET', path: `${facts.base}/Groups/${group}`, headers });
    lost += MEMBERS_AT_FIRST + count - JSON.parse(text).members.length;
  }
  await connection.close();
  return lost > 0 ? `${lost} answered memberships are not there` : undefined;
}

function create({ round, send }) {
  let count = 0;
  const created = [];
  const next = () => {
    const body = personResource((count += 1), { prefix: `new${round}` });
    const check = expecting(201, (user) => Boolean(user.id) && user.userName === body.userName && created.push(user.id) > 0);
    return send('POST', '/Users', body, check);
  };
  return { next, created };
}

/** A check of status and content. @returns what is wrong, or undefined */
function expecting(expected, holds) {
  return ({ status, text }) => {
    if (status !== expected) return `expected ${expected}, received ${status}: ${text.slice(0, 300)}`;
    return holds(JSON.parse(text)) ? undefined : `not what was asked for: ${text.slice(0, 300)}`;
  };
}
