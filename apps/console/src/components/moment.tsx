import { texts } from '../texts/index.js';

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const short = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const FORMATS = { exact, short, day };

interface MomentProps {
  /** As the API writes it (ISO 8601). */
  readonly at: string | null | undefined;
  readonly as?: keyof typeof FORMATS;
  readonly never?: string;
}

/** A point in time, in the reader's own time zone. */
export function Moment({ at, as = 'short', never = texts.common.never }: MomentProps) {
  if (!at) return <>{never}</>;
  const date = new Date(at);
  return (
    <time dateTime={at} title={exact.format(date)}>
      {FORMATS[as].format(date)}
    </time>
  );
}
