import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Loaded before a process (--import): tells the delay of its event loop since the last question, in milliseconds. */
const histogram = monitorEventLoopDelay({ resolution: 5 });
histogram.enable();
process.on('message', (message) => {
  if (message !== 'event-loop-delay') return;
  const [p50, p99, max] = [histogram.percentile(50), histogram.percentile(99), histogram.max].map((nanoseconds) => nanoseconds / 1e6);
  process.send({ p50, p99, max });
  histogram.reset();
});
// The channel keeps nobody from ending.
process.channel?.unref();
