import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformFile } from '@swc/core';
import { SamlIdentityProvider } from '../../../../test/support/saml-identity-provider.js';
import { WorkerPool } from './worker-pool.js';

const LIBS = fileURLToPath(new URL('../../..', import.meta.url));
const AUDIENCE = 'https://app.example.test/sso/acs/acme';
const ACS = 'https://app.example.test/sso/acs/';

/** Builds the two libraries that the worker needs, beside the packages that they import. */
async function build(): Promise<string> {
  const cache = join(LIBS, '../node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const output = await mkdtemp(join(cache, 'saml-worker-'));
  await writeFile(join(output, 'package.json'), '{"type":"module"}');
  for (const lib of ['kernel', 'saml']) {
    const sources = (await readdir(join(LIBS, lib, 'src'), { recursive: true })).filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'),
    );
    await Promise.all(
      sources.map((file) =>
        compile(join(LIBS, lib, 'src', file), join(output, lib, 'src', file.replace(/\.ts$/, '.js')), output),
      ),
    );
  }
  return output;
}

async function compile(source: string, target: string, output: string): Promise<void> {
  const { code } = await transformFile(source, {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'es6' },
    swcrc: false,
  });
  await mkdir(dirname(target), { recursive: true });
  await writeFile(
    target,
    code.replaceAll(/(['"])@app\/kernel\1/g, JSON.stringify(pathToFileURL(join(output, 'kernel/src/index.js')).href)),
  );
}

describe('the worker as it is built', () => {
  let output: string;
  let pool: WorkerPool;
  let provider: SamlIdentityProvider;
  beforeAll(async () => {
    output = await build();
    pool = new WorkerPool({
      entry: pathToFileURL(join(output, 'saml/src/engine/worker.js')),
      size: 2,
      longestQueue: 100,
      heaviestQueue: 100,
      timeLimit: 10_000,
    });
    provider = await SamlIdentityProvider.create();
  });
  afterAll(async () => {
    await pool.stop();
    await rm(output, { recursive: true });
  });

  const verify = (samlResponse: string, audience = AUDIENCE) =>
    pool.run('verifyResponse', {
      samlResponse,
      certificates: [provider.keys.certificate],
      expected: { issuer: provider.entityId, audiences: [audience], recipients: [ACS], now: new Date() },
    });

  it('verifies many responses on several threads, each with its own subject', async () => {
    const people = Array.from({ length: 20 }, (_, index) => `person${index}@example.test`);
    const responses = await Promise.all(
      people.map((nameId) => provider.issue({ nameId, audience: AUDIENCE, recipient: ACS })),
    );
    const verified = await Promise.all(responses.map((response) => verify(response)));
    expect(verified.map((assertion) => (assertion as { nameId: string }).nameId)).toEqual(people);
  });

  it('refuses with the same Problem as without threads', async () => {
    const response = await provider.issue({ nameId: 'ada@example.test', audience: AUDIENCE, recipient: ACS });
    await expect(verify(response, 'https://other.example.test')).rejects.toMatchObject({
      name: 'Problem',
      code: 'saml_response_invalid',
      status: 401,
      members: { condition: 'audience', expected: 'https://other.example.test', received: AUDIENCE },
    });
  });

  it('parses metadata and peeks', async () => {
    await expect(pool.run('parseMetadata', { xml: provider.metadata(), options: {} })).resolves.toMatchObject({
      entityId: provider.entityId,
    });
    await expect(pool.run('peekResponse', 'bm90IHhtbA==')).rejects.toMatchObject({ code: 'saml_response_malformed' });
  });
});
