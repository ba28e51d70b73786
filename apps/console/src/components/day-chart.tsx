import { type ReactNode, useMemo } from 'react';
import { texts } from '../texts/index.js';
import styles from './day-chart.module.css';

interface Kind {
  readonly name: string;
  readonly tone: 'good' | 'bad' | 'first' | 'second' | 'third';
}

/** So many of a kind on a day, such as `2026-01-05`. */
export interface DayCount {
  readonly date: string;
  readonly kind: string;
  readonly count: number;
}

interface DayChartProps {
  readonly title: string;
  readonly days: readonly string[];
  readonly counts: readonly DayCount[];
  readonly kinds: readonly Kind[];
  /** What has to be said of the numbers. */
  readonly note?: ReactNode;
}

interface Day {
  readonly date: Date;
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
}

// The days are those of UTC, and written as such.
const dayFormat = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', timeZone: 'UTC' });

/** How many there were on each of the last days; the table behind it says the same in words. */
export function DayChart({ title, days: dates, counts: counted, kinds, note }: DayChartProps) {
  const days = useMemo(() => sumUp(dates, counted), [dates, counted]);
  const most = Math.max(1, ...days.map(({ total }) => total));
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>
        <span>{title}</span>
        {kinds.map(({ name, tone }) => (
          <span key={name} className={styles.kind}>
            <span className={styles.swatch} data-tone={tone} />
            {name}
          </span>
        ))}
      </figcaption>
      <div className={styles.days} aria-hidden="true">
        {days.map(({ date, counts, total }) => (
          <div key={date.getTime()} className={styles.day} title={`${dayFormat.format(date)}: ${total.toLocaleString()}`}>
            <div className={styles.bars}>
              {kinds.map(({ name, tone }) => (
                <div key={name} className={styles.bar} data-tone={tone} style={{ height: `${((counts.get(name) ?? 0) / most) * 100}%` }} />
              ))}
            </div>
            <span className={styles.date}>{dayFormat.format(date)}</span>
          </div>
        ))}
      </div>
      {note && <p className={styles.note}>{note}</p>}
      <table className={styles.words}>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.common.day}</th>
            {kinds.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map(({ date, counts }) => (
            <tr key={date.getTime()}>
              <th scope="row">{dayFormat.format(date)}</th>
              {kinds.map(({ name }) => (
                <td key={name}>{counts.get(name) ?? 0}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

function sumUp(dates: readonly string[], counted: readonly DayCount[]): readonly Day[] {
  const byDate = new Map(dates.map((date) => [date, new Map<string, number>()]));
  for (const { date, kind, count } of counted) {
    const counts = byDate.get(date);
    counts?.set(kind, (counts.get(kind) ?? 0) + count);
  }
  return [...byDate].map(([date, counts]) => ({ date: new Date(date), counts, total: [...counts.values()].reduce((sum, count) => sum + count, 0) }));
}
