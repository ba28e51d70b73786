import { PrometheusMetrics, SECONDS } from './index.js';

/** A line with its labels in the order of their names. */
const sorted = (line: string) => line.replace(/\{(.*)\}/, (_, labels: string) => `{${labels.split(',').sort().join(',')}}`);

describe('metrics', () => {
  it('are shown in the text that Prometheus reads, with labels escaped', async () => {
    const metrics = new PrometheusMetrics();
    const answered = metrics.counter({ name: 'answered_total', help: 'Answers.', labels: ['route'] });
    answered.add({ route: '/a"b\n' });
    answered.add({ route: '/a"b\n' }, 2);
    const took = metrics.histogram({ name: 'took_seconds', help: 'Time.', buckets: SECONDS });
    took.observe({}, 0.02);
    const text = await metrics.render();
    expect(text).toContain('# TYPE answered_total counter\nanswered_total{route="/a\\"b\\n"} 3\n');
    expect(text).toContain('took_seconds_bucket{le="0.01"} 0\ntook_seconds_bucket{le="0.025"} 1\n');
    expect(text).toContain('took_seconds_sum 0.02\ntook_seconds_count 1\n');
  });

  it('are one series for each combination of labels, whatever order they are named in', async () => {
    const metrics = new PrometheusMetrics();
    const labels = ['method', 'route'] as const;
    const answered = metrics.counter({ name: 'answered_total', help: 'Answers.', labels });
    answered.add({ method: 'GET', route: '/' });
    answered.add({ route: '/', method: 'GET' });
    answered.add({ method: 'PUT', route: '/' });
    const took = metrics.histogram({ name: 'took_seconds', help: 'Time.', buckets: [1, 2], labels });
    for (const seconds of [1, 1.5, 7]) took.observe({ route: '/', method: 'GET' }, seconds);
    took.observe({ method: 'PUT', route: '/' }, 2);
    const text = await metrics.render();
    expect(text).toContain('answered_total{method="GET",route="/"} 2\nanswered_total{method="PUT",route="/"} 1\n');
    const series = (method: string) => text.split('\n').filter((line) => line.startsWith('took_') && line.includes(`"${method}"`));
    const named = (le: string, method: string) => `took_seconds_bucket{le="${le}",method="${method}",route="/"}`;
    const rest = (name: string, method: string) => `took_seconds_${name}{method="${method}",route="/"}`;
    expect(series('GET').map(sorted)).toEqual([`${named('1', 'GET')} 1`, `${named('2', 'GET')} 2`, `${named('+Inf', 'GET')} 3`, `${rest('sum', 'GET')} 9.5`, `${rest('count', 'GET')} 3`]);
    expect(series('PUT').map(sorted)).toEqual([`${named('1', 'PUT')} 0`, `${named('2', 'PUT')} 1`, `${named('+Inf', 'PUT')} 1`, `${rest('sum', 'PUT')} 2`, `${rest('count', 'PUT')} 1`]);
    expect(await metrics.render()).toBe(text);
  });

  it('show nothing for what was never counted, but a series without labels from the start', async () => {
    const metrics = new PrometheusMetrics();
    metrics.counter({ name: 'a_total', help: 'x', labels: ['route'] });
    metrics.counter({ name: 'b_total', help: 'x' });
    metrics.histogram({ name: 'c_seconds', help: 'x', buckets: [1] });
    expect(await metrics.render()).toBe(
      '# HELP a_total x\n# TYPE a_total counter\n\n# HELP b_total x\n# TYPE b_total counter\nb_total 0\n\n# HELP c_seconds x\n# TYPE c_seconds histogram\nc_seconds_bucket{le="1"} 0\nc_seconds_bucket{le="+Inf"} 0\nc_seconds_sum 0\nc_seconds_count 0\n',
    );
  });

  it('read a gauge when they are asked for, and forget what it no longer shows', async () => {
    const metrics = new PrometheusMetrics();
    let states: [{ state: string }, number][] = [[{ state: 'idle' }, 3], [{ state: 'busy' }, 1]];
    metrics.gauge({ name: 'pool', help: 'Connections.', labels: ['state'], read: () => states });
    expect(await metrics.render()).toContain('pool{state="idle"} 3\npool{state="busy"} 1\n');
    states = [[{ state: 'busy' }, 4]];
    expect(await metrics.render()).toMatch(/gauge\npool\{state="busy"\} 4\n$/);
  });

  it('refuse the same name twice', () => {
    const metrics = new PrometheusMetrics();
    metrics.counter({ name: 'twice_total', help: 'x' });
    expect(() => metrics.counter({ name: 'twice_total', help: 'x' })).toThrow(/already been registered/);
  });
});
