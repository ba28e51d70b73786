import { engines } from '../support/databases.js';
import { startTestService, type TestService } from '../support/start-service.js';

describe.each(engines)('health on %s', (engine) => {
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService(engine);
  });
  afterAll(() => service.stop());

  it('is live, and ready while the database answers', async () => {
    for (const path of ['/health/live', '/health/ready']) expect((await fetch(service.url + path)).status).toBe(200);
  });

  it('answers an unknown route with a problem that carries a reference number', async () => {
    const response = await fetch(`${service.url}/api/v1/nothing`);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const problem = (await response.json()) as Record<string, unknown>;
    expect(problem).toMatchObject({ code: 'route_unknown', status: 404, reference: response.headers.get('x-request-id') });
  });

  it('serves Swagger UI with scripts of its own alone', async () => {
    const page = await fetch(`${service.url}/api/docs`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    const script = await fetch(`${service.url}/api/docs/swagger-ui-bundle.js`);
    expect(script.headers.get('content-type')).toMatch(/javascript/);
    expect(await script.text()).toContain('SwaggerUIBundle');
  });

  it('describes itself in OpenAPI 3.1', async () => {
    const document = (await (await fetch(`${service.url}/api/openapi.json`)).json()) as Record<string, unknown>;
    expect(document.openapi).toMatch(/^3\.1\./);
  });
});

describe('a database that goes away', () => {
  it('makes the service not ready, with a problem that says so', async () => {
    const service = await startTestService('postgres');
    await service.database.drop();
    const response = await fetch(`${service.url}/health/ready`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'not_ready' });
    await service.stop();
  });
});
