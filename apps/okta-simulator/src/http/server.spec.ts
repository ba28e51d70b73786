import { request } from 'node:http';
import { deflateRawSync } from 'node:zlib';
import { startOktaSimulator, type RunningSimulator } from '../index.js';

describe('the pages of the simulated Okta', () => {
  let simulator: RunningSimulator;
  let cookie: string;

  beforeAll(async () => {
    simulator = await startOktaSimulator();
    const ada = simulator.okta.createPerson({
      login: 'ada@example.com',
      email: 'ada@example.com',
      firstName: '<b>Ada</b>',
      lastName: '"Quoted"',
    });
    cookie = `simulated_okta_person=${ada.id}`;
    simulator.okta.configureSaml({
      singleSignOnUrl: 'http://localhost:1/sso/acs/',
      audience: 'a',
      defaultRelayState: 'default',
    });
    await simulator.okta.assignPerson(ada.id);
  });

  afterAll(() => simulator.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(simulator.url + path, { headers, redirect: 'manual' });
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(simulator.url + path, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' });

  it('escapes everything that people enter', async () => {
    for (const path of ['/login', '/admin/people', '/admin/app/assignments', '/admin/faults']) {
      const text = await (await get(path, { cookie })).text();
      expect(text).not.toContain('<b>Ada');
    }
    expect(await (await get('/admin/people', { cookie })).text()).toContain(
      '&lt;b&gt;Ada&lt;/b&gt; &quot;Quoted&quot;',
    );
    expect(await (await get(`/admin/people?message=${encodeURIComponent('<script>')}`)).text()).not.toContain(
      '<script>',
    );
  });

  it('posts a signed response from the tile by a form that submits itself', async () => {
    const dashboard = await (await get('/', { cookie })).text();
    const tile = /<a\s+class="tile"\s+href="([^"]+)"/.exec(dashboard)?.[1] ?? '';
    const page = await (await get(tile, { cookie })).text();
    expect(page).toMatch(/<form id="appForm" action="http:\/\/localhost:1\/sso\/acs\/" method="post">/);
    expect(page).toMatch(/name="RelayState"[^>]* value="default"/);
  });

  it('asks who one is first, then answers the AuthnRequest with its RelayState', async () => {
    const xml =
      '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_77" Version="2.0" IssueInstant="2026-01-05T09:00:00Z"/>';
    const path = `${new URL(simulator.singleSignOnUrl).pathname}?${new URLSearchParams({ SAMLRequest: deflateRawSync(xml).toString('base64'), RelayState: 'r&1' })}`;
    const first = await get(path);
    expect(first.status).toBe(303);
    const fromURI = new URL(first.headers.get('location') ?? '', simulator.url).searchParams.get('fromURI') ?? '';
    const second = await post('/login', { person: cookie.split('=')[1] ?? '', fromURI });
    const page = await (await get(second.headers.get('location') ?? '', { cookie })).text();
    const response = /name="SAMLResponse"[^>]* value="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(Buffer.from(response, 'base64').toString()).toContain('InResponseTo="_77"');
    expect(page).toContain('value="r&amp;1"');
  });

  it('goes on to paths of its own only', async () => {
    for (const fromURI of ['https://evil.example', '//evil.example', '/\\evil.example']) {
      expect((await post('/login', { person: cookie.split('=')[1] ?? '', fromURI })).headers.get('location')).toBe('/');
    }
  });

  it('refuses what another page posts, and another name for loopback', async () => {
    expect((await post('/admin/groups', { name: 'x' }, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await post('/admin/groups', { name: 'x' }, { origin: simulator.url })).status).toBe(303);
    const status = await new Promise((resolve) =>
      request(`${simulator.url}/admin/people`, { headers: { Host: 'evil.example' } }, (answer) =>
        resolve(answer.statusCode),
      ).end(),
    );
    expect(status).toBe(421);
  });

  it('shows every page of the administrator, and says so where something does not exist', async () => {
    const menu = [...(await (await get('/admin/people')).text()).matchAll(/href="(\/admin[^"]*)"/g)].map(
      ([, path]) => path ?? '',
    );
    for (const path of new Set(menu)) expect([path, (await get(path)).status]).toEqual([path, 200]);
    expect((await get('/admin/people/00unobody')).status).toBe(400);
  });

  it('publishes metadata at the address to be copied', async () => {
    const answer = await fetch(simulator.metadataUrl);
    expect(answer.headers.get('content-type')).toContain('xml');
    expect(await answer.text()).toContain(`Location="${simulator.singleSignOnUrl}"`);
  });
});
