import { systemActor } from '@app/audit';
import { FrozenClock, newId } from '@app/kernel';
import { AccountRepository, Database, OutboxRepository, WebhookDeliveryRepository, WebhookRepository, type Tx } from '@app/persistence';
import { createTestDatabase, engines, type TestDatabase } from '../../../test/support/databases.js';
import type { EventOf, EventType } from './index.js';
import { Outbox } from './outbox.js';
import { OutboxBell } from './outbox-bell.js';

const user = {
  id: 'u1',
  userName: 'dana@example.com',
  email: 'dana@example.com',
  givenName: 'Dana',
  familyName: 'Levi',
  displayName: null,
  active: true,
  role: 'member',
  firstPhone: '+972501234567',
  secondPhone: null,
  managedBy: null,
} as const;

describe.each(engines)('events on %s', (engine) => {
  const clock = new FrozenClock();
  const bell = new OutboxBell();
  const events = new Outbox(new OutboxRepository(), clock, bell);
  const webhooks = new WebhookRepository();
  const deliveries = new WebhookDeliveryRepository();
  let testDatabase: TestDatabase;
  let database: Database;
  let accountId: string;

  const event = (type: EventType = 'user.created') => ({ type, accountId, actor: { ...systemActor, name: 'Owner', address: '192.0.2.7' }, data: { user } }) as EventOf<'user.created'>;
  const raise = (type?: EventType) => database.unitOfWork.run((tx) => events.raise(tx, event(type)));
  const listen = async (eventTypes: string[], enabled = true) => {
    const webhook = { accountId, name: 'CRM', url: 'https://crm.example.com/hook', eventTypes, sealedSecret: 's', formerSealedSecret: null, formerSecretExpiresAt: null };
    const id = newId();
    await run((tx) => webhooks.insert(tx, { ...webhook, id, enabled, disabledBecause: null, failingSince: null, version: 1, createdAt: 1, updatedAt: 1 }));
    return id;
  };
  const run = <Result>(work: (tx: Tx) => Promise<Result>) => database.unitOfWork.run(work);
  const heardBy = async (webhookId: string) => (await deliveries.list(database.reads, webhookId, { limit: 10 })).map(({ type }) => type);

  beforeAll(async () => {
    testDatabase = await createTestDatabase(engine);
    database = await Database.open(testDatabase.setting);
  });
  beforeEach(async () => {
    accountId = newId();
    await run((tx) => new AccountRepository().insert(tx, { id: accountId, name: 'A', ssoRequired: false, preferences: {}, createdAt: 1, updatedAt: 1 }));
  });
  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it('reach every webhook of the account that listens to their type, and no other', async () => {
    const [all, created, other, off] = await Promise.all([listen(['*']), listen(['user.changed', 'user.created']), listen(['user.deleted']), listen(['*'], false)]);
    await raise();
    expect(await Promise.all([all, created, other, off].map((id) => heardBy(id as string)))).toEqual([['user.created'], ['user.created'], [], []]);
  });

  it('reach nobody in another account', async () => {
    const webhook = await listen(['*']);
    accountId = newId();
    await run((tx) => new AccountRepository().insert(tx, { id: accountId, name: 'B', ssoRequired: false, preferences: {}, createdAt: 1, updatedAt: 1 }));
    await raise();
    expect(await heardBy(webhook)).toEqual([]);
  });

  it('are gone with what they tell of, when that fails', async () => {
    const webhook = await listen(['*']);
    let rings = 0;
    const stop = bell.listen(() => (rings += 1));
    const failing = run(async (tx) => {
      await events.raise(tx, event());
      throw new Error('the change fails');
    });
    await expect(failing).rejects.toThrow('the change fails');
    expect([await heardBy(webhook), rings]).toEqual([[], 0]);
    await raise();
    expect([await heardBy(webhook), rings]).toEqual([['user.created'], 1]);
    stop();
  });

  it('carry type, timestamp and data, and of the actor no more than what he is and his id', async () => {
    const webhook = await listen(['*']);
    await raise();
    const [delivery] = await deliveries.list(database.reads, webhook, { limit: 1 });
    const stored = await deliveries.findEvent(database.reads, delivery!.eventId);
    expect(JSON.parse(stored!.body)).toEqual({
      type: 'user.created',
      timestamp: '2026-01-05T09:00:00.000Z',
      data: { accountId, actor: { kind: 'system', id: null }, user },
    });
  });

  it('are taken on by one of two who look at the same moment, and by the other when the claim has run out', async () => {
    const webhook = await listen(['*']);
    for (let count = 0; count < 6; count += 1) await raise();
    const now = clock.millis();
    expect(await deliveries.findWebhooksWithDue(database.reads, now, { limit: 1_000, except: [] })).toContain(webhook);
    expect(await deliveries.findWebhooksWithDue(database.reads, now, { limit: 1_000, except: [webhook, 'another'] })).not.toContain(webhook);
    const claim = (at: number) => run((tx) => deliveries.claim(tx, webhook, { now: at, claimedUntil: at + 1_000, limit: 3 }));
    const [one, two] = await Promise.all([claim(now), claim(now)]);
    expect(new Set([...one!, ...two!].map(({ eventId }) => eventId)).size).toBe(6);
    expect(await claim(now)).toEqual([]);
    expect(await deliveries.findWebhooksWithDue(database.reads, now, { limit: 1_000, except: [] })).not.toContain(webhook);
    const again = await claim(now + 1_000);
    expect(again.map(({ attempts }) => attempts)).toEqual([2, 2, 2]);
    const settled = { state: 'delivered', dueAt: null, settledAt: now } as const;
    const lateIs = [...one!, ...two!].find(({ eventId }) => again.some((later) => later.eventId === eventId))!;
    expect(await run((tx) => deliveries.settle(tx, lateIs, settled))).toBe(false);
    expect(await run((tx) => deliveries.settle(tx, again[0]!, settled))).toBe(true);
  });
});
