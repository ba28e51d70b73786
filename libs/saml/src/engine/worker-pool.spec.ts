import { WorkerPool, type PoolOptions } from './worker-pool.js';

/** A worker that does as its job says. */
const SCRIPT = `
  import { parentPort } from 'node:worker_threads';
  let jobs = 0;
  parentPort.on('message', ({ name, input }) => {
    jobs++;
    if (name === 'hang') for (;;);
    if (name === 'trap') return parentPort.postMessage({ kind: 'error', name: 'RuntimeError', message: 'unreachable' });
    if (name === 'faint') setTimeout(() => process.exit(8), 20);
    if (name === 'crash') process.exit(7);
    if (name === 'refuse') return parentPort.postMessage({ kind: 'problem', problem: { code: 'c', status: 401, title: 't', detail: 'd', headers: {}, members: { condition: 'audience' } } });
    setTimeout(() => parentPort.postMessage({ kind: 'result', result: { input, jobs } }), name === 'slow' ? 150 : 0);
  });
  parentPort.postMessage({ kind: 'ready' });
`;

describe('the worker pool', () => {
  const pools: WorkerPool[] = [];
  const start = (options: Partial<PoolOptions> = {}) => {
    const entry = new URL(`data:text/javascript,${encodeURIComponent(SCRIPT)}`);
    pools.push(new WorkerPool({ entry, size: 2, longestQueue: 100, heaviestQueue: 100, timeLimit: 5_000, ...options }));
    return pools.at(-1) as WorkerPool;
  };
  afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.stop())));

  it('gives each caller his own answer, plain data with Map and Date', async () => {
    const pool = start();
    const inputs = Array.from({ length: 50 }, (_, index) => new Map([['n', new Date(index)]]));
    const answers = await Promise.all(inputs.map((input) => pool.run('echo', input)));
    expect(answers.map((answer) => (answer as { input: unknown }).input)).toEqual(inputs);
  });

  it('makes a Problem of a refusal in a worker', async () => {
    await expect(start().run('refuse', 0)).rejects.toMatchObject({
      name: 'Problem',
      code: 'c',
      status: 401,
      members: { condition: 'audience' },
    });
  });

  it('ends a worker that hangs, and goes on with a new one', async () => {
    const pool = start({ size: 1, timeLimit: 300 });
    const hanging = pool.run('hang', 0);
    const after = pool.run('echo', 'after');
    await expect(hanging).rejects.toMatchObject({
      code: 'saml_verification_unavailable',
      status: 503,
      members: { condition: 'time-limit' },
    });
    await expect(after).resolves.toEqual({ input: 'after', jobs: 1 });
  });

  it('lets a hanging message hold up nobody else', async () => {
    const pool = start({ timeLimit: 3_000 });
    const ends: string[] = [];
    const hanging = pool.run('hang', 0).catch(({ code }: { code: string }) => ends.push(code));
    await pool.run('echo', 'meanwhile').then(() => ends.push('meanwhile'));
    await hanging;
    expect(ends).toEqual(['meanwhile', 'saml_verification_unavailable']);
  });

  it('outlives a worker that crashes', async () => {
    const pool = start({ size: 1 });
    await expect(pool.run('crash', 0)).rejects.toThrow('ended with code 7');
    await expect(pool.run('echo', 1)).resolves.toEqual({ input: 1, jobs: 1 });
  });

  it('does not give work to a worker that died while it had none', async () => {
    const pool = start({ size: 1 });
    await pool.run('faint', 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await expect(pool.run('echo', 1)).resolves.toEqual({ input: 1, jobs: 1 });
  });

  it('refuses at once what the queue cannot hold', async () => {
    const pool = start({ size: 1, longestQueue: 1 });
    const first = pool.run('slow', 1);
    const second = pool.run('slow', 2);
    await expect(pool.run('slow', 3)).rejects.toMatchObject({
      status: 503,
      headers: { 'Retry-After': '1' },
      members: { condition: 'queue' },
    });
    await expect(Promise.all([first, second])).resolves.toHaveLength(2);
  });

  it('refuses at once what is too heavy for the queue, and takes the next when there is room', async () => {
    const pool = start({ size: 1 });
    const first = pool.run('slow', 1, 60);
    const second = pool.run('slow', 2, 60);
    await expect(pool.run('slow', 3, 41)).rejects.toMatchObject({ status: 503, members: { condition: 'queue' } });
    await Promise.all([first, second]);
    await expect(pool.run('slow', 4, 100)).resolves.toMatchObject({ input: 4 });
  });

  it('ends a worker whose WebAssembly broke', async () => {
    const pool = start({ size: 1 });
    await expect(pool.run('trap', 0)).rejects.toThrow('unreachable');
    await expect(pool.run('echo', 1)).resolves.toEqual({ input: 1, jobs: 1 });
  });

  it('answers everybody when it stops, and can start again', async () => {
    const pool = start({ size: 1 });
    const jobs = Promise.allSettled([pool.run('slow', 1), pool.run('slow', 2)]);
    await pool.stop();
    expect((await jobs).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(pool.run('echo', 1)).resolves.toMatchObject({ input: 1 });
  });

  it('refuses when the script cannot start', async () => {
    const pool = start({ entry: new URL('data:text/javascript,throw new Error("no")') });
    await expect(pool.run('echo', 1)).rejects.toThrow('no');
  });
});
