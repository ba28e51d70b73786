import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Customer, setUpCustomer } from '../support/customer.js';
import { engines } from '../support/databases.js';
import { findHalves, findLostWrites } from '../support/faults/account-of-writes.js';
import { WriteLoad } from '../support/faults/write-load.js';
import { InstalledService } from '../support/installed-service.js';
import { killStarted, until } from '../support/npm-start.js';
import { changeRows } from '../support/read-rows.js';
import { runCommand } from '../support/run-command.js';

const SECRET_KEY = 'a key of the tests that seals nothing of value';

(engines.includes('sqlite') ? describe : describe.skip)('npm run backup and npm run restore', () => {
  const folder = mkdtempSync(join(tmpdir(), 'moovingon-backup-'));
  const at = (name: string) => join(folder, name);
  const environment = (name: string) => ({ DATABASE_URL: `sqlite:${at(name)}`, SECRET_KEY });
  const backup = (name: string, from = 'service.db') => runCommand('backup', [at(name)], environment(from));
  const restore = (name: string, to: string, ...more: string[]) => runCommand('restore', [at(name), ...more], environment(to));
  let service: InstalledService;
  let customer: Customer;
  let load: WriteLoad;

  beforeAll(async () => {
    service = await InstalledService.at(`sqlite:${at('service.db')}`);
    await service.start();
    customer = await setUpCustomer(service.url, { webhookUrl: 'http://127.0.0.1:9/nobody' });
    load = new WriteLoad(customer);
  }, 150_000);
  afterAll(async () => {
    await killStarted();
    rmSync(folder, { recursive: true });
  });

  it('back up a service under load; restored elsewhere, everything acknowledged before is there, by whole changes, and people sign in', async () => {
    load.begin();
    await until(() => load.acknowledged > 40);
    const before = { people: load.people.map((person) => ({ ...person })), groups: [...load.groups] };
    const made = await backup('full.db');
    await until(() => load.acknowledged > 80);
    await load.end();
    expect(load.refusals).toEqual([]);
    expect(made).toMatchObject({ code: 0, output: expect.stringMatching(/Backed up .*service\.db to .*full\.db: 1 account, \d+ users, \d+\.\d MB, checked\.\nSECRET_KEY is not in it/) });
    expect(statSync(at('full.db')).mode & 0o777).toBe(0o600);

    expect(await restore('full.db', 'elsewhere.db')).toMatchObject({ code: 0, output: expect.stringMatching(/Restored .*full\.db to .*elsewhere\.db: 1 account/) });
    const setting = { kind: 'sqlite', path: at('elsewhere.db') } as const;
    // What was changed while the backup was made may be in it or not.
    const now = new Map(load.people.map((person) => [person.id, person]));
    const settled = before.people.filter(({ id, maybe, deleted, displayName }) => maybe === undefined && now.get(id)?.deleted === deleted && now.get(id)?.displayName === displayName);
    expect(settled.length).toBeGreaterThan(5);
    expect(await findLostWrites(setting, { groups: before.groups, people: settled })).toEqual([]);
    expect(await findHalves(setting)).toEqual([]);

    const elsewhere = await InstalledService.at(`sqlite:${at('elsewhere.db')}`, { PUBLIC_URL: service.url });
    await elsewhere.start();
    expect((await customer.owner.at(elsewhere.url).get('/api/v1/session')).status).toBe(200);
    const person = settled.find(({ deleted }) => !deleted);
    const form = new URLSearchParams({ SAMLResponse: await customer.identityProvider.issue({ nameId: person?.userName as string, audience: customer.audience, recipient: `${service.url}/sso/acs/` }), RelayState: 'customer' });
    expect((await fetch(`${elsewhere.url}/sso/acs/`, { method: 'POST', body: form, redirect: 'manual' })).status).toBe(303);
    expect((await customer.scimAt(elsewhere.url).get('/Users?count=1')).status).toBe(200);
    expect(await elsewhere.stop()).toBe(0);
  }, 150_000);

  it('overwrite nothing: neither a file with a backup, nor a database with accounts, nor one that is in use', async () => {
    writeFileSync(at('taken.db'), 'something else');
    expect(await backup('taken.db')).toMatchObject({ code: 1, output: expect.stringContaining('exists already') });
    expect(readFileSync(at('taken.db'), 'utf8')).toBe('something else');
    for (const more of [[], ['--replace']]) expect(await restore('full.db', 'service.db', ...more)).toMatchObject({ code: 1, output: expect.stringContaining('is in use, expected the service to be stopped') });
    expect((await customer.owner.post(`${customer.accountPath}/users`, { userName: 'during@example.com' })).status).toBe(201);
    expect(await restore('full.db', 'elsewhere.db')).toMatchObject({ code: 1, output: expect.stringMatching(/holds 1 accounts .*say --replace/) });
    expect(readdirSync(folder).filter((name) => /unfinished|restoring|before-/.test(name))).toEqual([]);
  }, 60_000);

  it('put what was there aside, and bring an older backup up to this version', async () => {
    expect(await service.stop()).toBe(0);
    expect(await backup('second.db')).toMatchObject({ code: 0 });
    // As a version before would have left it: a migration that has not run.
    await changeRows({ kind: 'sqlite', path: at('second.db') }, `DROP TABLE certificate_warnings; DELETE FROM migrations WHERE name = 'CreateCertificateWarnings1764000000052'`);
    const restored = await restore('second.db', 'service.db', '--replace');
    expect(restored).toMatchObject({ code: 0, output: expect.stringMatching(/brought up to this version by 1 migrations\.\nWhat was there before is kept as .*service\.db\.before-\d{8}T\d{6}Z/) });
    const [aside] = readdirSync(folder).filter((name) => /^service\.db\.before-/.test(name));
    expect(await findLostWrites({ kind: 'sqlite', path: at(aside as string) }, load)).toEqual([]);
    await service.start();
    expect((await customer.owner.get('/api/v1/session')).status).toBe(200);
    expect(await findLostWrites({ kind: 'sqlite', path: at('service.db') }, load)).toEqual([]);
    await service.stop();
  }, 60_000);

  it('refuse what is damaged, what is of a later version, what is no database, and secrets that SECRET_KEY does not open', async () => {
    const bytes = readFileSync(at('full.db'));
    writeFileSync(at('damaged.db'), bytes.fill(0xff, 40_000, 90_000));
    writeFileSync(at('text.db'), 'no database at all, but long enough to look into it, and so on and so on'.repeat(20));
    await backup('later.db');
    await changeRows({ kind: 'sqlite', path: at('later.db') }, `INSERT INTO migrations (timestamp, name) VALUES (1, 'OfTomorrow1864000000001')`);
    for (const [name, reason] of [['damaged.db', /damaged|no database/], ['text.db', /no database of this service/], ['later.db', /of a later version of this service \(OfTomorrow/], ['nothing.db', /there is no file/]] as const)
      expect([name, await restore(name, 'new.db')]).toEqual([name, { code: 1, output: expect.stringMatching(reason) }]);
    const foreign = await runCommand('restore', [at('full.db')], { DATABASE_URL: `sqlite:${at('new.db')}`, SECRET_KEY: 'another key, which has sealed none of this at all' });
    expect(foreign).toMatchObject({ code: 1, output: expect.stringMatching(/SECRET_KEY: does not open \d+ secrets of the backup/) });
    expect(existsSync(at('new.db'))).toBe(false);
  }, 90_000);

  it('leave PostgreSQL to its own tools, and say how they are called', async () => {
    const postgres = { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/nothing', SECRET_KEY };
    expect(await runCommand('backup', [at('pg.db')], postgres)).toMatchObject({ code: 1, output: expect.stringContaining('pg_dump') });
    expect(await runCommand('backup', [], environment('service.db'))).toMatchObject({ code: 1, output: expect.stringContaining('Usage: npm run backup -- <new file>') });
    expect(await runCommand('restore', ['--force'], environment('service.db'))).toMatchObject({ code: 1, output: expect.stringContaining('Usage: npm run restore -- <backup file>') });
  }, 60_000);
});
