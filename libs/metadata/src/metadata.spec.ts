import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { AuditTrail } from '@app/audit';
import { FrozenClock, HOUR, MINUTE, newId } from '@app/kernel';
import { OutboundHttp } from '@app/outbound';
import {
  AccountRepository,
  AuditEventRepository,
  Database,
  IntegrationCertificateRepository,
  IntegrationRepository,
  MetadataReadingRepository,
  type IntegrationEntity,
} from '@app/persistence';
import { loadSettings } from '@app/settings';
import { MetadataReader } from './metadata-reader.js';
import { MetadataRefresher } from './metadata-refresher.js';
import { MetadataSchedule } from './metadata-schedule.js';
import { MetadataStore } from './metadata-store.js';
import { RefreshRecord } from './refresh-record.js';
import { RefreshTurns } from './refresh-turns.js';
import { createTestDatabase, engines, type TestDatabase } from '../../../test/support/databases.js';
import { SamlIdentityProvider, identityProviderMetadata } from '../../../test/support/saml-identity-provider.js';
import { makeTestKeys } from '../../../test/support/saml/test-keys.js';

describe.each(engines)('metadata of an identity provider on %s', (engine) => {
  let testDatabase: TestDatabase;
  let database: Database;
  let provider: SamlIdentityProvider;
  let server: http.Server;
  let url: string;
  let answer: { status: number; body: string };
  let asked = 0;
  const clock = new FrozenClock(new Date());
  const integrations = new IntegrationRepository();
  const certificates = new IntegrationCertificateRepository();
  const readings = new MetadataReadingRepository();
  const auditEvents = new AuditEventRepository();
  const settings = loadSettings({ SECRET_KEY: 'k'.repeat(32) });
  const store = new MetadataStore(integrations, certificates, clock);

  const instance = (allowPrivate = true) => {
    const reader = new MetadataReader(new OutboundHttp({ allowPrivate }), clock, settings);
    const record = new RefreshRecord(database.unitOfWork, integrations, readings, store, new AuditTrail(auditEvents, clock));
    const turns = new RefreshTurns(database.unitOfWork, readings, clock);
    const refresher = new MetadataRefresher(reader, record, integrations, database.reads, turns);
    return { reader, refresher, schedule: new MetadataSchedule(refresher, readings, database.reads, clock) };
  };

  const setUp = async (metadataUrl: string | null = url): Promise<{ id: string }> => {
    answer = { status: 200, body: provider.metadata() };
    const metadata = await instance().reader.read({ xml: provider.metadata() });
    const id = newId();
    const times = { createdAt: 1, updatedAt: 1 };
    const integration = {
      ...{ id, accountId: id, provider: 'okta', name: 'Okta', entityId: id, uniqueIdentifier: id, metadataUrl, metadataXml: null },
      ...{ options: {}, verifiedAt: 7, scimEnabled: true, scimUsername: null, version: 1, ...times },
    };
    await database.unitOfWork.run(async (tx) => {
      await new AccountRepository().insert(tx, { id, name: 'Acme', ssoRequired: false, preferences: {}, ...times });
      await store.insert(tx, integration, metadata);
    });
    asked = 0;
    clock.advance(HOUR);
    return integration;
  };
  const stored = async (id: string) => {
    const integration = (await integrations.findById(database.reads, id)) as IntegrationEntity;
    return { integration, ...(await store.current(database.reads, integration)) };
  };
  const actions = async (accountId: string) => (await auditEvents.listByAccount(database.reads, accountId, { limit: 10 })).map(({ action }) => action);
  const newKeys = async () => identityProviderMetadata({ entityId: provider.entityId, ssoUrl: provider.ssoUrl, keys: await makeTestKeys() });

  beforeAll(async () => {
    testDatabase = await createTestDatabase(engine);
    database = await Database.open(testDatabase.setting);
    provider = await SamlIdentityProvider.create();
    server = http.createServer((_, response) => {
      asked += 1;
      response.writeHead(answer.status).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/app/exk/sso/saml/metadata`;
  });

  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await database.close();
    await testDatabase.drop();
  });

  describe('read from an address', () => {
    it('says issuer, sign-on addresses and certificates', async () => {
      answer = { status: 200, body: provider.metadata() };
      const metadata = await instance().reader.read({ url });
      expect(metadata.issuer).toBe(provider.entityId);
      expect(metadata.provided).toMatchObject({ singleSignOn: expect.arrayContaining([{ binding: 'post', location: provider.ssoUrl }]) });
      expect(metadata.certificates).toMatchObject([{ fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/), notAfter: expect.any(Number) }]);
    });

    it.each([
      ['another status', { status: 404, body: '' }, { code: 'metadata_unreachable', detail: expect.stringContaining('expected status 200, received 404') }],
      ['a page', { status: 200, body: '<!doctype html><html></html>' }, { code: 'metadata_invalid', detail: expect.stringContaining('web page') }],
      ['something else than text', { status: 200, body: '' }, { code: 'metadata_invalid', detail: expect.stringContaining('empty') }],
    ])('is refused when the answer is %s', async (_, given, expected) => {
      answer = given;
      await expect(instance().reader.read({ url })).rejects.toMatchObject({ status: 400, ...expected });
    });

    it('is not fetched from inside our own network, and the refusal says what to do', async () => {
      asked = 0;
      await expect(instance(false).reader.read({ url: url.replace('http:', 'https:') })).rejects.toMatchObject({
        code: 'metadata_address_refused',
        status: 400,
        detail: '127.0.0.1 is a loopback address, expected one on the public internet.',
        hint: expect.stringContaining('metadataXml'),
      });
      await expect(instance(false).reader.read({ url })).rejects.toMatchObject({ code: 'metadata_address_refused', detail: expect.stringContaining('https://') });
      expect(asked).toBe(0);
    });

    it('says that nobody listens', async () => {
      await expect(instance().reader.read({ url: 'http://127.0.0.1:1/' })).rejects.toMatchObject({ code: 'metadata_unreachable', detail: '127.0.0.1:1 refused the connection.' });
    });
  });

  describe('read again', () => {
    it('brings new keys in the place of the old, leaves the integration verified, and is in the audit trail', async () => {
      const { id } = await setUp();
      const before = await stored(id);
      answer = { status: 200, body: await newKeys() };
      expect(await instance().refresher.refresh(id)).toEqual({ outcome: 'changed' });
      const after = await stored(id);
      expect(after.certificates).toHaveLength(1);
      expect(after.certificates).not.toEqual(before.certificates);
      expect(after.integration).toMatchObject({ verifiedAt: 7, scimEnabled: true, version: 2, metadataReadAt: clock.millis() });
      const [event] = await auditEvents.listByAccount(database.reads, id, { limit: 10 });
      expect(event).toMatchObject({
        action: 'integration.metadata_refreshed',
        actorKind: 'system',
        before: { certificates: before.certificates.map(({ fingerprint }) => fingerprint) },
        after: { certificates: after.certificates.map(({ fingerprint }) => fingerprint) },
      });
    });

    it('changes nothing when it says the same', async () => {
      const { id } = await setUp();
      expect(await instance().refresher.refresh(id)).toEqual({ outcome: 'unchanged' });
      expect((await stored(id)).integration).toMatchObject({ version: 1, metadataReadAt: clock.millis() });
      expect(await actions(id)).toEqual([]);
    });

    it('takes a later end of validity for the same', async () => {
      const { id } = await setUp();
      const until = new Date(clock.millis() + 24 * HOUR).toISOString();
      answer = { status: 200, body: provider.metadata().replace('entityID=', `validUntil="${until}" entityID=`) };
      expect(await instance().refresher.refresh(id)).toEqual({ outcome: 'unchanged' });
      expect((await stored(id)).provided).toMatchObject({ validUntil: Date.parse(until) });
    });

    it.each([
      ['cannot be fetched', async () => ({ status: 500, body: '' }), 'metadata_unreachable'],
      ['is broken', async () => ({ status: 200, body: '<oops/>' }), 'metadata_invalid'],
      ['has no key', async () => ({ status: 200, body: provider.metadata().replace(/<md:KeyDescriptor.*<\/md:KeyDescriptor>/s, '') }), 'metadata_invalid'],
      ['is that of another identity provider', async () => ({ status: 200, body: identityProviderMetadata({ ...provider, ssoUrl: provider.ssoUrl, entityId: 'http://evil.example.com', keys: provider.keys }) }), 'metadata_invalid'],
    ])('keeps what is there when the new %s', async (_, make, code) => {
      const { id } = await setUp();
      const before = await stored(id);
      answer = await make();
      expect(await instance().refresher.refresh(id)).toMatchObject({ outcome: 'failed', problem: { code } });
      expect(await stored(id)).toEqual(before);
      expect(await readings.list(database.reads, [id])).toMatchObject([{ problem: expect.any(String) }]);
      expect(await actions(id)).toEqual(['integration.metadata_refresh_failed']);
    });

    it('tells of the same failure once, and forgets it when it is over', async () => {
      const { id } = await setUp();
      const { refresher } = instance();
      answer = { status: 500, body: '' };
      for (let attempt = 0; attempt < 3; attempt += 1) {
        await refresher.refresh(id);
        clock.advance(HOUR);
      }
      expect(await actions(id)).toEqual(['integration.metadata_refresh_failed']);
      answer = { status: 200, body: provider.metadata() };
      await refresher.refresh(id);
      expect(await readings.list(database.reads, [id])).toMatchObject([{ problem: null }]);
    });

    it('happens once for many who ask at the same time', async () => {
      const { id } = await setUp();
      const { refresher } = instance();
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => refresher.refresh(id)));
      expect(outcomes).toEqual(Array.from({ length: 20 }, () => ({ outcome: 'unchanged' })));
      expect(asked).toBe(1);
    });

    it('happens at most once a minute over all instances', async () => {
      const { id } = await setUp();
      const [here, there] = [instance().refresher, instance().refresher];
      await here.refresh(id);
      clock.advance(MINUTE - 1);
      expect(await there.refresh(id)).toEqual({ outcome: 'too-soon' });
      expect(await here.refresh(id)).toEqual({ outcome: 'too-soon' });
      clock.advance(1);
      expect((await Promise.all([here.refresh(id), there.refresh(id)])).map(({ outcome }) => outcome).sort()).toEqual(['too-soon', 'unchanged']);
      expect(asked).toBe(2);
    });

    it('does not take the place of what an administrator has entered in the meantime', async () => {
      const { id } = await setUp();
      const { refresher } = instance();
      answer = { status: 200, body: await newKeys() };
      const refreshing = refresher.refresh(id);
      await database.unitOfWork.run((tx) => integrations.update(tx, id, { metadataUrl: null }));
      expect(['superseded', 'no-url']).toContain((await refreshing).outcome);
      expect((await stored(id)).integration.version).toBe(1);
    });

    it('is nothing where the metadata was pasted, or the integration is gone', async () => {
      const { id } = await setUp(null);
      expect(await instance().refresher.refresh(id)).toEqual({ outcome: 'no-url' });
      expect(await instance().refresher.refresh('gone')).toEqual({ outcome: 'no-url' });
    });

    it('happens by itself every six hours, by one of the instances', async () => {
      const { id } = await setUp();
      await setUp(null);
      clock.advance(24 * HOUR);
      const [here, there] = [instance(), instance()];
      await here.schedule.refreshDue();
      const all = asked;
      expect(all).toBeGreaterThan(0);
      expect((await stored(id)).integration.metadataReadAt).toBe(clock.millis());
      await Promise.all([here.schedule.refreshDue(), there.schedule.refreshDue()]);
      expect(asked).toBe(all);
      clock.advance(6 * HOUR);
      await Promise.all([here.schedule.refreshDue(), there.schedule.refreshDue()]);
      expect(asked).toBe(2 * all);
    });
  });
});
