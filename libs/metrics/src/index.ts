/**
 * metrics: what the service counts and measures, for Prometheus.
 * Flow: a library asks {@link Metrics} for its instruments once and uses them; apps/api shows them all at GET /metrics.
 * Labels are names of our own, codes and route patterns, never an id or anything that comes from outside: each value is a time series.
 * Neighbours: none below; every library that has something to count above.
 */
export {
  BYTES,
  Metrics,
  SECONDS,
  type Counter,
  type GaugeDefinition,
  type Histogram,
  type HistogramDefinition,
  type InstrumentDefinition,
  type LabelsOf,
} from './metrics.js';
export { MetricsModule } from './metrics.module.js';
export { NoMetrics } from './no-metrics.js';
export { PrometheusMetrics } from './prometheus-metrics.js';
