import { newId, SecretSealer } from '@app/kernel';
import { Database, sealedColumns, SealedValueRepository, type ServiceKeyEntity, ServiceKeyRepository } from '@app/persistence';
import { createTestDatabase, engines, type TestDatabase } from '../../../test/support/databases.js';
import { readRows } from '../../../test/support/read-rows.js';
import { ResealSecrets } from './index.js';

const [OLD, NEW] = ['o'.repeat(32), 'n'.repeat(32)];

describe.each(engines)('sealing secrets anew on %s', (engine) => {
  let testDatabase: TestDatabase;
  let database: Database;
  const keys = new ServiceKeyRepository();
  const resealing = (...texts: [string, ...string[]]) => new ResealSecrets(new SecretSealer(texts), new SealedValueRepository(), database.unitOfWork, database.reads);
  const contextOf = (generation: number) => `service_keys/${generation}/sealed_private_key`;
  const add = (generation: number, sealedPrivateKey: string) => {
    const row: ServiceKeyEntity = { generation, sealedPrivateKey, certificate: 'x', fingerprint: newId(), notBefore: 0, notAfter: 1, signsFrom: 0, createdAt: 0 };
    return database.unitOfWork.run((tx) => keys.insertIfAbsent(tx, row));
  };

  beforeEach(async () => {
    testDatabase = await createTestDatabase(engine);
    database = await Database.open(testDatabase.setting);
  });
  afterEach(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it('knows every column that holds what is sealed', async () => {
    const statement = {
      sqlite: `SELECT m.name AS "table", p.name AS "column" FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table' AND p.name LIKE '%sealed%'`,
      postgres: `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns WHERE table_schema = 'public' AND column_name LIKE '%sealed%'`,
    };
    const found = await readRows<{ table: string; column: string }>(testDatabase.setting, statement[engine]);
    const known = sealedColumns.map(({ table, column }) => `${table}.${column}`).filter((name) => name !== 'integrations.options');
    expect(found.map(({ table, column }) => `${table}.${column}`).sort()).toEqual([...known].sort());
  });

  it('goes over more rows than fit in one unit of work, leaves what is current, and finds nothing the second time', async () => {
    const [old, both, next] = [new SecretSealer([OLD]), new SecretSealer([NEW, OLD]), new SecretSealer([NEW])];
    for (let generation = 1; generation <= 230; generation += 1) await add(generation, (generation % 2 ? old : both).seal(`secret ${generation}`, contextOf(generation)));
    expect(await resealing(NEW, OLD).run()).toEqual({ resealed: 115, unreadable: 0 });
    for (const { generation, sealedPrivateKey } of await keys.listSealed(database.reads)) expect(next.open(sealedPrivateKey, contextOf(generation))).toBe(`secret ${generation}`);
    expect(await resealing(NEW, OLD).run()).toEqual({ resealed: 0, unreadable: 0 });
    expect(await resealing(NEW).countUnreadable()).toBe(0);
    expect(await resealing(OLD).countUnreadable()).toBe(230);
  });

  it('leaves what no key opens, or what was sealed for another row, and counts it', async () => {
    const old = new SecretSealer([OLD]);
    const foreign = new SecretSealer(['f'.repeat(32)]).seal('x', contextOf(1));
    const moved = old.seal('x', contextOf(7));
    await add(1, foreign);
    await add(2, moved);
    await add(3, old.seal('x', contextOf(3)));
    expect(await resealing(NEW, OLD).run()).toEqual({ resealed: 1, unreadable: 2 });
    expect((await keys.listSealed(database.reads)).map(({ sealedPrivateKey }) => sealedPrivateKey).slice(1)).toEqual([moved, foreign]);
  });

  it('never writes over what was changed meanwhile', async () => {
    const values = new SealedValueRepository();
    await add(1, 'now');
    expect(await database.unitOfWork.run((tx) => values.replace(tx, sealedColumns[0], { key: 1, value: 'before' }, 'anew'))).toBe(false);
    expect(await database.unitOfWork.run((tx) => values.replace(tx, sealedColumns[0], { key: 1, value: 'now' }, 'anew'))).toBe(true);
  });
});
