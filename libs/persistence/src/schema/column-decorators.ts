import { Column, type ColumnOptions, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/**
 * The column vocabulary of entities: each word means the same on SQLite and PostgreSQL.
 * migration-columns.ts has the same words for migrations; a drift check holds both together.
 */
type Nullable = Pick<ColumnOptions, 'nullable' | 'select'>;

/** Text of any length, ordered by its bytes on both engines (`COLLATE "C"`; SQLite's BINARY). */
export const TextColumn = (options: Nullable = {}) => Column({ type: 'text', collation: 'C', ...options });

/** A text that is (part of) the primary key. */
export const TextKey = () => PrimaryColumn({ type: 'text', collation: 'C' });

/** A whole number of up to 53 bits. */
export const WholeColumn = (options: Nullable = {}) => Column({ type: 'bigint', ...options });

export const WholeKey = () => PrimaryColumn({ type: 'bigint' });

/** A point in time: milliseconds since the epoch, UTC. */
export const InstantColumn = WholeColumn;

export const FlagColumn = (options: Nullable = {}) => Column({ type: 'boolean', ...options });

/** Any JSON value, kept as text on both engines; null in the column is `null`. */
export const JsonColumn = (options: Nullable = {}) => Column({ type: 'text', collation: 'C', transformer: json, ...options });

/** The order in which rows were made: never reused, never changed. */
export const SequenceKey = () => PrimaryGeneratedColumn('increment');

const json = {
  to: (value: unknown) => (value === undefined || value === null ? value : JSON.stringify(value)),
  from: (value: unknown) => (typeof value === 'string' ? (JSON.parse(value) as unknown) : value),
};
