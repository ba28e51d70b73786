import { type Counter, type Histogram, Metrics } from './metrics.js';

/** Counts nothing: for specs and for commands on the host. */
export class NoMetrics extends Metrics {
  counter(): Counter<string> {
    return { add: () => undefined };
  }

  histogram(): Histogram<string> {
    return { observe: () => undefined };
  }

  gauge(): void {}
}
