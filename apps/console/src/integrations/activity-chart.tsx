import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Activity } from '../api/models.js';
import { DayChart, type DayCount } from '../components/day-chart.js';
import { Moment } from '../components/moment.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { texts } from '../texts/index.js';
import { activityQuery, type Place } from './integration-queries.js';

interface ActivityChartProps extends Pick<Parameters<typeof DayChart>[0], 'title' | 'kinds'> {
  readonly place: Place;
  readonly counts: (activity: Activity) => readonly DayCount[];
  readonly since: (activity: Activity) => string | null;
}

const HEIGHT = 195;

/** What happened at an integration on the last days, where people look rather than read. */
export function ActivityChart({ place, counts, since, ...chart }: ActivityChartProps) {
  const { data, error, refetch } = useQuery(activityQuery(place));
  const counted = useMemo(() => (data ? counts(data) : []), [data, counts]);
  if (!data && error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <OnItsWay />;
  const from = since(data);
  const note = from && (
    <>
      {texts.activity.since} <Moment at={from} />
    </>
  );
  return <DayChart {...chart} days={data.days} counts={counted} note={note} />;
}

function OnItsWay() {
  return (
    <div role="status" aria-label={texts.common.loading}>
      <Skeleton height={HEIGHT} />
    </div>
  );
}
