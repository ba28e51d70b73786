import { Problem } from '@app/kernel';

/** The refusal that a function throws; anything else that it does fails the test. */
export function refusalOf(run: () => unknown): { code: string; status: number; scimType: unknown; detail: string } {
  try {
    run();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { code: error.code, status: error.status, scimType: error.members.scimType, detail: error.detail };
  }
  throw new Error('Expected a refusal, received none');
}

/** Runs it; passes a value and a refusal of the client's fault, and fails for every other error. */
export function valueOrRefusal<T>(run: () => T): T | Problem {
  try {
    return run();
  } catch (error) {
    if (error instanceof Problem && error.status >= 400 && error.status < 500) return error;
    throw error;
  }
}
