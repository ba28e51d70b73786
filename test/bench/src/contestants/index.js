import { resolve } from 'node:path';
import { Ours } from './ours/ours.js';
import { Peer } from './peer.js';

const JACKSON = {
  folder: 'saml-jackson',
  packages: ['@boxyhq/saml-jackson', '@boxyhq/saml-jackson>typeorm'],
  offers: ['scim', 'sign-in'],
  // totalResults is the number of rows of the page; groups are always shown without members.
  facts: { totalIsPage: true, hidesMembers: true },
  signIn: { acsPath: '/sso/acs/', relayState: 'bench', status: 302, location: '^https://app\\.bench\\.example/\\?code=' },
};

/** Everybody who is measured, ours first. What each does less or more than the others stands beside it. */
export const CONTESTANTS = [
  new Ours({ key: 'ours-sqlite', title: 'ours on SQLite', engine: 'sqlite' }),
  new Ours({ key: 'ours-postgres', title: 'ours on PostgreSQL', engine: 'postgres' }),
  new Peer({
    ...JACKSON,
    key: 'saml-jackson-sqlite',
    title: 'saml-jackson on SQLite',
    engine: 'sqlite',
    notes: [
      'A bare node:http server around its functions, no web framework, no log, no metrics. SCIM by a bearer token that is compared, not hashed. totalResults is the length of the page; a filter is split at "eq".',
      'SQLite with WAL and synchronous FULL, which it does not set itself (its own journal is slower).',
      'A sign-in ends with a code in its store; the session is made by two more calls, which are not counted. An assertion can be replayed.',
    ],
  }),
  new Peer({ ...JACKSON, key: 'saml-jackson-postgres', title: 'saml-jackson on PostgreSQL', engine: 'postgres', packages: [...JACKSON.packages, 'pg'] }),
  new Peer({
    key: 'scimmy-sqlite',
    title: 'scimmy-routers on better-sqlite3',
    engine: 'sqlite',
    folder: 'scimmy',
    packages: ['scimmy', 'scimmy-routers', 'express', 'better-sqlite3'],
    offers: ['scim'],
    notes: ['The store behind it is written for this comparison: one table with an indexed name, the resource as JSON, memberships as rows, prepared statements. One tenant, Basic credentials that are compared, not hashed; no log, no metrics, no audit, no ETags.'],
  }),
  new Peer({
    key: 'better-auth-scim-sqlite',
    title: '@better-auth/scim on better-sqlite3',
    engine: 'sqlite',
    folder: 'better-auth-scim',
    packages: ['better-auth', '@better-auth/scim', 'better-sqlite3'],
    offers: ['scim'],
    facts: { mostMembersToAdd: 850 },
    notes: ['Its users are linked to users of better-auth (two tables more per write). At most 1,000 members per group. A bearer token that is compared. Rate limits and telemetry off.'],
  }),
  new Peer({
    key: 'better-auth-sso-sqlite',
    title: '@better-auth/sso on better-sqlite3',
    engine: 'sqlite',
    folder: 'better-auth-sso',
    packages: ['better-auth', '@better-auth/sso', 'samlify', 'better-sqlite3'],
    offers: ['sign-in'],
    signIn: { acsPath: '/api/auth/sso/saml2/sp/acs/bench', relayState: '', status: 302, location: '^https://identity\\.bench\\.example/app$', cookie: 'session_token', people: 100, everybodyFirst: true },
    notes: ['Reserves the assertion id and opens a session, as ours does. 100 people sign in, who have all signed in before.'],
  }),
  new Peer({
    key: 'node-saml-bare',
    title: 'node-saml in a bare server',
    kind: 'floor',
    engine: 'none',
    folder: 'node-saml',
    packages: ['@node-saml/node-saml', '@node-saml/node-saml>xml-crypto', '@node-saml/node-saml>@xmldom/xmldom'],
    offers: ['sign-in'],
    signIn: { acsPath: '/', relayState: 'bench', status: 303, location: '\\?who=person' },
    notes: ['Validation of both signatures and nothing else: nothing is looked up, nothing stored, no session.'],
  }),
];

export function chooseContestants({ peers, engines, against, 'without-ours': without = false }) {
  const parts = peers.split(',');
  return [...CONTESTANTS, ...earlier(against)].filter((contestant) => {
    if (contestant.engine !== 'none' && !engines.includes(contestant.engine)) return false;
    if (contestant.kind === 'ours' || contestant.kind === 'before') return !without;
    return peers === 'all' || parts.some((part) => contestant.key.includes(part));
  });
}

/** Another checkout of ours, to hold a change against what was before it. */
function earlier(root) {
  if (!root) return [];
  const titles = { sqlite: 'before, on SQLite', postgres: 'before, on PostgreSQL' };
  return Object.entries(titles).map(([engine, title]) => new Ours({ key: `before-${engine}`, title, engine, kind: 'before', root: resolve(root) }));
}
