import { PrometheusMetrics, SECONDS } from './index.js';

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
