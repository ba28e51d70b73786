import { setTimeout } from 'node:timers/promises';
import { ScimFailure } from './scim/wire.js';

/** Waits, unless the simulator is closed meanwhile: the task that waited then fails. */
export async function pause(seconds: number, closing: AbortSignal): Promise<void> {
  try {
    await setTimeout(seconds * 1000, undefined, { signal: closing });
  } catch {
    throw new ScimFailure(429, 'The simulator was closed while it waited to try again');
  }
}
