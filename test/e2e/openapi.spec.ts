import { readFileSync } from 'node:fs';
import { startTestService, type TestService } from '../support/start-service.js';

describe('The OpenAPI document', () => {
  let service: TestService;
  let served: { readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>> };

  beforeAll(async () => {
    service = await startTestService('sqlite', { PUBLIC_URL: 'http://localhost:3000' });
    served = (await (await fetch(`${service.url}/api/openapi.json`)).json()) as typeof served;
  });

  afterAll(() => service.stop());

  it('is the one in the repository: npm run docs writes it', () => {
    expect(JSON.parse(readFileSync('openapi.json', 'utf8'))).toEqual(served);
  });

  it('names each operation once', () => {
    const ids = Object.values(served.paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
    expect(ids.filter((id, position) => ids.indexOf(id) !== position)).toEqual([]);
  });
});
