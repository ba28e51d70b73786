import { useMemo } from 'react';
import { texts } from '../texts/index.js';
import styles from './day-chart.module.css';

interface Kind {
  readonly name: string;
  readonly tone: 'good' | 'bad' | 'first' | 'second' | 'third';
}

interface DayChartProps<Row> {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly at: (row: Row) => string;
  readonly kind: (row: Row) => string;
  readonly kinds: readonly Kind[];
}

interface Day {
  readonly date: Date;
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
}

const DAYS = 14;
const DAY = 24 * 60 * 60 * 1000;
const dayFormat = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });

/** How many there were on each of the last days, as far as the list is read; the table behind it says the same in words. */
export function DayChart<Row>({ title, rows, at, kind, kinds }: DayChartProps<Row>) {
  const days = useMemo(() => countByDay(rows, at, kind), [rows, at, kind]);
  const most = Math.max(1, ...days.map(({ total }) => total));
  if (rows.length === 0) return null;
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
          <div key={date.getTime()} className={styles.day} title={`${dayFormat.format(date)}: ${total}`}>
            <div className={styles.bars}>
              {kinds.map(({ name, tone }) => (
                <div key={name} className={styles.bar} data-tone={tone} style={{ height: `${((counts.get(name) ?? 0) / most) * 100}%` }} />
              ))}
            </div>
            <span className={styles.date}>{dayFormat.format(date)}</span>
          </div>
        ))}
      </div>
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

function countByDay<Row>(rows: readonly Row[], at: (row: Row) => string, kind: (row: Row) => string): readonly Day[] {
  const today = startOf(new Date());
  const dates = Array.from({ length: DAYS }, (_, back) => startOf(new Date(today.getTime() - (DAYS - 1 - back) * DAY + DAY / 2)));
  const byDate = new Map(dates.map((date) => [date.getTime(), new Map<string, number>()]));
  for (const row of rows) {
    const counts = byDate.get(startOf(new Date(at(row))).getTime());
    counts?.set(kind(row), (counts.get(kind(row)) ?? 0) + 1);
  }
  return dates.map((date) => {
    const counts = byDate.get(date.getTime()) as Map<string, number>;
    return { date, counts, total: [...counts.values()].reduce((sum, count) => sum + count, 0) };
  });
}

function startOf(date: Date): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}
