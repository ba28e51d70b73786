import { Problem } from '@app/kernel';

/** To a worker. */
export interface Job {
  readonly name: string;
  readonly input: unknown;
}

/** A Problem as plain data: classes do not survive the way between threads. */
export interface CarriedProblem {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly hint: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, unknown>>;
}

/** From a worker: once when it can work, then one answer for each job. */
export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'problem'; readonly problem: CarriedProblem }
  | { readonly kind: 'error'; readonly name: string; readonly message: string; readonly stack: string | undefined };

export function answerForError(error: unknown): Answer {
  if (error instanceof Problem) {
    const { code, status, title, detail, hint, headers, members } = error;
    return { kind: 'problem', problem: { code, status, title, detail, hint, headers, members } };
  }
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return { kind: 'error', name, message, stack };
}

export function errorFromAnswer(answer: Extract<Answer, { kind: 'problem' | 'error' }>): Error {
  if (answer.kind === 'problem') {
    const { code, status, title, detail, ...extras } = answer.problem;
    return new Problem(code, status, title, detail, extras);
  }
  return Object.assign(new Error(answer.message), { name: answer.name, stack: answer.stack });
}

/** After a trap the memory of WebAssembly is in no known state: that worker must not verify anything more. */
export function isTrap(answer: Answer): boolean {
  return answer.kind === 'error' && answer.name === 'RuntimeError';
}
