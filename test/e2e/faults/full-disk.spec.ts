import { join } from 'node:path';
import { type Customer, setUpCustomer } from '../../support/customer.js';
import { engines } from '../../support/databases.js';
import { findHalves, findLostWrites } from '../../support/faults/account-of-writes.js';
import { type SmallDisk, smallDisks } from '../../support/faults/small-disk.js';
import { WriteLoad } from '../../support/faults/write-load.js';
import { InstalledService } from '../../support/installed-service.js';
import { killStarted, until } from '../../support/npm-start.js';

const disks = smallDisks();

(engines.includes('sqlite') && disks.length > 0 ? describe.each(disks) : describe.skip.each([['no way to fill a disk', undefined as never]]))('the embedded database on %s', (_, make) => {
  let disk: SmallDisk;
  let service: InstalledService;
  let customer: Customer;
  let load: WriteLoad;

  beforeAll(async () => {
    disk = make();
    service = await InstalledService.at(`sqlite:${join(disk.folder, 'test.db')}`);
    await service.start();
    customer = await setUpCustomer(service.url);
    // The first of each writes: the keys of the service, the first use of the credential.
    await Promise.all([customer.owner.get('/sso/metadata/customer'), customer.scim.get('/Users')]);
    load = new WriteLoad(customer);
  }, 150_000);
  afterAll(async () => {
    await killStarted();
    disk.remove();
  });

  const pid = () => service.process.child.pid as number;
  const setting = () => ({ kind: 'sqlite', path: join(disk.folder, 'test.db') }) as const;

  it('answers writes with 503 (a provisioning client: 429) and a clear body, goes on to read, writes again when there is space, and has lost nothing', async () => {
    load.begin();
    await until(() => load.acknowledged > 20, 20_000);
    disk.fill(pid());
    await until(() => load.refusals.length > 20, 20_000);
    for (const path of ['/health/live', '/health/ready', '/api/v1/identity-providers', '/sso/metadata/customer']) expect([path, (await customer.owner.get(path)).status]).toEqual([path, 200]);
    for (const path of ['', '/users?limit=200', '/audit-events', `/integrations/${customer.integrationId}`]) expect((await customer.owner.get(customer.accountPath + path)).status).toBe(200);
    expect((await customer.scim.get('/Users?count=5')).body.Resources).toHaveLength(5);
    const refused = await customer.owner.post(`${customer.accountPath}/users`, { userName: 'nobody@example.com' });
    expect(refused).toMatchObject({ status: 503, body: { code: 'database_full', hint: expect.stringContaining('space') } });
    expect(refused.headers.get('retry-after')).toBe('60');
    disk.free(pid());
    const before = load.acknowledged;
    await until(() => load.acknowledged > before + 20, 20_000);
    await load.end();

    for (const { status, body } of load.refusals) {
      expect(status).toBe('schemas' in (body as object) ? 429 : 503);
      expect(JSON.stringify(body)).toMatch(/The database has no space left and takes no change; reading goes on/);
    }
    expect(await findLostWrites(setting(), load)).toEqual([]);
    expect(await findHalves(setting())).toEqual([]);
    expect(service.log.filter(({ level, event }) => level === 'fatal' || event === 'defect')).toEqual([]);
  }, 120_000);

  it('that stays full until the service is killed has every acknowledged write when it starts again', async () => {
    const earlier = load.acknowledged;
    load.begin();
    await until(() => load.acknowledged > earlier + 10, 20_000);
    const refusals = load.refusals.length;
    disk.fill(pid());
    await until(() => load.refusals.length > refusals + 5, 20_000);
    await service.kill();
    await load.end();
    disk.free(process.pid);
    await service.start();
    expect(await findLostWrites(setting(), load)).toEqual([]);
    expect(await findHalves(setting())).toEqual([]);
    expect((await customer.owner.get('/api/v1/session')).status).toBe(200);
    expect(await service.stop()).toBe(0);
  }, 120_000);
});
