import { collectDefaultMetrics, Counter as PromCounter, Gauge as PromGauge, type Metric, Registry } from 'prom-client';
import { type Counter, type GaugeDefinition, type Histogram, type HistogramDefinition, type InstrumentDefinition, Metrics } from './metrics.js';
import { HistogramTally, Tallies } from './tallies.js';

/** Metrics in a registry of the service's own, with those of the process: CPU, memory, event loop, garbage collection. */
export class PrometheusMetrics extends Metrics {
  private readonly registry = new Registry();
  readonly contentType = this.registry.contentType;

  /** The process's own metrics live as long as the process: one service of a process has them. */
  watchProcess(): this {
    collectDefaultMetrics({ register: this.registry });
    return this;
  }

  counter<Label extends string>(definition: InstrumentDefinition<Label>): Counter<Label> {
    const tallies = new Tallies<Label, { total: number }>(definition.labels ?? [], () => ({ total: 0 }));
    new PromCounter<Label>({
      ...this.configuration(definition),
      collect() {
        this.reset();
        for (const [labels, { total }] of tallies.all()) this.inc(labels, total);
      },
    });
    return { add: (labels, amount = 1) => void (tallies.of(labels).total += amount) };
  }

  histogram<Label extends string>(definition: HistogramDefinition<Label>): Histogram<Label> {
    const histogram = new HistogramTally<Label>(definition);
    // The registry asks of a metric no more than `name` and `get`.
    this.registry.registerMetric(histogram as unknown as Metric);
    return histogram;
  }

  gauge<Label extends string>(definition: GaugeDefinition<Label>): void {
    new PromGauge<Label>({
      ...this.configuration(definition),
      collect() {
        const values = definition.read();
        if (typeof values === 'number') return this.set(values);
        this.reset();
        for (const [labels, value] of values) this.set(labels, value);
      },
    });
  }

  /** The text that Prometheus reads (exposition format 0.0.4). */
  render(): Promise<string> {
    return this.registry.metrics();
  }

  private configuration<Label extends string>({ name, help, labels = [] }: InstrumentDefinition<Label>) {
    return { name, help, labelNames: [...labels], registers: [this.registry] };
  }
}
