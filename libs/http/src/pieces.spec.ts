import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { FrozenClock, MINUTE, Problem } from '@app/kernel';
import {
  BrowserCookie,
  Cursors,
  InMemoryRateLimiter,
  SessionCookie,
  findUnstorableText,
  html,
  rateLimited,
  renderPage,
  wantsHtml,
} from './index.js';
import { RouteTable } from './route-table.js';

describe('Cursors', () => {
  const cursors = new Cursors([randomBytes(32)]);
  const list = 'accounts/1/users?active=true';

  const codeOf = (attempt: () => unknown) => {
    try {
      attempt();
      return 'accepted';
    } catch (error) {
      return (error as Problem).code;
    }
  };

  it('give back the position they were made of, for the same list', () => {
    expect(cursors.decode(list, cursors.encode(list, ['2026-01-05', 7, null]))).toEqual(['2026-01-05', 7, null]);
  });

  it('are refused for another list, account or filter, and by another key', () => {
    const cursor = cursors.encode(list, [1]);
    for (const other of ['accounts/2/users?active=true', 'accounts/1/users', 'accounts/1/groups?active=true', '']) {
      expect(codeOf(() => cursors.decode(other, cursor))).toBe('cursor_invalid');
    }
    expect(codeOf(() => new Cursors([randomBytes(32)]).decode(list, cursor))).toBe('cursor_invalid');
  });

  it('go on under a new key while the earlier one still verifies', () => {
    const [earlier, next] = [randomBytes(32), randomBytes(32)];
    const cursor = new Cursors([earlier]).encode(list, [1]);
    expect(new Cursors([next, earlier]).decode(list, cursor)).toEqual([1]);
    expect(new Cursors([earlier, next]).decode(list, new Cursors([next, earlier]).encode(list, [2]))).toEqual([2]);
    expect(codeOf(() => new Cursors([next]).decode(list, cursor))).toBe('cursor_invalid');
  });

  it.each(['', '.', 'a.b', 'WzFd', 'WzFd.', '\u0000', '💥'])('refuse %j', (garbage) => {
    expect(codeOf(() => cursors.decode(list, garbage))).toBe('cursor_invalid');
  });

  it('are refused when anything in them was changed or added', () => {
    const cursor = cursors.encode(list, [1, 2, 3]);
    const changed = [...cursor].map(
      (character, at) => `${cursor.slice(0, at)}${character === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`,
    );
    for (const other of [...changed, `${cursor}.x`, `x${cursor}`, cursor.toUpperCase()]) {
      expect(codeOf(() => cursors.decode(list, other))).toBe('cursor_invalid');
    }
  });

  it('end a page at its last item, and the list where no row is left over', () => {
    const page = cursors.page(list, [1, 2, 3], 2, (row) => [row]);
    expect(page.items).toEqual([1, 2]);
    expect(cursors.decode(list, page.nextCursor ?? '')).toEqual([2]);
    expect(cursors.page(list, [1, 2], 2, (row) => [row])).toEqual({ items: [1, 2], nextCursor: null });
    expect(cursors.page(list, [], 2, () => [])).toEqual({ items: [], nextCursor: null });
  });
});

describe('InMemoryRateLimiter', () => {
  const limit = { limit: 3, windowMs: MINUTE };

  it('allows the limit at once and refuses what is above, with the seconds to wait', async () => {
    const limiter = new InMemoryRateLimiter(new FrozenClock());
    for (let count = 0; count < 3; count++)
      expect(await limiter.take('a', limit)).toEqual({ allowed: true, retryAfterSeconds: 0 });
    expect(await limiter.take('a', limit)).toEqual({ allowed: false, retryAfterSeconds: 20 });
    expect((await limiter.take('b', limit)).allowed).toBe(true);
  });

  it('allows again as soon as it said, and no sooner', async () => {
    const clock = new FrozenClock();
    const limiter = new InMemoryRateLimiter(clock);
    await limiter.take('a', limit, 3);
    clock.advance(19_999);
    expect(await limiter.take('a', limit)).toEqual({ allowed: false, retryAfterSeconds: 1 });
    clock.advance(1);
    expect((await limiter.take('a', limit)).allowed).toBe(true);
    expect((await limiter.take('a', limit)).allowed).toBe(false);
  });

  it('charges nothing for what it refuses', async () => {
    const clock = new FrozenClock();
    const limiter = new InMemoryRateLimiter(clock);
    await limiter.take('a', limit, 3);
    for (let count = 0; count < 100; count++) await limiter.take('a', limit);
    clock.advance(20_000);
    expect((await limiter.take('a', limit)).allowed).toBe(true);
  });

  it('never allows more than the limit at once', async () => {
    const clock = new FrozenClock();
    const limiter = new InMemoryRateLimiter(clock);
    clock.advance(100 * MINUTE);
    expect((await limiter.take('a', limit, 4)).allowed).toBe(false);
    expect((await limiter.take('a', limit, 3)).allowed).toBe(true);
  });

  it('becomes a 429 with whole seconds', () => {
    expect(rateLimited({ allowed: false, retryAfterSeconds: 20 })).toMatchObject({
      status: 429,
      code: 'rate_limited',
      headers: { 'retry-after': '20' },
    });
  });
});

describe('SessionCookie', () => {
  const headersOf = (act: (reply: FastifyReply) => void) => {
    const headers: string[] = [];
    act({ header: (_name: string, value: string) => headers.push(value) } as unknown as FastifyReply);
    return headers;
  };

  it('is bound to the host and to https where PUBLIC_URL is https', () => {
    const cookie = new SessionCookie('https://id.example.com');
    expect(headersOf((reply) => cookie.set(reply, 'tok_en-1', new Date('2026-01-06T09:00:00Z')))).toEqual([
      '__Host-moovingon_session=tok_en-1; Expires=Tue, 06 Jan 2026 09:00:00 GMT; Path=/; HttpOnly; Secure; SameSite=Lax',
    ]);
  });

  it('has a plain name on http, and is forgotten by the same attributes', () => {
    const cookie = new SessionCookie('http://localhost:3000');
    expect(headersOf((reply) => cookie.clear(reply))).toEqual([
      'moovingon_session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/; HttpOnly; SameSite=Lax',
    ]);
  });

  it('is read from among others, by its own name alone', () => {
    const cookie = new SessionCookie('https://id.example.com');
    expect(cookie.read({ headers: { cookie: 'a=b; __Host-moovingon_session=token; c=d' } })).toBe('token');
    expect(
      cookie.read({ headers: { cookie: 'moovingon_session=token; __host-moovingon_session=token' } }),
    ).toBeUndefined();
    expect(cookie.read({ headers: { cookie: '__Host-moovingon_session=' } })).toBeUndefined();
    expect(cookie.read({ headers: {} })).toBeUndefined();
    expect(cookie.read({ headers: { cookie: '__Host-moovingon_session="a b"' } })).toBeUndefined();
  });

  it('takes no value that could end it and begin another attribute', () => {
    const cookie = new SessionCookie('https://id.example.com');
    for (const value of ['a; Domain=evil', 'a\r\nset-cookie: b', 'a,b', 'ä']) {
      expect(() => headersOf((reply) => cookie.set(reply, value, new Date()))).toThrow();
    }
  });

  it('has a sister that identity providers bring along from their site, on https alone', () => {
    const set = (publicUrl: string) =>
      headersOf((reply) => new BrowserCookie('sign_in', publicUrl, 'None').clear(reply))[0];
    expect(set('https://id.example.com')).toMatch(/^__Host-sign_in=; .*; Secure; SameSite=None$/);
    expect(set('http://localhost')).toMatch(/^sign_in=; .*; HttpOnly$/);
  });
});

describe('html', () => {
  it('escapes texts, puts in its own pieces and lists, and leaves out what is not there', () => {
    const item = (text: string) => html`<li title="${text}">${text}</li>`;
    const list = html`<ul data-x="1">
      ${['<a>', '"b" & \'c\' `d`'].map(item)}${null}${undefined}${false}${0}
    </ul>`;
    expect(list.text.replace(/\s+/g, ' ')).toMatch(
      /^<ul data-x="1">\s?<li title="&lt;a&gt;">&lt;a&gt;<\/li><li title="&quot;b&quot; &amp; &#39;c&#39; &#96;d&#96;">&quot;b&quot; &amp; &#39;c&#39; &#96;d&#96;<\/li>0\s?<\/ul>$/,
    );
  });

  it('does not take an object for a piece of HTML because it looks like one', () => {
    const impostor = { text: '<script>', toString: () => '<script>' } as unknown as string;
    expect(() => `${html`${impostor}`}`).toThrow();
  });

  it('replaces control characters and those that turn the direction around', () => {
    expect(`${html`${'a\u0000b\u202ec\u0085'}`}`).toBe('a\ufffdb\ufffdc\ufffd');
  });
});

describe('renderPage', () => {
  it('allows its script by hash and its form by origin', () => {
    const script = 'document.forms[0].submit()';
    const page = renderPage({
      title: 'A',
      body: html`<p>b</p>`,
      script,
      formTargets: ['https://idp.example/a;b?c=d'],
    });
    expect(page.body).toContain('<script>document.forms[0].submit()</script>');
    expect(page.headers['content-security-policy']).toContain(
      `; script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'; form-action https://idp.example; `,
    );
  });

  it('is a whole document with language, title and heading for screen readers', () => {
    const { body } = renderPage({ title: '<A>', body: html`<h1>b</h1>` });
    expect(body).toMatch(/^<!doctype html>\s*<html lang="en">/i);
    expect(body).toContain('<title>&lt;A&gt; · MoovingON AI</title>');
    expect(body).toMatch(/<main>\s*<h1>b<\/h1>\s*<\/main>/);
    expect(body).not.toMatch(/(src|href)=/);
  });
});

it('finds a text that cannot be stored at any depth and in names, by its pointer', () => {
  expect(findUnstorableText({ a: [{ 'b/c~d': 'x\u0000' }] })).toBe('/a/0/b~1c~0d');
  expect(findUnstorableText({ a: { 'x\u0000': 1 } })).toBe('/a');
  expect(findUnstorableText({ a: ['😀', 1, null, true] })).toBeUndefined();
  let deep: unknown = '\ud800';
  for (let level = 0; level < 100; level++) deep = [deep];
  expect(findUnstorableText(deep)).toHaveLength(200);
});

it('knows who asks for a page', () => {
  expect(wantsHtml('text/html,application/xhtml+xml,*/*;q=0.8')).toBe(true);
  expect(wantsHtml('TEXT/HTML;level=1;q=0.4, application/json;q=0.3')).toBe(true);
  for (const accept of ['', '*/*', 'application/json', 'text/html;q=0', 'text/html;q=0.2, application/problem+json'])
    expect(wantsHtml(accept)).toBe(false);
});

it('tells the methods of an address by all routes that it matches', () => {
  const table = new RouteTable();
  table.add(['GET', 'HEAD'], '/users/:id');
  table.add('POST', '/users/search');
  table.add('GET', '/files/*');
  table.add('GET', '/*');
  expect(table.allowedMethods('/users/search?x=/y')).toEqual(['GET', 'HEAD', 'OPTIONS', 'POST']);
  expect(table.allowedMethods('/users/7/')).toEqual(['GET', 'HEAD', 'OPTIONS']);
  expect(table.allowedMethods('/files/a/b')).toEqual(['GET', 'OPTIONS']);
  for (const unknown of ['/users', '/users/', '/users//', '/users/7/8', '/else'])
    expect(table.allowedMethods(unknown)).toEqual([]);
});
