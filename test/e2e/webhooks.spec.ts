import { AccountClient } from '../support/account-client.js';
import { engines } from '../support/databases.js';
import { startTestService, type TestService } from '../support/start-service.js';
import { verifyMessage, WebhookReceiver } from '../support/webhook-receiver.js';

interface WebhookBody {
  readonly id: string;
  readonly secret: string;
  readonly [name: string]: unknown;
}

interface DeliveryBody {
  readonly eventId: string;
  readonly state: string;
  readonly attempts: number;
  readonly log: { status: number | null; fault: string | null }[];
  readonly [name: string]: unknown;
}

describe.each(engines)('webhooks on %s', (engine) => {
  let service: TestService;
  let receiver: WebhookReceiver;
  let owner: AccountClient;
  let people = 0;
  let path: string;

  const listen = async (more: Record<string, unknown> = {}) => (await owner.call<WebhookBody>('POST', 'webhooks', { name: 'CRM', url: receiver.url + path, ...more })).body;
  const createUser = async () => (await owner.call<{ id: string }>('POST', 'users', { userName: `person${(people += 1)}@example.com`, givenName: 'Dana', familyName: 'Levi' })).body;
  const deliveriesOf = async ({ id }: WebhookBody, query = '') => (await owner.call<{ items: DeliveryBody[] }>('GET', `webhooks/${id}/deliveries${query}`)).body.items;
  const until = async <Result>(find: () => Promise<Result | undefined>): Promise<Result> => {
    for (let tries = 0; tries < 200; tries += 1) {
      const found = await find();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('It did not happen in time');
  };

  beforeAll(async () => {
    [service, receiver] = await Promise.all([startTestService(engine), WebhookReceiver.start()]);
    owner = await AccountClient.signIn(service.url);
  });
  beforeEach(() => {
    path = `/hook-${Math.random()}`;
    receiver.answers(204);
  });
  afterEach(async () => {
    const { body } = await owner.call<{ items: { id: string }[] }>('GET', 'webhooks?limit=200');
    for (const { id } of body.items) await owner.call('DELETE', `webhooks/${id}`);
  });
  afterAll(async () => {
    await service.stop();
    await receiver.stop();
  });

  it('are told of a new user, signed as the Standard Webhooks library expects, without being asked', async () => {
    const { secret } = await listen({ eventTypes: ['user.created'] });
    const began = Date.now();
    const { id } = await createUser();
    const [message] = await receiver.until(path, 1);
    expect(Date.now() - began).toBeLessThan(10_000);
    const { type, data } = verifyMessage(secret, message!);
    expect(type).toBe('user.created');
    expect(data).toMatchObject({ accountId: owner.accountId, actor: { kind: 'user', id: owner.userId }, user: { id, givenName: 'Dana', role: 'member' } });
    expect(message!.headers['content-type']).toBe('application/json');
    const forged = { ...message!, text: message!.text.replace('Dana', 'Dina') };
    expect(() => verifyMessage(secret, forged)).toThrow(/No matching signature/);
  });

  it('are told of each thing that happens to a person, and of nothing else', async () => {
    await listen();
    const { id } = await createUser();
    await owner.call('PATCH', `users/${id}`, { firstPhone: '+12125550123' });
    await owner.call('PATCH', `users/${id}`, { role: 'admin' });
    await owner.call('PATCH', `users/${id}`, { role: 'admin' });
    await owner.call('PATCH', `users/${id}`, { active: false });
    await owner.call('DELETE', `users/${id}`);
    const messages = await receiver.until(path, 8);
    const types = messages.map(({ text }) => (JSON.parse(text) as { type: string }).type).sort();
    expect(types).toEqual(['user.admin_granted', 'user.changed', 'user.changed', 'user.changed', 'user.created', 'user.deactivated', 'user.deleted', 'user.phones_changed']);
  });

  it('show their secret once, and never again', async () => {
    const { id, secret } = await listen();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    for (const { body } of [await owner.call('GET', `webhooks/${id}`), await owner.call('GET', 'webhooks'), await owner.call('GET', 'audit-events')])
      expect(JSON.stringify(body)).not.toContain('whsec_');
  });

  it('get a message signed with both secrets while one is being rotated, and with the new one alone without grace', async () => {
    const { id, secret } = await listen();
    const rotated = (await owner.call<WebhookBody>('POST', `webhooks/${id}/rotate`)).body;
    await createUser();
    const [first] = await receiver.until(path, 1);
    for (const each of [secret, rotated.secret]) expect(verifyMessage(each, first!).type).toBe('user.created');
    const last = (await owner.call<WebhookBody>('POST', `webhooks/${id}/rotate?grace=0`)).body;
    await createUser();
    const second = (await receiver.until(path, 2))[1];
    expect(verifyMessage(last.secret, second!).type).toBe('user.created');
    expect(() => verifyMessage(rotated.secret, second!)).toThrow(/No matching signature/);
  });

  it('that fail are told again with the same id, and the log says what they answered', async () => {
    receiver.answers(500);
    const webhook = await listen();
    await createUser();
    const delivery = await until(async () => (await deliveriesOf(webhook)).find(({ attempts, nextAttemptAt }) => attempts === 1 && nextAttemptAt));
    expect(delivery).toMatchObject({ state: 'pending', type: 'user.created', settledAt: null });
    const shown = await until(async () => {
      const { body } = await owner.call<DeliveryBody>('GET', `webhooks/${webhook.id}/deliveries/${delivery.eventId}`);
      return body.log.length > 0 ? body : undefined;
    });
    expect(shown.log).toEqual([{ at: expect.any(String), status: 500, fault: 'The receiver answered 500, expected 200 to 299.', durationMs: expect.any(Number) }]);
    expect((await owner.call('GET', `webhooks/${webhook.id}`)).body.failingSince).not.toBeNull();
    receiver.answers(204);
    const [one, two] = await receiver.until(path, 2);
    expect(two!.headers['webhook-id']).toBe(one!.headers['webhook-id']);
    expect(two!.text).toBe(one!.text);
    await until(async () => (await deliveriesOf(webhook, '?state=delivered'))[0]);
    expect((await owner.call('GET', `webhooks/${webhook.id}`)).body.failingSince).toBeNull();
  });

  it('replay one event, or all that failed, when an administrator asks for it', async () => {
    const webhook = await listen();
    await createUser();
    const [first] = await receiver.until(path, 1);
    const eventId = first!.headers['webhook-id'];
    await until(async () => (await deliveriesOf(webhook, '?state=delivered'))[0]);
    expect((await owner.call('POST', `webhooks/${webhook.id}/deliveries/${eventId}/replay`)).body).toEqual({ events: 1 });
    const [, second] = await receiver.until(path, 2);
    expect(second!.headers['webhook-id']).toBe(eventId);
    expect((await owner.call('POST', `webhooks/${webhook.id}/replay`, { since: '2026-01-01T00:00:00Z' })).body).toEqual({ events: 0 });
    expect(await owner.call('POST', `webhooks/${webhook.id}/deliveries/nothing/replay`)).toMatchObject({ status: 404, body: { code: 'webhook_event_unknown' } });
  });

  it('that answer 410 are switched off, which the audit trail says', async () => {
    receiver.answers(410);
    const webhook = await listen();
    await createUser();
    const ended = await until(async () => {
      const { body } = await owner.call('GET', `webhooks/${webhook.id}`);
      return body.enabled === false ? body : undefined;
    });
    expect(ended.disabledBecause).toBe('gone');
    const { body } = await owner.call<{ items: { action: string }[] }>('GET', 'audit-events?limit=5');
    expect(body.items.map(({ action }) => action)).toContain('webhook.disabled');
  });

  it('that are slow keep nobody else waiting', async () => {
    receiver.answers(({ path: asked }, response) => void (asked === '/slow' ? undefined : response.writeHead(204).end()));
    await owner.call('POST', 'webhooks', { name: 'Slow', url: `${receiver.url}/slow` });
    await listen();
    for (let count = 0; count < 6; count += 1) await createUser();
    expect(await receiver.until(path, 6, 5_000)).toHaveLength(6);
    expect(receiver.at('/slow').length).toBeLessThanOrEqual(4);
  });

  it('do not follow a redirect, as it could lead anywhere', async () => {
    receiver.answers((_, response) => response.writeHead(307, { location: `${receiver.url}/elsewhere` }).end());
    const webhook = await listen();
    const { eventId } = (await owner.call<DeliveryBody>('POST', `webhooks/${webhook.id}/test`)).body;
    const shown = await until(async () => {
      const { body } = await owner.call<DeliveryBody>('GET', `webhooks/${webhook.id}/deliveries/${eventId}`);
      return body.log?.length ? body : undefined;
    });
    expect(shown.log[0]).toMatchObject({ status: 307, fault: expect.stringContaining('Redirects are not followed') });
    expect(receiver.at('/elsewhere')).toEqual([]);
  });

  it('are refused at link-local addresses, whatever the settings allow', async () => {
    const webhook = await listen({ url: 'http://169.254.169.254/latest' });
    const { eventId } = (await owner.call<DeliveryBody>('POST', `webhooks/${webhook.id}/test`)).body;
    const shown = await until(async () => {
      const { body } = await owner.call<DeliveryBody>('GET', `webhooks/${webhook.id}/deliveries/${eventId}`);
      return body.log?.length ? body : undefined;
    });
    expect(shown.log[0]).toMatchObject({ status: null, fault: expect.stringContaining('link-local') });
  });

  it.each([
    [{ url: 'ftp://crm.example.com' }, 'webhook_url_refused'],
    [{ url: 'https://user:pw@crm.example.com' }, 'webhook_url_refused'],
    [{ eventTypes: ['user.exploded'] }, 'request_invalid'],
    [{ eventTypes: [] }, 'request_invalid'],
    [{ secret: 'whsec_mine' }, 'request_invalid'],
  ])('refuse %j', async (body, code) => {
    expect(await owner.call('POST', 'webhooks', { name: 'CRM', url: 'https://crm.example.com', ...body })).toMatchObject({ status: 400, body: { code } });
  });

  it('are not there for another account, and not for members', async () => {
    const { id } = await listen();
    const other = (await owner.call<{ id: string }>('POST', '/api/v1/accounts', { name: 'Other', owner: { email: 'other@example.com', password: 'correct horse battery' } })).body;
    const stranger = await AccountClient.signIn(service.url, { email: 'other@example.com', password: 'correct horse battery' });
    expect(stranger.accountId).toBe(other.id);
    expect((await stranger.at({ accountId: owner.accountId }).call('GET', `webhooks/${id}`)).status).toBe(404);
    for (const [method, rest] of [['GET', ''], ['PATCH', ''], ['DELETE', ''], ['POST', '/test'], ['GET', '/deliveries'], ['POST', '/rotate']] as const)
      expect((await stranger.call(method, `webhooks/${id}${rest}`, method === 'PATCH' ? {} : undefined)).status).toBe(404);
  });

  it('are told once, though two instances look', async () => {
    const second = await startTestService(engine, {}, service.database);
    await listen();
    await Promise.all(Array.from({ length: 10 }, (_, count) => owner.at(count % 2 ? { url: second.url } : {}).call('POST', 'users', { userName: `two${(people += 1)}@example.com` })));
    await receiver.until(path, 10);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const ids = receiver.at(path).map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([10, 10]);
    await second.stop();
  });
});
