import createClient from 'openapi-fetch';
import { ApiProblem, ServiceUnreachable } from './problem.js';
import type { paths } from './schema.js';

/** The client of `/api/v1`, typed by `openapi.json`, of which it reads JSON alone. On the same origin, so that the browser sends the session's cookie by itself. */
export const api = createClient<paths, `application/${string}json`>({ fetch: reach, credentials: 'same-origin', headers: { accept: 'application/json' } });

interface Answer<Data> {
  readonly data?: Data | undefined;
  readonly error?: unknown;
  readonly response: Response;
}

/** What was answered. @throws ApiProblem for a refusal, ServiceUnreachable where there was no answer */
export async function answerOf<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await call;
  if (response.ok) return data as Data;
  throw new ApiProblem(response.status, typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {});
}

async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (cause) {
    throw request.signal.aborted ? cause : new ServiceUnreachable('The service cannot be reached', { cause });
  }
}
