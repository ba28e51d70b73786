import { AuditTrail } from '@app/audit';
import type { Event, Events } from '@app/events';
import { DAY, FrozenClock, HOUR, MINUTE, newId } from '@app/kernel';
import { NoMetrics } from '@app/metrics';
import {
  AccountRepository,
  AuditEventRepository,
  CertificateWarningRepository,
  Database,
  EndedRowRepository,
  IntegrationCertificateRepository,
  IntegrationRepository,
  LeaseRepository,
  RateWindowRepository,
  SignInAttemptRepository,
  SignInCodeRepository,
} from '@app/persistence';
import { loadSettings } from '@app/settings';
import { createTestDatabase, engines, type TestDatabase } from '../../../test/support/databases.js';
import { type Chore, Housekeeper, RemoveEndedRows, WarnOfCertificates } from './index.js';

const always = () => true;
const noText = { accountId: null, integrationId: null, userId: null, address: null, subject: null, detail: null, hint: null, assertion: null };

describe.each(engines)('housekeeping on %s', (engine) => {
  const clock = new FrozenClock();
  let testDatabase: TestDatabase;
  let database: Database;
  const run: Database['unitOfWork']['run'] = (work) => database.unitOfWork.run(work);

  beforeAll(async () => {
    testDatabase = await createTestDatabase(engine);
    database = await Database.open(testDatabase.setting);
  });
  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  describe('takes turns', () => {
    let done: string[];
    let name: string;
    const chore = (run: Chore['run']): Chore => ({ name, every: HOUR, run });
    const keeper = (who: string, run: Chore['run'] = async () => true) =>
      new Housekeeper([chore((mayGoOn) => (done.push(who), run(mayGoOn)))], new LeaseRepository(), database.unitOfWork, clock);

    beforeEach(() => {
      [done, name] = [[], newId()];
    });

    it('so that of several instances that look at once, one does what is due, and nobody again before it is due', async () => {
      const all = ['a', 'b', 'c'].map((who) => keeper(who));
      await Promise.all(all.map((each) => each.doWhatIsDue()));
      expect(done).toHaveLength(1);
      clock.advance(HOUR - 1);
      await Promise.all(all.map((each) => each.doWhatIsDue()));
      expect(done).toHaveLength(1);
      clock.advance(1);
      await Promise.all(all.map((each) => each.doWhatIsDue()));
      expect(done).toHaveLength(2);
    });

    it('so that another goes on where one has died in the middle, once its lease has run out', async () => {
      void keeper('dies', () => new Promise(() => undefined)).doWhatIsDue();
      await new Promise((resolve) => setTimeout(resolve, 50));
      await keeper('waits').doWhatIsDue();
      clock.advance(10 * MINUTE);
      await keeper('goes on').doWhatIsDue();
      expect(done).toEqual(['dies', 'goes on']);
    });

    it('so that what failed, or did not come to its end, is done again at the next look', async () => {
      await keeper('fails', () => Promise.reject(new Error('database away'))).doWhatIsDue();
      await keeper('has no time', async () => false).doWhatIsDue();
      await keeper('ends').doWhatIsDue();
      await keeper('is not due').doWhatIsDue();
      expect(done).toEqual(['fails', 'has no time', 'ends']);
    });

    it('and asks a long chore to stop after five minutes', async () => {
      let rounds = 0;
      await keeper('long', async (mayGoOn) => {
        while (mayGoOn()) {
          rounds += 1;
          clock.advance(MINUTE);
        }
        return false;
      }).doWhatIsDue();
      expect(rounds).toBe(5);
    });
  });

  describe('removes what has come to its end', () => {
    const removing = () => new RemoveEndedRows(new EndedRowRepository(), database.unitOfWork, loadSettings({ SECRET_KEY: 'k'.repeat(32) }), clock, new NoMetrics());
    const attempts = new SignInAttemptRepository();

    it('rows whose end has come, however many, and no other', async () => {
      const now = clock.millis();
      await run(async (tx) => {
        for (let count = 0; count < 1_100; count += 1) await new RateWindowRepository().take(tx, `ended/${count}`, { cost: 1, limit: 5, now, endsAt: now - 1 });
        await new RateWindowRepository().take(tx, 'lives', { cost: 1, limit: 5, now, endsAt: now + 1 });
        await new SignInCodeRepository().insert(tx, { codeDigest: 'ended', sessionId: 's', accountId: 'a', expiresAt: now });
      });
      expect(await removing().run(always)).toBe(true);
      const windows = new RateWindowRepository();
      expect(await Promise.all(['ended/0', 'ended/1099', 'lives'].map((key) => windows.findEnd(database.reads, key)))).toEqual([undefined, undefined, now + 1]);
      expect(await run((tx) => new SignInCodeRepository().spend(tx, 'ended', undefined, 0))).toBeNull();
    });

    it('logs after 30 days, and the audit trail never', async () => {
      const reference = newId();
      const systemTime = Date.now();
      const old = new FrozenClock(new Date(systemTime - 40 * DAY));
      await run(async (tx) => {
        await attempts.insert(tx, { ...noText, id: idAt(systemTime - 31 * DAY), at: 0, outcome: 'old', reference });
        await attempts.insert(tx, { ...noText, id: idAt(systemTime - 29 * DAY), at: 0, outcome: 'young', reference });
        await new AuditTrail(new AuditEventRepository(), old).record(tx, { accountId: reference, action: 'account.created', actor: { kind: 'system', id: null, name: null, address: null, reference: null }, subject: { kind: 'account', id: null } });
      });
      clock.set(new Date(systemTime));
      await removing().run(always);
      expect((await attempts.findByReference(database.reads, reference)).map(({ outcome }) => outcome)).toEqual(['young']);
      expect(await new AuditEventRepository().listByAccount(database.reads, reference, { limit: 5 })).toHaveLength(1);
    });

    it('and stops in between when it is told to', async () => {
      expect(await removing().run(() => false)).toBe(false);
    });
  });

  describe('warns of certificates', () => {
    const raised: Event[] = [];
    const events: Events = { raise: async (_tx, ...more) => void raised.push(...more) };
    const warn = () => new WarnOfCertificates(new CertificateWarningRepository(), events, new AuditTrail(new AuditEventRepository(), clock), database.unitOfWork, clock).run(always);
    const certificate = (fingerprint: string, notAfter: number) => ({ fingerprint, pem: '', notBefore: 0, notAfter });
    const daysLeft = () => raised.splice(0).map((event) => (event.type === 'integration.certificate_ending' ? event.data.daysLeft : NaN));

    const integrate = async (certificates: ReturnType<typeof certificate>[]) => {
      const [accountId, id] = [newId(), newId()];
      await run(async (tx) => {
        await new AccountRepository().insert(tx, { id: accountId, name: 'A', ssoRequired: false, preferences: {}, createdAt: 1, updatedAt: 1 });
        await new IntegrationRepository().insert(tx, integrationRow(id, accountId));
        await new IntegrationCertificateRepository().replace(tx, id, certificates);
      });
      return { accountId, id };
    };
    beforeEach(async () => {
      await warn();
      raised.length = 0;
    });

    it('60, 30, 7 days and a day before the last one ends, once each', async () => {
      const end = clock.millis() + 61 * DAY;
      await integrate([certificate('a', end)]);
      const told: number[] = [];
      for (let day = 0; day < 62; day += 1) {
        await warn();
        await warn();
        told.push(...daysLeft());
        clock.advance(DAY);
      }
      expect(told).toEqual([60, 30, 7, 1]);
    });

    it('not of one that has a successor, and of the successor by its own time', async () => {
      const { accountId, id } = await integrate([certificate('old', clock.millis() + 5 * DAY), certificate('new', clock.millis() + 29 * DAY)]);
      await warn();
      expect(raised).toMatchObject([{ accountId, data: { integration: { id, provider: 'okta' }, certificate: { fingerprint: 'new' }, daysLeft: 29 } }]);
      const [entry] = await new AuditEventRepository().listByAccount(database.reads, accountId, { limit: 1 });
      expect(entry).toMatchObject({ action: 'integration.certificate_ending', actorKind: 'system', subjectId: id });
    });
  });
});

/** An id as {@link newId} makes it at another time. */
function idAt(millis: number): string {
  const time = millis.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}${newId().slice(13)}`;
}

function integrationRow(id: string, accountId: string) {
  const empty = { issuer: null, metadataUrl: null, metadataXml: null, metadataReadAt: null, provided: {}, options: {}, verifiedAt: null, scimUsername: null };
  return { ...empty, id, accountId, provider: 'okta', name: 'Okta', entityId: id, uniqueIdentifier: id, scimEnabled: false, version: 1, createdAt: 1, updatedAt: 1 };
}
