import { type TestApp, startTestApp } from '../../../test/support/http-test-app.js';

let app: TestApp;
beforeAll(async () => (app = await startTestApp()));
afterAll(() => app.close());
beforeEach(() => void app.log.entries.splice(0));

const call = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`${app.url}${path}`, init);
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {},
  };
};
const postJson = (path: string, body: string | Buffer, type = 'application/json') =>
  call(path, { method: 'POST', body, headers: { 'content-type': type } });

describe('a refusal', () => {
  it('is a problem document of RFC 9457 with code, hint and the reference number of the request', async () => {
    const { status, headers, json } = await call('/api/v1/refused');
    expect(status).toBe(409);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(headers.get('retry-after')).toBe('7');
    expect(json).toEqual({
      type: 'tag:moovingon.ai,2025:problem/thing_wrong',
      title: 'Wrong',
      status: 409,
      detail: 'it is <b>wrong</b>',
      code: 'thing_wrong',
      hint: 'turn it',
      expected: 'a',
      reference: headers.get('x-request-id'),
    });
  });

  it('never sets a cookie', async () => {
    expect((await call('/api/v1/refused')).headers.get('set-cookie')).toBeNull();
  });

  it('is logged by code and route, without the address', async () => {
    await call('/api/v1/accounts?limit=0&secret=x');
    expect(app.log.entries).toEqual([
      expect.objectContaining({
        level: 'info',
        code: 'request_invalid',
        status: 400,
        method: 'GET',
        route: '/api/v1/accounts',
        error: undefined,
      }),
    ]);
    expect(JSON.stringify(app.log.entries)).not.toContain('secret');
  });

  it('is shown in the form that is registered for its path, for routes and for addresses that do not exist', async () => {
    const routed = await call('/api/scim/v2/Users');
    expect([routed.headers.get('content-type'), routed.json]).toEqual([
      'application/scim+json',
      { scim: 'filter_wrong' },
    ]);
    expect((await call('/api/scim/v2/Nothing')).json).toEqual({ scim: 'route_unknown' });
    expect((await call('/api/scim/v2/Users/%zz')).json).toEqual({ scim: 'url_malformed' });
    expect((await call('/api/scim/v2/Users', { method: 'PUT' })).json).toEqual({ scim: 'method_not_allowed' });
    expect((await call('/api/scim/v21')).json).toMatchObject({ code: 'route_unknown' });
  });

  it('of which the form fails is still answered, and the failure is logged', async () => {
    const { status, json, headers } = await call('/api/v1/unshowable');
    expect([status, json['code'], headers.get('content-type')]).toEqual([
      500,
      'internal_error',
      'application/problem+json',
    ]);
    expect(app.log.entries.map(({ level }) => level)).toEqual(['info', 'error']);
  });
});

describe('an unexpected error', () => {
  it('is a 500 that says the reference number and nothing from inside, and is logged whole', async () => {
    const { status, text, json, headers } = await call('/api/v1/broken');
    expect([status, json['code'], json['reference']]).toEqual([500, 'internal_error', headers.get('x-request-id')]);
    expect(text).not.toMatch(/hunter2|http-test-app|Error:/);
    expect(app.log.entries).toEqual([
      expect.objectContaining({
        level: 'error',
        reference: json['reference'],
        error: expect.objectContaining({ message: 'the password is hunter2' }),
      }),
    ]);
  });

  it('that a translator knows becomes its problem', async () => {
    expect(await call('/api/v1/away')).toMatchObject({ status: 503, json: { code: 'database_unavailable' } });
    expect(app.log.entries[0]).toMatchObject({ level: 'error', code: 'database_unavailable' });
  });
});

describe('the reference number', () => {
  it('is new for every request, in the header and for the route', async () => {
    const [first, second] = [await call('/api/v1/reference'), await call('/api/v1/reference')];
    expect(first.json).toEqual({ reference: first.headers.get('x-request-id') });
    expect(first.headers.get('x-request-id')).toMatch(/^[2-9B-Z]{4}-[2-9B-Z]{4}-[2-9B-Z]{4}$/);
    expect(second.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
  });

  it('is not taken over from the client', async () => {
    const { headers } = await call('/api/v1/reference', {
      headers: { 'x-request-id': 'AAAA-AAAA-AAAA', 'request-id': 'AAAA-AAAA-AAAA' },
    });
    expect(headers.get('x-request-id')).not.toBe('AAAA-AAAA-AAAA');
  });

  it.each(['/nothing', '/%zz', '/api/v1/accounts/%00'])('is on the answer for %s too', async (path) => {
    const { headers, json } = await call(path);
    expect(json['reference']).toBe(headers.get('x-request-id'));
    expect(headers.get('x-request-id')).toMatch(/-/);
  });
});

describe('addresses and methods', () => {
  it('says that an address does not exist', async () => {
    expect(await call('/api/v1/nothing')).toMatchObject({
      status: 404,
      json: { code: 'route_unknown', detail: expect.stringContaining('GET /api/v1/nothing') },
    });
  });

  it('says which methods an address has, where it does not have the one that was sent', async () => {
    const answer = await call('/api/v1/accounts/7', { method: 'PUT' });
    expect(answer).toMatchObject({ status: 405, json: { code: 'method_not_allowed' } });
    expect(answer.headers.get('allow')).toBe('DELETE, GET, HEAD, OPTIONS, PATCH');
    expect((await call('/api/v1/accounts/7/', { method: 'PROPFIND' })).status).toBe(405);
    expect((await call('/api/v1/accounts/7/more', { method: 'PUT' })).status).toBe(404);
  });

  it('does so before it reads the body', async () => {
    expect(
      (await call('/sso/acs', { method: 'PUT', body: 'x', headers: { 'content-type': 'text/plain' } })).status,
    ).toBe(405);
  });

  it('answers OPTIONS with the methods and HEAD like GET without a body', async () => {
    const options = await call('/api/v1/accounts', { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow'), options.text]).toEqual([204, 'GET, HEAD, OPTIONS, POST', '']);
    expect((await call('/nothing', { method: 'OPTIONS' })).status).toBe(404);
    const head = await call('/api/v1/accounts/7', { method: 'HEAD' });
    expect([head.status, head.text, head.headers.get('content-length')]).toEqual([200, '', '10']);
    expect((await call('/sso/acs', { method: 'HEAD' })).status).toBe(405);
  });

  it('serves a path with and without its last slash', async () => {
    expect((await call('/api/v1/accounts/7/')).json).toEqual({ id: '7' });
  });

  it('takes an id that cannot exist for an address that does not', async () => {
    expect((await call(`/api/v1/accounts/${'x'.repeat(1000)}`)).status).toBe(200);
    for (const id of ['x'.repeat(5000), 'a%00b']) {
      expect(await call(`/api/v1/accounts/${id}`)).toMatchObject({ status: 404, json: { code: 'route_unknown' } });
    }
  });

  it('refuses an address that cannot be decoded', async () => {
    const answer = await call('/api/v1/accounts/%e0%a4%a');
    expect(answer).toMatchObject({ status: 400, json: { code: 'url_malformed' } });
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('a body', () => {
  it.each([
    ['a half value', '{"name": ', 'body_malformed', 400],
    ['__proto__', '{"name":"a","__proto__":{"polluted":1}}', 'body_malformed', 400],
    ['an escaped __proto__', '{"name":"a","\\u005f_proto__":{"polluted":1}}', 'body_malformed', 400],
    ['constructor.prototype', '{"name":"a","constructor":{"prototype":{"polluted":1}}}', 'body_malformed', 400],
    ['65 levels', `${'['.repeat(65)}${']'.repeat(65)}`, 'body_malformed', 400],
    ['a million levels of lists', '['.repeat(1_000_000), 'body_malformed', 400],
    ['150,000 levels of objects', '{"a":'.repeat(150_000), 'body_malformed', 400],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'body_malformed', 400],
    ['more than 1 MB', `"${'x'.repeat(1_048_576)}"`, 'body_too_large', 413],
  ])('of %s is refused', async (_what, body, code, status) => {
    expect(await postJson('/api/v1/accounts', body)).toMatchObject({ status, json: { code } });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('may hold any brackets in its texts and 64 levels', async () => {
    expect((await postJson('/api/v1/accounts', JSON.stringify({ name: `\\"${'[{'.repeat(100)}` }))).status).toBe(201);
    const nested = `{"a":${'['.repeat(63)}${']'.repeat(63)}}`;
    expect(
      (
        await call('/api/v1/accounts/7', {
          method: 'PATCH',
          body: nested,
          headers: { 'content-type': 'application/json' },
        })
      ).status,
    ).toBe(200);
  });

  it.each([
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
    'application/x-www-form-urlencoded',
    'garbage',
  ])('of type %s is refused', async (type) => {
    expect(await postJson('/api/v1/accounts', '{"name":"a"}', type)).toMatchObject({
      status: 415,
      json: { code: 'media_type_unsupported', detail: expect.stringContaining(`received ${type}`) },
    });
  });

  it.each(['application/json', 'application/json; charset=UTF-8', 'application/scim+json; charset=utf-8'])(
    'of type %s is read',
    async (type) => {
      expect(await postJson('/api/v1/accounts', '{"name":"ä"}', type)).toMatchObject({
        status: 201,
        json: { name: 'ä' },
      });
    },
  );

  it('may be missing although a type is named', async () => {
    expect(
      (await call('/api/v1/accounts/7', { method: 'DELETE', headers: { 'content-type': 'application/json' } })).status,
    ).toBe(204);
  });

  it('is limited by the route', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(1_500_000) });
    expect(await postJson('/api/v1/large', body)).toMatchObject({ status: 201, json: { length: 1_500_000 } });
    expect(await postJson('/api/v1/large', JSON.stringify({ text: 'x'.repeat(2_000_000) }))).toMatchObject({
      status: 413,
      json: { detail: 'The body is too large, expected at most 2000000 bytes, received 2000011 bytes' },
    });
  });

  it('that is far too large is read away, so that the client sees the answer and the connection lives on', async () => {
    const answer = await postJson('/api/v1/accounts', Buffer.alloc(40_000_000, 0x20));
    expect([answer.status, answer.headers.get('connection')]).toEqual([413, null]);
  });

  it('of chunks is limited too', async () => {
    const chunk = `${(100_000).toString(16)}\r\n${' '.repeat(100_000)}\r\n`;
    const answer = await app.raw(
      `POST /api/v1/accounts HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(15)}0\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 .*body_too_large/s);
  });
});

describe('a form', () => {
  const postForm = (path: string, body: string) => postJson(path, body, 'application/x-www-form-urlencoded');

  it('is read as texts below the form paths', async () => {
    expect((await postForm('/sso/acs/', 'SAMLResponse=a%2Bb&RelayState=%C3%A4+b&x[y]=1')).json).toEqual({
      body: { SAMLResponse: 'a+b', RelayState: 'ä b', 'x[y]': '1' },
    });
  });

  it('may have 2 MB', async () => {
    expect((await postForm('/sso/acs', `SAMLResponse=${'x'.repeat(2_000_000)}`)).status).toBe(200);
    expect(await postForm('/sso/acs', `SAMLResponse=${'x'.repeat(2_097_152)}`)).toMatchObject({
      status: 413,
      json: { detail: expect.stringContaining('expected at most 2097152 bytes') },
    });
  });

  it('may not repeat a field or have very many', async () => {
    expect(await postForm('/sso/acs', 'SAMLResponse=a&SAMLResponse=b')).toMatchObject({
      status: 400,
      json: { code: 'parameter_repeated' },
    });
    expect(await postForm('/sso/acs', 'SAMLResponse=a&%53AMLResponse=b')).toMatchObject({
      status: 400,
      json: { code: 'parameter_repeated' },
    });
    expect(await postForm('/sso/acs', '&a'.repeat(1_000_000))).toMatchObject({
      status: 400,
      json: { code: 'body_malformed' },
    });
  });

  it('cannot reach a prototype', async () => {
    expect((await postForm('/sso/acs', '__proto__=1&constructor=2')).json).toEqual({
      body: { ['__proto__']: '1', constructor: '2' },
    });
  });
});

describe('what is no HTTP', () => {
  it.each([
    ['garbage', 'GARBAGE\r\n\r\n', 400, 'request_malformed'],
    [
      'a header of 20 kB',
      `GET / HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers_too_large',
    ],
    [
      'two lengths of one body',
      'POST /api/v1/accounts HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'request_malformed',
    ],
  ])('(%s) is answered as a problem document', async (_what, request, status, code) => {
    const [head, body] = (await app.raw(request)).split('\r\n\r\n') as [string, string];
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(head).toMatch(/content-type: application\/problem\+json/);
    expect(JSON.parse(body)).toMatchObject({ code, status, reference: /x-request-id: (\S+)/.exec(head)?.[1] });
  });
});

describe('a page for a browser', () => {
  const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

  it('says what is wrong, what to change, expected and received, and the reference number, all of it escaped', async () => {
    const { status, headers, text } = await call('/sso/refused', { headers: { accept } });
    expect([status, headers.get('content-type'), headers.get('vary')]).toEqual([
      401,
      'text/html; charset=utf-8',
      'Accept',
    ]);
    expect(text).toContain('audience is &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).toContain('Change the audience in &quot;Okta&quot;');
    expect(text).toMatch(/Expected<\/th>.*https:\/\/a\/sso.*token.*Received<\/th>.*&lt;img src=x&gt;/s);
    expect(text).toContain(headers.get('x-request-id'));
    expect(text).not.toMatch(/<script|<img|administrator/);
  });

  it('may load nothing but its own style sheet', async () => {
    const { headers, text } = await call('/sso/refused', { headers: { accept } });
    const { createHash } = await import('node:crypto');
    const style = /<style>(.*)<\/style>/s.exec(text)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`,
    );
  });

  it.each(['*/*', 'application/json', 'application/json, text/html;q=0.5', 'text/html;q=0'])(
    'is not what %s asks for',
    async (other) => {
      expect((await call('/sso/refused', { headers: { accept: other } })).headers.get('content-type')).toBe(
        'application/problem+json',
      );
    },
  );

  it('is not for the API', async () => {
    expect((await call('/api/v1/refused', { headers: { accept } })).headers.get('content-type')).toBe(
      'application/problem+json',
    );
  });
});

describe('headers of every answer', () => {
  it.each(['/api/v1/reference', '/nothing', '/api/v1/broken'])(
    'forbid to load, frame, sniff and store %s',
    async (path) => {
      const { headers } = await call(path);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );

  it('ask for https ever after where PUBLIC_URL is https', async () => {
    const secure = await startTestApp('https://id.example.com');
    const { headers } = await fetch(`${secure.url}/api/v1/reference`);
    await secure.close();
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
  });
});
