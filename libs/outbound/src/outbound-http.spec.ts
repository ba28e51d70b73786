import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { refusedKindOf } from './address-policy.js';
import { OutboundHttp, type OutboundOptions, type OutboundRequest } from './outbound-http.js';
import { makeTestKeys } from '../../../test/support/saml/test-keys.js';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const limits = { timeoutMs: 1_000, maxBytes: 1_000, redirects: 3 };
const nameIs = (address: string) => async () => [{ address, family: address.includes(':') ? 6 : 4 }];

describe('a request to an address that somebody entered', () => {
  const servers: http.Server[] = [];

  const listen = async (server: http.Server, host = '127.0.0.1'): Promise<number> => {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    return (server.address() as AddressInfo).port;
  };
  const serve = (answer: Answer, host?: string) => listen(http.createServer(((request, response) => answer(response, request)) as RequestListener), host);
  const send = (url: string, options: Partial<OutboundOptions> = {}, request: Partial<OutboundRequest> = {}) =>
    new OutboundHttp({ allowPrivate: true, ...options }).send({ url, ...limits, ...request });

  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('brings back status, headers and body where private hosts are allowed', async () => {
    const port = await serve((response) => response.writeHead(203, { 'content-type': 'text/xml' }).end('<x/>'));
    const response = await send(`http://127.0.0.1:${port}/metadata?a=b#c`);
    expect(response).toMatchObject({ status: 203, headers: { 'content-type': 'text/xml' }, url: `http://127.0.0.1:${port}/metadata?a=b` });
    expect(response.body.toString()).toBe('<x/>');
  });

  it('carries a body and headers when it posts', async () => {
    const port = await serve((response, request) => void request.pipe(response.writeHead(200, { 'x-received': String(request.headers['x-signature']) })));
    const response = await send(`http://127.0.0.1:${port}/`, {}, { method: 'POST', body: '{"ä":1}', headers: { 'x-signature': 's' } });
    expect(response.body.toString()).toBe('{"ä":1}');
    expect(response.headers['x-received']).toBe('s');
  });

  it('sends no Accept-Encoding and takes no compressed answer', async () => {
    let asked: IncomingMessage['headers'] = {};
    const port = await serve((response, request) => {
      asked = request.headers;
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(500_000)));
    });
    await expect(send(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ fault: 'unreachable', detail: expect.stringContaining('compressed') });
    expect(asked['accept-encoding']).toBeUndefined();
  });

  it.each(['http://example.com/', 'ftp://example.com/', 'file:///etc/passwd', 'javascript:alert(1)', 'https://user:pass@example.com/', 'no address', ''])(
    'is not made to %p where private hosts are not allowed',
    async (url) => {
      const resolve = () => Promise.reject(new Error('nothing may be resolved'));
      await expect(send(url, { allowPrivate: false, resolve })).rejects.toMatchObject({ fault: 'url-refused' });
    },
  );

  it.each([
    ['https://127.0.0.1:1/', '127.0.0.1'],
    ['https://2130706433:1/', '127.0.0.1'],
    ['https://0x7f000001:1/', '127.0.0.1'],
    ['https://0177.0.0.1:1/', '127.0.0.1'],
    ['https://127.1:1/', '127.0.0.1'],
    ['https://[::1]:1/', '::1'],
    ['https://[::ffff:127.0.0.1]:1/', '::ffff:7f00:1'],
    ['https://[fe80::1]:1/', 'fe80::1'],
    ['https://169.254.169.254/latest/meta-data/', '169.254.169.254'],
    ['https://①②⑦.0.0.1:1/', '127.0.0.1'],
    ['https://0:1/', '0.0.0.0'],
  ])('is refused before anything is sent: %s', async (url, shown) => {
    await expect(send(url, { allowPrivate: false })).rejects.toMatchObject({ fault: 'address-refused', detail: expect.stringContaining(shown) });
  });

  it('is refused where the name resolves inside, even when another of its addresses is public', async () => {
    const resolve = async () => [{ address: '93.184.216.34', family: 4 }, { address: '10.0.0.7', family: 4 }];
    await expect(send('https://idp.example.com/', { allowPrivate: false, resolve })).rejects.toMatchObject({
      fault: 'address-refused',
      detail: 'idp.example.com (10.0.0.7) is a private address, expected one on the public internet',
    });
  });

  it('is refused for a name of the machine itself', async () => {
    await expect(send('https://localhost:1/', { allowPrivate: false })).rejects.toMatchObject({ fault: 'address-refused' });
  });

  it('is refused at link-local addresses even where private hosts are allowed', async () => {
    await expect(send('http://169.254.169.254/')).rejects.toMatchObject({ fault: 'address-refused' });
    await expect(send('http://idp.example.com/', { resolve: nameIs('fe80::1') })).rejects.toMatchObject({ fault: 'address-refused' });
  });

  it('goes to the address that was judged, under the name that was entered', async () => {
    const port = await serve((response, request) => response.end(request.headers.host));
    let asked = 0;
    const changing = async () => [{ address: asked++ === 0 ? '127.0.0.1' : '127.0.0.99', family: 4 }];
    const response = await send(`http://idp.example.com:${port}/`, { resolve: changing });
    expect(response.body.toString()).toBe(`idp.example.com:${port}`);
    expect(asked).toBe(1);
  });

  it('proves the name by TLS, not the address', async () => {
    const { privateKey: key, certificate } = await makeTestKeys({ name: 'idp.example.com' });
    const port = await listen(https.createServer({ key, cert: certificate }, (_, response) => response.end('proved')));
    const options = { resolve: nameIs('127.0.0.1'), ca: certificate };
    expect((await send(`https://idp.example.com:${port}/`, options)).body.toString()).toBe('proved');
    await expect(send(`https://other.example.com:${port}/`, options)).rejects.toMatchObject({ fault: 'unreachable', detail: expect.stringContaining('another name') });
    await expect(send(`https://idp.example.com:${port}/`, { resolve: nameIs('127.0.0.1') })).rejects.toMatchObject({ fault: 'unreachable', detail: expect.stringContaining('certificate') });
  });

  it('follows redirects to where it would go itself', async () => {
    const target = await serve((response) => response.end('arrived'));
    const port = await serve((response, { url }) => response.writeHead(302, { location: url === '/first' ? '/second' : `http://127.0.0.1:${target}/` }).end());
    expect((await send(`http://127.0.0.1:${port}/first`)).body.toString()).toBe('arrived');
  });

  it('does not follow a redirect inside', async () => {
    let reached = false;
    const inside = await serve((response) => response.end(String((reached = true))), '127.0.0.1');
    const outside = await serve((response) => response.writeHead(302, { location: `http://127.0.0.1:${inside}/` }).end(), '127.0.0.2');
    // 127.0.0.2 stands for the public internet here; everything else is judged as it is.
    const judge = (address: string) => (address === '127.0.0.2' ? undefined : refusedKindOf(address, false));
    await expect(send(`http://127.0.0.2:${outside}/`, { judge })).rejects.toMatchObject({ fault: 'address-refused', detail: expect.stringContaining('loopback') });
    expect(reached).toBe(false);
  });

  it('does not follow a redirect to another scheme', async () => {
    const port = await serve((response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end());
    await expect(send(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ fault: 'url-refused' });
  });

  it('follows three redirects and no more', async () => {
    let asked = 0;
    const port = await serve((response) => response.writeHead(302, { location: `/${(asked += 1)}` }).end());
    await expect(send(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ fault: 'too-many-redirects' });
    expect(asked).toBe(4);
  });

  it('shows a redirect as it is where none is to be followed', async () => {
    const port = await serve((response) => response.writeHead(302, { location: '/elsewhere' }).end());
    expect(await send(`http://127.0.0.1:${port}/`, {}, { redirects: 0 })).toMatchObject({ status: 302 });
  });

  it.each<[string, Answer]>([
    ['says nothing', () => undefined],
    ['drips', (response) => void setInterval(() => response.destroyed || response.write('x'), 50).unref()],
  ])('ends in time when the server %s', async (_, answer) => {
    const port = await serve(answer);
    const start = Date.now();
    await expect(send(`http://127.0.0.1:${port}/`, {}, { timeoutMs: 200 })).rejects.toMatchObject({ fault: 'timed-out', detail: expect.stringContaining('0.2 seconds') });
    expect(Date.now() - start).toBeLessThan(4_000);
  });

  it('ends in time when the name service says nothing', async () => {
    const resolve = () => new Promise<never>(() => undefined);
    await expect(send('http://idp.example.com/', { resolve }, { timeoutMs: 100 })).rejects.toMatchObject({ fault: 'timed-out' });
  });

  it('ends a huge answer at the limit', async () => {
    const port = await serve((response) => {
      const more = () => { while (!response.destroyed && response.write('x'.repeat(500))); response.once('drain', more); };
      more();
    });
    await expect(send(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ fault: 'too-large' });
  });

  it('says what is wrong when nobody listens', async () => {
    const port = await serve((response) => response.end());
    servers[0]?.close();
    await expect(send(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ fault: 'unreachable', detail: `127.0.0.1:${port} refused the connection` });
  });

  it('says what is wrong when the name does not exist', async () => {
    const resolve = () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' }));
    await expect(send('https://nowhere.example.com/', { resolve })).rejects.toMatchObject({ fault: 'unreachable', detail: expect.stringContaining('nowhere.example.com was not found') });
  });
});
