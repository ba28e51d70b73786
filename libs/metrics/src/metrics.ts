/** What an instrument counts, by the values of its labels. Few values a label: each combination is a time series. */
export interface InstrumentDefinition<Label extends string> {
  /** By Prometheus' rules of naming: the unit at the end, `_total` after a counter. */
  readonly name: string;
  /** What it says, in a sentence. */
  readonly help: string;
  readonly labels?: readonly Label[];
}

export interface HistogramDefinition<Label extends string> extends InstrumentDefinition<Label> {
  /** The upper bounds, ascending; {@link SECONDS} and {@link BYTES} fit most. */
  readonly buckets: readonly number[];
}

export interface GaugeDefinition<Label extends string> extends InstrumentDefinition<Label> {
  /** Read when the metrics are asked for, not before. */
  readonly read: () => number | Iterable<readonly [labels: LabelsOf<Label>, value: number]>;
}

export type LabelsOf<Label extends string> = Readonly<Record<Label, string | number>>;

export interface Counter<Label extends string> {
  add(labels: LabelsOf<Label>, amount?: number): void;
}

export interface Histogram<Label extends string> {
  observe(labels: LabelsOf<Label>, value: number): void;
}

/**
 * What the service counts and measures. Whoever has something to count asks for an instrument once, in its constructor, and uses it
 * then: below a microsecond each time. An abstract class, so that it can be an injection token; {@link NoMetrics} in specs.
 */
export abstract class Metrics {
  abstract counter<Label extends string = never>(definition: InstrumentDefinition<Label>): Counter<Label>;
  abstract histogram<Label extends string = never>(definition: HistogramDefinition<Label>): Histogram<Label>;
  abstract gauge<Label extends string = never>(definition: GaugeDefinition<Label>): void;
}

/** Bounds for durations, from a millisecond to ten seconds. */
export const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** Bounds for sizes, from 256 bytes to 16 MB. */
export const BYTES = [256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216] as const;
