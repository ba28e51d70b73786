import type { HistogramDefinition, LabelsOf } from './metrics.js';

/** What is counted by the values of some labels: found by one look-up, where prom-client sorts and joins names and values each time. */
export class Tallies<Label extends string, Tally> {
  private readonly byValues = new Map<string, readonly [LabelsOf<Label>, Tally]>();

  constructor(
    private readonly names: readonly Label[],
    private readonly newTally: () => Tally,
  ) {}

  of(labels: LabelsOf<Label>): Tally {
    let key = '';
    for (const name of this.names) key += `${labels[name]}\0`;
    return (this.byValues.get(key) ?? this.add(key, labels))[1];
  }

  all(): Iterable<readonly [LabelsOf<Label>, Tally]> {
    return this.byValues.values();
  }

  private add(key: string, labels: LabelsOf<Label>): readonly [LabelsOf<Label>, Tally] {
    const added = [{ ...labels }, this.newTally()] as const;
    this.byValues.set(key, added);
    return added;
  }
}

interface Observed {
  /** By bucket, the last one for what is above all bounds. */
  readonly counts: number[];
  sum: number;
}

/** A histogram as a registry of prom-client renders it (`Metric.get`). */
export class HistogramTally<Label extends string> {
  readonly name: string;
  private readonly bounds: readonly number[];
  private readonly help: string;
  private readonly tallies: Tallies<Label, Observed>;

  constructor({ name, help, buckets, labels = [] }: HistogramDefinition<Label>) {
    this.name = name;
    this.help = help;
    this.bounds = buckets;
    this.tallies = new Tallies(labels, () => ({ counts: Array<number>(buckets.length + 1).fill(0), sum: 0 }));
    // Without labels there is one series, from the start.
    if (labels.length === 0) this.tallies.of({} as LabelsOf<Label>);
  }

  observe(labels: LabelsOf<Label>, value: number): void {
    const observed = this.tallies.of(labels);
    let bucket = 0;
    while (bucket < this.bounds.length && value > (this.bounds[bucket] as number)) bucket += 1;
    observed.counts[bucket] = (observed.counts[bucket] as number) + 1;
    observed.sum += value;
  }

  get() {
    const values = [...this.tallies.all()].flatMap(([labels, observed]) => this.seriesOf(labels, observed));
    return Promise.resolve({ name: this.name, help: this.help, type: 'histogram', aggregator: 'sum', values });
  }

  private seriesOf(labels: LabelsOf<Label>, { counts, sum }: Observed) {
    let count = 0;
    const buckets = counts.map((more, bucket) => {
      count += more;
      return { metricName: `${this.name}_bucket`, labels: { le: this.bounds[bucket] ?? '+Inf', ...labels }, value: count };
    });
    return [...buckets, { metricName: `${this.name}_sum`, labels: { ...labels }, value: sum }, { metricName: `${this.name}_count`, labels: { ...labels }, value: count }];
  }
}
