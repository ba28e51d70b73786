import { connect } from 'node:net';
import { startTestService, type TestService } from '../support/start-service.js';

describe('the log', () => {
  let service: TestService;
  const lines = () => service.logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const requests = () => lines().filter(({ event }) => event === 'request');
  const lineOf = async (response: Response) => {
    const reference = response.headers.get('x-request-id');
    await response.arrayBuffer();
    return waitFor(() => requests().filter((line) => line.reference === reference));
  };

  beforeAll(async () => {
    service = await startTestService('sqlite');
  });
  afterAll(() => service.stop());

  it('has one line a request, with its reference number, route pattern, status and duration', async () => {
    const response = await fetch(`${service.url}/health/ready`);
    expect(await lineOf(response)).toEqual([
      {
        level: 'debug',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        event: 'request',
        reference: response.headers.get('x-request-id'),
        method: 'GET',
        route: '/health/ready',
        status: 200,
        durationMs: expect.any(Number),
        requestBytes: 0,
        responseBytes: 18,
        message: 'request',
      },
    ]);
  });

  it('says the code of a refusal in the same line, and nothing of the address that was asked for', async () => {
    const [line, ...more] = await lineOf(await fetch(`${service.url}/api/v1/dana@example.com?token=hunter2`));
    expect(line).toMatchObject({ level: 'info', route: null, status: 404, code: 'route_unknown' });
    expect(more).toEqual([]);
    expect(service.logLines.join('')).not.toMatch(/dana|hunter2/);
  });

  it('has a line for an address that cannot be decoded', async () => {
    expect(await lineOf(await fetch(`${service.url}/api/v1/%zz`))).toMatchObject([{ status: 400, code: 'url_malformed' }]);
  });

  it('has a line for a request whose client went away', async () => {
    const socket = connect(Number(new URL(service.url).port), 'localhost');
    socket.write('POST /api/v1/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{');
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    expect(await waitFor(() => requests().filter(({ status }) => status === 499))).toHaveLength(1);
  });
});

async function waitFor<T>(find: () => T[]): Promise<T[]> {
  for (let tries = 0; tries < 100 && find().length === 0; tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  return find();
}
