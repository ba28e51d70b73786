import { type TestApp, startTestApp } from '../../../test/support/http-test-app.js';

let app: TestApp;
beforeAll(async () => (app = await startTestApp('https://id.example.com/')));
afterAll(() => app.close());

interface Answer {
  readonly status: number;
  readonly json: Record<string, unknown>;
}

const call = async (path: string, init: RequestInit = {}): Promise<Answer> => {
  const response = await fetch(`${app.url}${path}`, init);
  const text = await response.text();
  return { status: response.status, json: (text ? JSON.parse(text) : {}) as Record<string, unknown> };
};
const create = (body: unknown) =>
  call('/api/v1/accounts', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });

describe('the validation of a body', () => {
  it('names every member at fault by its pointer, with what is expected and what was received', async () => {
    const { status, json } = await create({ name: 7, role: 'king', owner: { email: 'none', age: 1 } });
    expect(status).toBe(400);
    expect(json).toMatchObject({
      code: 'request_invalid',
      errors: expect.arrayContaining([
        { pointer: '/name', detail: 'name must be a string, received 7' },
        { pointer: '/role', detail: 'role must be one of the following values: member, admin, received "king"' },
        { pointer: '/owner/email', detail: 'email must be an email, received "none"' },
        { pointer: '/owner/age', detail: expect.stringMatching(/^age is not known here, expected/) },
      ]),
    });
    expect(json['errors']).toHaveLength(4);
    expect(json['detail']).toContain('name must be a string, received 7; ');
  });

  it('does not repeat a secret', async () => {
    const { json } = await create({ name: 'a', owner: { email: 'a@b.co', password: 123454321 } });
    expect(json).toMatchObject({
      errors: [{ pointer: '/owner/password', detail: 'password must be a string, received a value of type number' }],
    });
    expect(JSON.stringify(json)).not.toContain('123454321');
  });

  it.each([
    [null, 'null'],
    [[{ name: 'a' }], 'a list'],
    ['name', 'a string'],
    [7, 'a number'],
  ])('refuses %j, which is no object', async (body, received) => {
    expect(await create(body)).toMatchObject({
      status: 400,
      json: { code: 'request_invalid', detail: expect.stringContaining(`received ${received}`) },
    });
  });

  it('refuses no body at all by the members that are missing', async () => {
    expect(await call('/api/v1/accounts', { method: 'POST' })).toMatchObject({
      status: 400,
      json: {
        code: 'request_invalid',
        errors: [{ pointer: '/name', detail: 'name must be a string, received nothing' }],
      },
    });
  });

  it.each([['a\u0000b'], ['\ud800'], ['\udc00\ud800']])('refuses the text %j, which cannot be stored', async (name) => {
    expect(await create({ name })).toMatchObject({
      status: 400,
      json: { code: 'text_invalid', errors: [{ pointer: '/name' }] },
    });
    expect(await create({ name: 'a', owner: { email: name } })).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/owner/email' }] },
    });
  });

  it('takes every other text as it is', async () => {
    const name = '\u0001😀\ufffd\u202eä';
    expect(await create({ name })).toEqual({ status: 201, json: { name } });
  });

  it('leaves a body without DTO to its route', async () => {
    const body = JSON.stringify({ anything: 'a\u0000b' });
    const answer = await call('/api/v1/accounts/7', {
      method: 'PATCH',
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(answer).toEqual({ status: 200, json: { body: { anything: 'a\u0000b' } } });
  });
});

describe('the query of a list', () => {
  it('asks for 50 unless told, and for 200 at most', async () => {
    expect(await call('/api/v1/accounts')).toEqual({ status: 200, json: { limit: 50 } });
    expect(await call('/api/v1/accounts?limit=200&cursor=abc')).toEqual({
      status: 200,
      json: { limit: 200, cursor: 'abc' },
    });
  });

  it.each(['0', '201', '-1', '1.5', '1e2', '0x10', '', '%2050', 'many', '99999999999'])(
    'refuses limit=%s',
    async (limit) => {
      expect(await call(`/api/v1/accounts?limit=${limit}`)).toMatchObject({
        status: 400,
        json: {
          code: 'request_invalid',
          errors: [
            { pointer: '/limit', detail: expect.stringMatching(/expected a whole number from 1 to 200, received /) },
          ],
        },
      });
    },
  );

  it('refuses what it does not know, and a cursor of any length', async () => {
    expect(await call('/api/v1/accounts?offset=1')).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/offset' }] },
    });
    expect(await call(`/api/v1/accounts?cursor=${'x'.repeat(3000)}`)).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/cursor' }] },
    });
  });

  it.each([
    '/api/v1/accounts?limit=1&limit=2',
    '/api/v1/accounts?cursor=a&cursor=b',
    '/api/v1/search?search=a&search=b',
  ])('refuses the repetition in %s', async (path) => {
    expect(await call(path)).toMatchObject({ status: 400, json: { code: 'parameter_repeated' } });
  });

  it('refuses NUL', async () => {
    expect(await call('/api/v1/search?search=a%00')).toMatchObject({ status: 400, json: { code: 'text_invalid' } });
  });
});

describe('the guard against writes from other sites', () => {
  const cookie = '__Host-moovingon_session=abc';
  const write = async (headers: Record<string, string | undefined>, path = '/api/v1/accounts', method = 'POST') => {
    // fetch does not let Origin, Cookie and Sec-Fetch-Site be set by hand.
    const lines = Object.entries({ host: 'x', connection: 'close', ...headers }).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    const type = path.startsWith('/sso/') ? 'application/x-www-form-urlencoded' : 'application/json';
    const body = path.startsWith('/sso/') ? 'a=b' : '{"name":"a"}';
    const answer = await app.raw(
      `${method} ${path} HTTP/1.1\r\n${lines.join('')}content-type: ${type}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    return `${answer.slice(9, 12)} ${/"code":"(\w+)"/.exec(answer)?.[1] ?? ''}`.trim();
  };

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://id.example.com' },
    { origin: 'https://id.example.com:8443' },
    { origin: 'https://id.example.com.evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://id.example.com', 'sec-fetch-site': 'cross-site' },
  ])('refuses a write by cookie with %j', async (source) => {
    expect(await write({ cookie, ...source })).toBe('403 cross_site_request');
    expect(await write({ cookie, ...source }, '/api/v1/accounts/7', 'PATCH')).toBe('403 cross_site_request');
    expect(await write({ cookie, ...source }, '/api/v1/accounts/7', 'DELETE')).toBe('403 cross_site_request');
  });

  it('refuses it without a cookie too, since it may be the sign-in that gets one', async () => {
    expect(await write({ origin: 'https://evil.example' })).toBe('403 cross_site_request');
  });

  it('refuses it with a cookie beside credentials that browsers attach on their own', async () => {
    expect(await write({ origin: 'https://evil.example', cookie, authorization: 'Basic YTpi' })).toBe(
      '403 cross_site_request',
    );
  });

  it.each([
    {},
    { origin: 'https://id.example.com' },
    { origin: 'https://id.example.com', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
  ])('serves a write by cookie with %j', async (source) => expect(await write({ cookie, ...source })).toBe('201'));

  it('serves what carries a bearer token, reading, what identity providers post, and SCIM, which looks at no cookie', async () => {
    const source = { cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect(await write({ ...source, authorization: 'Bearer abc' })).toBe('201');
    expect(await write(source, '/api/v1/accounts', 'GET')).toBe('200');
    expect(await write(source, '/sso/acs/')).toBe('200');
    expect(await write(source, '/api/scim/v2/Users')).toBe('201');
  });

  it('is not fooled by a path that only looks like one of theirs', async () => {
    expect(await write({ cookie, origin: 'https://evil.example' }, '/ssoo/acs')).toBe('404 route_unknown');
    expect(await write({ cookie, origin: 'https://evil.example' }, '/api/v1/accounts?/sso/')).toBe(
      '403 cross_site_request',
    );
  });

  it('does not look at Host', async () => {
    expect(await write({ cookie, host: 'evil.example', origin: 'https://evil.example' })).toBe(
      '403 cross_site_request',
    );
  });
});
