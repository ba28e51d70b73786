import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = 'apps/console/src';

/** What the console does not call, and why. Everything else that the API offers has its place in it. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  exchangeSignInCode: "the platform's own server calls it with an API key, never a person",
  getApplicationLogo: 'its address comes with the catalogue, as logoUrl, and is a picture and a download',
  redeemOwnerRecovery: 'the page behind the link of the host calls it, which has to work where the console was not built',
  redeemPasswordReset: 'the page behind the link to set a password calls it, for the same reason',
};

interface Operation {
  readonly operationId: string;
  readonly tags?: readonly string[];
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

const { paths } = JSON.parse(readFileSync('openapi.json', 'utf8')) as { paths: Paths };
const operations = Object.entries(paths)
  .filter(([path]) => path.startsWith('/api/v1/'))
  .flatMap(([path, methods]) => Object.entries(methods).map(([method, { operationId }]) => ({ operationId, call: `${method.toUpperCase()} ${path}` })));

/** Each call of the client, such as `GET /api/v1/accounts`: its first argument is a text, a constant of the same file, or a template with one. */
function callsIn(source: string): string[] {
  const constants = new Map([...source.matchAll(/const (\w+) = '([^']+)'/g)].map(([, name, text]) => [name as string, text as string]));
  const valueOf = (argument: string) => (/^['`]/.test(argument) ? argument.slice(1, -1).replace(/\$\{(\w+)\}/g, (_, name: string) => constants.get(name) ?? '?') : (constants.get(argument) ?? '?'));
  return [...source.matchAll(/\bapi\.(GET|POST|PUT|PATCH|DELETE)\(\s*('[^']*'|`[^`]*`|\w+)/g)].map(([, method, argument]) => `${method} ${valueOf(argument as string)}`);
}

const called = new Set(
  readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.d)\.tsx?$/.test(name))
    .flatMap((name) => callsIn(readFileSync(join(SOURCES, name), 'utf8'))),
);

describe('each operation of the API', () => {
  it('is called by the console, or stands in the list of those that are not, with a reason', () => {
    expect(operations.length).toBeGreaterThan(80);
    expect(operations.filter(({ operationId, call }) => !called.has(call) && !(operationId in ELSEWHERE)).map(({ operationId }) => operationId)).toEqual([]);
  });

  it('stands in that list only while the API has it and the console does not call it', () => {
    const uncalled = operations.filter(({ call }) => !called.has(call)).map(({ operationId }) => operationId);
    expect(Object.keys(ELSEWHERE).filter((operationId) => !uncalled.includes(operationId))).toEqual([]);
  });

  it('is read out of the sources as far as it is called: no call stays unknown', () => {
    const known = new Set(operations.map(({ call }) => call));
    expect([...called].filter((call) => !known.has(call))).toEqual([]);
  });
});
