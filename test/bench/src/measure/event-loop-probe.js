import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Loaded before a process (--import): tells the delay of its event loop since the last question, in milliseconds: what is over its own timer. */
const RESOLUTION = 2;
const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
histogram.enable();
process.on('message', (message) => {
  if (message !== 'event-loop-delay') return;
  const [p50, p99, max] = [histogram.percentile(50), histogram.percentile(99), histogram.max].map((nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION));
  process.send({ p50, p99, max });
  histogram.reset();
});
// The channel keeps nobody from ending.
process.channel?.unref();
