import { texts } from '../texts/index.js';
import styles from './comparison.module.css';

interface ComparisonProps {
  readonly caption: string;
  readonly expected: unknown;
  readonly received: unknown;
}

/** What was expected, beside what came. */
export function Comparison({ caption, expected, received }: ComparisonProps) {
  return (
    <table className={styles.comparison}>
      <caption>{caption}</caption>
      <tbody>
        <Values heading={texts.common.expected} values={expected} />
        <Values heading={texts.common.received} values={received} />
      </tbody>
    </table>
  );
}

function Values({ heading, values }: { heading: string; values: unknown }) {
  const list = (Array.isArray(values) ? values : [values]).filter((value) => value !== undefined && value !== null);
  return (
    <tr>
      <th scope="row">{heading}</th>
      <td>
        {list.length === 0 && texts.common.nothing}
        {list.map((value) => (
          <code key={String(value)}>{String(value)}</code>
        ))}
      </td>
    </tr>
  );
}
