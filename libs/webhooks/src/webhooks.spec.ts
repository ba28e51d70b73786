import { Webhook } from 'standardwebhooks';
import { AuditTrail } from '@app/audit';
import { DAY, FrozenClock, HOUR, MINUTE, newId, SecretSealer, SECOND } from '@app/kernel';
import { AccountRepository, AuditEventRepository, Database, OutboxRepository, WebhookDeliveryRepository, WebhookRepository } from '@app/persistence';
import { createTestDatabase, engines, type TestDatabase } from '../../../test/support/databases.js';
import { judgeAnswer, type Verdict } from './delivery/judge-answer.js';
import { ATTEMPTS_AT_MOST, delayAfter } from './delivery/retry-schedule.js';
import { SettleDelivery } from './delivery/settle-delivery.js';
import { sealingContext, secretsThatHold } from './signing/sealed-secrets.js';
import { newWebhookSecret, signMessage } from './index.js';

describe('a message', () => {
  it("is signed as in the specification's own example", () => {
    const headers = signMessage(
      { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' },
      ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
      new Date(1_614_265_330_000),
    );
    expect(headers).toMatchObject({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('holds under each of two secrets while one is being rotated', () => {
    const [now, before] = [newWebhookSecret(), newWebhookSecret()];
    const body = '{"type":"user.created","text":"שלום"}';
    const headers = signMessage({ id: 'msg_1', body }, [now, before], new Date());
    for (const secret of [now, before]) expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'user.created' });
    expect(() => new Webhook(newWebhookSecret()).verify(body, headers)).toThrow();
  });

  it('is signed with the former secret until its grace has run out, and not by one that was moved from another webhook', () => {
    const sealer = new SecretSealer(['k'.repeat(32)]);
    const seal = (secret: string, id: string) => sealer.seal(secret, sealingContext(id));
    const secrets = { sealedSecret: seal('new', 'w1'), formerSealedSecret: seal('old', 'w1'), formerSecretExpiresAt: 100 };
    expect(secretsThatHold(sealer, 'w1', secrets, 99)).toEqual(['new', 'old']);
    expect(secretsThatHold(sealer, 'w1', secrets, 100)).toEqual(['new']);
    expect(() => secretsThatHold(sealer, 'w2', secrets, 99)).toThrow();
  });
});

describe('after an attempt that failed', () => {
  it('the next one comes later each time, ten within a little more than three days', () => {
    const delays = Array.from({ length: ATTEMPTS_AT_MOST }, (_, attempts) => delayAfter(attempts + 1, 0, () => 0));
    expect(delays).toEqual([5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR, undefined]);
  });

  it('the next one comes up to a fifth later, so that what failed together does not come back together', () => {
    expect(delayAfter(2, 0, () => 1)).toBe(6 * MINUTE);
  });

  it('the receiver may ask for more time, up to a day', () => {
    expect(delayAfter(1, HOUR, () => 0)).toBe(HOUR);
    expect(delayAfter(1, 400 * DAY, () => 0)).toBe(DAY);
    expect(delayAfter(4, 1, () => 0)).toBe(2 * HOUR);
    expect(judgeAnswer({ status: 429, headers: { 'retry-after': '120' } })).toMatchObject({ outcome: 'failed', retryAfter: 2 * MINUTE });
    expect(judgeAnswer({ status: 503, headers: { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' } })).toMatchObject({ outcome: 'failed', retryAfter: 0 });
  });
});

describe.each(engines)('a webhook that fails, on %s', (engine) => {
  const clock = new FrozenClock();
  const webhooks = new WebhookRepository();
  const deliveries = new WebhookDeliveryRepository();
  const settling = new SettleDelivery(webhooks, deliveries, new AuditTrail(new AuditEventRepository(), clock), clock);
  const failed: Verdict = { outcome: 'failed', status: 500, fault: 'no' };
  const delivered: Verdict = { outcome: 'delivered', status: 200 };
  let testDatabase: TestDatabase;
  let database: Database;
  let accountId: string;
  let webhookId: string;
  let eventId: string;

  const attempt = async (verdict: Verdict, attempts = 1) => {
    const claimedUntil = clock.millis() + 1;
    await database.unitOfWork.run((tx) => deliveries.replay(tx, webhookId, eventId, claimedUntil));
    await database.unitOfWork.run((tx) => settling.settle(tx, { webhookId, eventId, attempts, claimedUntil }, verdict, 12.3));
  };
  const read = async () => (await webhooks.findById(database.reads, webhookId))!;
  const delivery = async () => (await deliveries.find(database.reads, webhookId, eventId))!;

  beforeAll(async () => {
    testDatabase = await createTestDatabase(engine);
    database = await Database.open(testDatabase.setting);
  });
  beforeEach(async () => {
    [accountId, webhookId, eventId] = [newId(), newId(), newId()];
    const secrets = { sealedSecret: 's', formerSealedSecret: null, formerSecretExpiresAt: null };
    await database.unitOfWork.run(async (tx) => {
      await new AccountRepository().insert(tx, { id: accountId, name: 'A', ssoRequired: false, preferences: {}, createdAt: 1, updatedAt: 1 });
      await webhooks.insert(tx, { id: webhookId, accountId, name: 'CRM', url: 'https://crm.example.com', eventTypes: ['*'], ...secrets, enabled: true, disabledBecause: null, failingSince: null, version: 1, createdAt: 1, updatedAt: 1 });
      await new OutboxRepository().enqueueFor(tx, webhookId, { id: eventId, accountId, type: 'user.created', occurredAt: clock.millis(), body: '{}' });
    });
  });
  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it('is switched off after five days without a success, and the audit trail says so', async () => {
    await attempt(failed);
    clock.advance(5 * DAY);
    await attempt(failed);
    expect(await read()).toMatchObject({ enabled: true });
    clock.advance(1);
    await attempt(failed);
    expect(await read()).toMatchObject({ enabled: false, disabledBecause: 'failing' });
    const events = await new AuditEventRepository().listByAccount(database.reads, accountId, { limit: 5 });
    expect(events).toMatchObject([{ action: 'webhook.disabled', actorKind: 'system', after: { disabledBecause: 'failing' } }]);
  });

  it('stays on when one succeeds in between', async () => {
    await attempt(failed);
    clock.advance(4 * DAY);
    await attempt(delivered);
    clock.advance(4 * DAY);
    await attempt(failed);
    expect(await read()).toMatchObject({ enabled: true, failingSince: clock.millis() });
  });

  it('is told of an event ten times, then the event is given up', async () => {
    await attempt(failed, ATTEMPTS_AT_MOST - 1);
    expect(await delivery()).toMatchObject({ state: 'pending', settledAt: null });
    await attempt(failed, ATTEMPTS_AT_MOST);
    expect(await delivery()).toMatchObject({ state: 'failed', dueAt: null, settledAt: clock.millis() });
    expect(await database.unitOfWork.run((tx) => deliveries.replayFailed(tx, webhookId, 0, clock.millis()))).toBe(1);
    expect(await delivery()).toMatchObject({ state: 'pending', dueAt: clock.millis() });
  });
});
