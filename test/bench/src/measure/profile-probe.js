import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

/** Loaded before a process (--import): profiles its processor time between two messages, start and stop left out. */
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval: 500 });
process.on('message', async ({ profile, into }) => {
  if (profile === 'start') await session.post('Profiler.start');
  if (profile === 'stop') writeFileSync(into, JSON.stringify((await session.post('Profiler.stop')).profile));
  if (profile) process.send({ profile });
});
process.channel?.unref();
