import { performance } from 'node:perf_hooks';

/** A line of what was sent or came back, for the terminal. */
export interface Traffic {
  readonly sent: string;
  readonly received: string;
}

export interface StepResult {
  readonly chapter: string;
  readonly title: string;
  readonly outcome: 'passed' | 'failed' | 'not run';
  readonly milliseconds: number;
  readonly error?: string;
}

/** Where a step says what it did; also its assertions, whose messages name what was expected and received. */
export class Step {
  readonly traffic: Traffic[] = [];
  readonly notes: string[] = [];

  exchanged(sent: string, received: string): void {
    this.traffic.push({ sent, received });
  }

  note(text: string): void {
    this.notes.push(text);
  }

  expect(what: string, received: unknown, expected: unknown): void {
    const [is, should] = [JSON.stringify(received), JSON.stringify(expected)];
    if (is !== should) throw new Error(`${what}: expected ${should}, received ${is}`);
  }

  expectTrue(what: string, holds: boolean, received: unknown): void {
    if (!holds) throw new Error(`${what}: received ${JSON.stringify(received)}`);
  }
}

export type Print = (line: string) => void;

/**
 * A sequence of steps that is told while it happens: each step's traffic, outcome and time. A failed step is told and the
 * story goes on, unless the step was `essential`: then only what has to happen `always`, such as cleaning up, still does.
 */
export class Story {
  readonly results: StepResult[] = [];
  private chapterName = '';
  private broken = false;

  constructor(private readonly print: Print) {}

  chapter(name: string): void {
    this.chapterName = name;
    this.print(`\n${name}`);
  }

  async step(
    title: string,
    work: (step: Step) => Promise<void> | void,
    options: { essential?: boolean; always?: boolean } = {},
  ): Promise<void> {
    if (this.broken && !options.always)
      return void this.results.push({ chapter: this.chapterName, title, outcome: 'not run', milliseconds: 0 });
    const step = new Step();
    const started = performance.now();
    const error = await attempt(() => work(step));
    const result: StepResult = {
      chapter: this.chapterName,
      title,
      outcome: error ? 'failed' : 'passed',
      milliseconds: performance.now() - started,
      error,
    };
    this.results.push(result);
    this.tell(result, step);
    this.broken ||= error !== undefined && options.essential === true;
  }

  get failed(): number {
    return this.results.filter(({ outcome }) => outcome !== 'passed').length;
  }

  private tell({ outcome, title, milliseconds, error }: StepResult, { traffic, notes }: Step): void {
    this.print(
      `${outcome === 'passed' ? '✓' : '✗'} ${String(this.results.length).padStart(2)}. ${title}  ${Math.round(milliseconds)} ms`,
    );
    for (const { sent, received } of shortened(traffic)) this.print(`      → ${sent}\n      ← ${received}`);
    for (const note of notes) this.print(`      ${note}`);
    if (error) this.print(`      ${error}`);
  }
}

async function attempt(work: () => Promise<void> | void): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const TOLD = 8;

/** Of hundreds of exchanges, the first few and how many more there were. */
function shortened(traffic: readonly Traffic[]): readonly Traffic[] {
  if (traffic.length <= TOLD) return traffic;
  return [
    ...traffic.slice(0, TOLD - 1),
    { sent: `… and ${traffic.length - TOLD + 1} more requests`, received: countByStatus(traffic.slice(TOLD - 1)) },
  ];
}

function countByStatus(traffic: readonly Traffic[]): string {
  const counts = new Map<string, number>();
  for (const { received } of traffic) {
    const status = received.split(' ')[0] ?? '';
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return [...counts].map(([status, count]) => `${count} × ${status}`).join(', ');
}
