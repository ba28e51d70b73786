import { nodeStart, type StartedProcess, until } from './npm-start.js';
import { freePort, OWNER } from './start-service.js';

export type LogLine = Record<string, unknown>;

/** The service as it stands on a host: the same port and settings from one start to the next, a process of its own each time. */
export class InstalledService {
  private running: StartedProcess | undefined;

  private constructor(
    readonly port: number,
    private readonly environment: Record<string, string>,
  ) {}

  /** Starts nothing yet. */
  static async at(databaseUrl: string, environment: Record<string, string> = {}): Promise<InstalledService> {
    const port = await freePort();
    return new InstalledService(port, {
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      SECRET_KEY: 'a key of the tests that seals nothing of value',
      BOOTSTRAP_EMAIL: OWNER.email,
      BOOTSTRAP_PASSWORD: OWNER.password,
      BCRYPT_COST: '4',
      METADATA_ALLOW_PRIVATE_HOSTS: 'true',
      ...environment,
    });
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  get process(): StartedProcess {
    if (!this.running) throw new Error('It was not started');
    return this.running;
  }

  /** Starts it and waits until it is ready. @returns how long that took, in milliseconds */
  async start(changes: Record<string, string> = {}): Promise<number> {
    const began = performance.now();
    const started = nodeStart({ ...this.environment, ...changes });
    this.running = started;
    const hasEnded = started.ended.then(({ code }) => {
      throw new Error(`It ended with ${code}: ${started.output()}`);
    });
    await Promise.race([until(() => this.isReady()), hasEnded]);
    return performance.now() - began;
  }

  isReady(): Promise<boolean> {
    return fetch(`${this.url}/health/ready`).then(({ ok }) => ok, () => false);
  }

  /** kill -9, of the process and of whatever it has started. */
  kill(): Promise<void> {
    return this.process.kill();
  }

  /** As a supervisor ends it. @returns its exit code */
  async stop(): Promise<number | null> {
    this.process.child.kill('SIGTERM');
    return (await this.process.ended).code;
  }

  /** What it has logged since its last start. */
  get log(): LogLine[] {
    const lines = this.process.output().split('\n');
    return lines.filter((line) => line.startsWith('{') && line.endsWith('}')).map((line) => JSON.parse(line) as LogLine);
  }
}
