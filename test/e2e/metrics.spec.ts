import { engines } from '../support/databases.js';
import { startTestService, type TestService } from '../support/start-service.js';

const TOKEN = 'a token that Prometheus holds';
const PRODUCTION = { NODE_ENV: 'production', BCRYPT_COST: '10' };

describe.each(engines)('metrics on %s', (engine) => {
  let service: TestService;
  const read = async () => (await fetch(`${service.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).text();

  beforeAll(async () => {
    service = await startTestService(engine, { METRICS_TOKEN: TOKEN });
  });
  afterAll(() => service.stop());

  it('count requests by method, route pattern and status, and measure them', async () => {
    await fetch(`${service.url}/health/live`);
    await fetch(`${service.url}/api/v1/one?secret=1`);
    await fetch(`${service.url}/api/v1/two`);
    const text = await read();
    expect(text).toContain('http_requests_total{method="GET",route="/health/live",status="200"} 1\n');
    expect(text).toContain('http_requests_total{method="GET",route="none",status="404"} 2\n');
    expect(text).toContain('http_request_duration_seconds_count{method="GET",route="/health/live"} 1\n');
    expect(text).toContain('http_response_size_bytes_count{route="/health/live"} 1\n');
    expect(text).not.toContain('secret');
  });

  it('tell of units of work and of the pool', async () => {
    const text = await read();
    expect(text).toContain('database_units_of_work_under_way 0\n');
    expect(text.includes('database_pool_connections{state="waiting"} 0\n')).toBe(engine === 'postgres');
  });

  it('are for the holder of the token alone', async () => {
    for (const headers of [{}, { authorization: 'Bearer another' }, { authorization: `Basic ${TOKEN}` }] as Record<string, string>[]) {
      const response = await fetch(`${service.url}/metrics`, { headers });
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    }
  });
});

describe('metrics without METRICS_TOKEN', () => {
  it('are not there in production', async () => {
    const service = await startTestService('sqlite', PRODUCTION);
    expect((await fetch(`${service.url}/metrics`)).status).toBe(404);
    await service.stop();
  });

  it('are open on a laptop', async () => {
    const service = await startTestService('sqlite');
    const response = await fetch(`${service.url}/metrics`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    await service.stop();
  });
});
