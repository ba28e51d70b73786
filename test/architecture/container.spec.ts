import { existsSync, readFileSync } from 'node:fs';
import { parseYaml } from '@redocly/openapi-core';
import { settingDefinitions } from '@app/settings';

interface Compose {
  readonly services: Record<string, { readonly environment: Record<string, string>; readonly healthcheck?: object; readonly depends_on?: object; readonly ports?: string[]; readonly volumes?: string[]; readonly stop_grace_period: string; readonly build?: string }>;
  readonly volumes: Record<string, unknown>;
}

const instructions = readFileSync('Dockerfile', 'utf8')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => /^[A-Z]/.test(line))
  .map((line) => ({ name: line.split(' ', 1)[0] as string, rest: line.slice(line.indexOf(' ') + 1).trim() }));
const compose = parseYaml(readFileSync('compose.yaml', 'utf8')) as Compose;

/** As far as `.dockerignore` is written here: the last pattern that fits decides. */
function isSentToBuild(path: string): boolean {
  const patterns = readFileSync('.dockerignore', 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return patterns.reduce((sent, pattern) => {
    const name = pattern.replace(/^!/, '');
    const fits = name === '*' || path === name || path.startsWith(`${name}/`) || (name.startsWith('**/*') && path.endsWith(name.slice(4)));
    return fits ? pattern.startsWith('!') : sent;
  }, true);
}

/** What stands for the image, which the tests cannot build: they ask for no Docker. */
describe('Dockerfile', () => {
  const stages = instructions.filter(({ name }) => name === 'FROM');
  const final = instructions.slice(instructions.lastIndexOf(stages.at(-1)!));

  it('copies what is there, and what the build is sent', () => {
    const sources = instructions.filter(({ name, rest }) => name === 'COPY' && !rest.startsWith('--from')).flatMap(({ rest }) => rest.split(/\s+/).slice(0, -1));
    expect(sources).toEqual(expect.arrayContaining(['package-lock.json', 'libs', 'apps', 'openapi.json']));
    for (const source of sources) expect([source, existsSync(source), isSentToBuild(source)]).toEqual([source, true, true]);
    for (const path of ['.env', 'data/moovingon.db', 'node_modules/x', '.git/config', 'libs/kernel/src/kernel.spec.ts', 'test/run.mjs', 'dist/x']) expect([path, isSentToBuild(path)]).toEqual([path, false]);
  });

  it('builds on a Node that the service runs on, the same in both stages, and leaves the compiler behind', () => {
    expect(stages).toHaveLength(2);
    expect(new Set(stages.map(({ rest }) => rest.split(' ')[0])).size).toBe(1);
    expect(Number(/node:(\d+)/.exec(stages[0]!.rest)?.[1])).toBeGreaterThanOrEqual(20);
    expect(final.map(({ rest }) => rest).join('\n')).not.toMatch(/apt-get|npm ci|g\+\+/);
    expect(instructions.map(({ rest }) => rest).join('\n')).toMatch(/npm prune --omit=dev/);
  });

  it('runs as somebody who is not root, as process 1 without a shell, so that SIGTERM arrives, and is asked for its health', () => {
    const last = (wanted: string) => final.filter(({ name }) => name === wanted).at(-1)?.rest ?? '';
    expect(last('USER')).toBe('node');
    expect(JSON.parse(last('CMD'))).toEqual(['node', 'apps/api/start.mjs']);
    const check = JSON.parse(last('HEALTHCHECK').replace(/^.*CMD /, '')) as string[];
    expect([check[0], check[2]]).toEqual(['node', expect.stringContaining('/health/ready')]);
    expect(last('STOPSIGNAL')).toBe('SIGTERM');
  });

  it('sets nothing but settings, and no secret', () => {
    const names = [...instructions.filter(({ name }) => name === 'ENV').map(({ rest }) => rest).join(' ').matchAll(/([A-Z_]+)=/g)].map((match) => match[1] as string);
    expect(names).toContain('DATABASE_URL');
    for (const name of names) expect([name, name in settingDefinitions, /SECRET|PASSWORD|TOKEN/.test(name)]).toEqual([name, true, false]);
  });
});

describe('compose.yaml', () => {
  const { identity, postgres } = compose.services as { identity: Compose['services'][string]; postgres: Compose['services'][string] };

  it('sets nothing but settings, and takes each secret from the environment, without a default', () => {
    for (const name of Object.keys(identity.environment)) expect([name, name in settingDefinitions]).toEqual([name, true]);
    for (const [name, value] of [...Object.entries(identity.environment), ...Object.entries(postgres.environment)])
      if (/SECRET_KEY$|POSTGRES_PASSWORD|DATABASE_URL/.test(name)) expect([name, value]).toEqual([name, expect.stringMatching(/\$\{[A-Z_]+:\?[^}]+\}/)]);
    expect(identity.environment).toMatchObject({ NODE_ENV: 'production', HOST: '0.0.0.0', PUBLIC_URL: expect.stringMatching(/:\?/) });
  });

  it('starts the service when PostgreSQL is healthy, keeps its data in a volume, and gives both the time to end', () => {
    expect(identity.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    expect(postgres.healthcheck).toBeDefined();
    expect(postgres.volumes?.map((volume) => volume.split(':')[0])).toEqual(Object.keys(compose.volumes));
    expect(parseInt(identity.stop_grace_period)).toBeGreaterThan(10);
    expect(identity.build).toBe('.');
  });

  it('opens the service to its own host alone, and the database to nobody', () => {
    expect(identity.ports).toEqual(['127.0.0.1:3000:3000']);
    expect(postgres.ports).toBeUndefined();
  });
});
