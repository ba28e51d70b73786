import { createTestDatabase, engines, type TestDatabase } from '../../../test/support/databases.js';
import { Database } from './database.js';
import { AccountEntity, ApiKeyEntity, UserEntity } from './entities/index.js';
import { findRow, findRowHeld, findRows, insertInSequence, insertRow } from './rows.js';
import { managerOf } from './scope.js';
import { isUniqueViolation } from './unique-violation.js';

const account = (id: string): AccountEntity => ({ id, name: `Acme ${id}`, ssoRequired: false, preferences: { brake: { share: 20 } }, createdAt: 1, updatedAt: 1_764_000_000_123 });
const user = (id: string, changes: Partial<UserEntity> = {}): Omit<UserEntity, 'sequence'> =>
  ({ id, accountId: 'a', userName: id, userNameFolded: id, active: true, owner: false, staff: false, admin: false, hiddenFromScim: false, attributes: { title: 'x', roles: [{ value: 'ü' }] }, version: 1, createdAt: 1, updatedAt: 2, passwordHash: 'secret', ...changes }) as Omit<UserEntity, 'sequence'>;

describe.each(engines)('rows on %s', (engine) => {
  let testDatabase: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    testDatabase = await createTestDatabase(engine);
    database = await Database.open(testDatabase.setting);
    await database.unitOfWork.run(async (tx) => {
      await insertRow(tx, AccountEntity, account('a'));
      await insertRow(tx, AccountEntity, account('b'));
      await insertInSequence(tx, UserEntity, user('u1', { owner: true }));
      await insertInSequence(tx, UserEntity, user('u2', { active: false, displayName: 'Δ"\' – ü' }));
    });
  });
  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it('are read as TypeORM reads them: types, nulls, JSON, and no secret', async () => {
    for (const [entity, where] of [[UserEntity, { accountId: 'a', id: 'u1' }], [UserEntity, { id: 'u2', active: false }], [AccountEntity, { id: 'a' }]] as const) {
      const found = await findRow(database.reads, entity as typeof UserEntity, where);
      expect(found).toEqual(await managerOf(database.reads).findOneBy(entity as typeof UserEntity, where));
      expect(found).toBeInstanceOf(entity);
      expect((found as Partial<UserEntity>).passwordHash).toBeUndefined();
    }
  });

  it('are found by any of a list, by null, and in the order asked for', async () => {
    expect((await findRows(database.reads, AccountEntity, { id: ['b', 'x', 'a'] }, ['id'])).map(({ id }) => id)).toEqual(['a', 'b']);
    expect((await findRows(database.reads, UserEntity, { accountId: 'a', displayName: null })).map(({ id }) => id)).toEqual(['u1']);
    expect(await findRows(database.reads, AccountEntity, { id: [] })).toEqual([]);
    expect(await findRow(database.reads, ApiKeyEntity, { accountId: 'a', id: 'none' })).toBeNull();
  });

  it('are not found by a condition whose value is missing: it must not become no condition', async () => {
    await expect(findRow(database.reads, UserEntity, { id: undefined as never })).rejects.toThrow('The condition on id has no value');
  });

  it('are held until the unit of work ends', async () => {
    const order: string[] = [];
    const change = (name: string, wait: number) =>
      database.unitOfWork.run(async (tx) => {
        await findRowHeld(tx, UserEntity, { id: 'u1' }, 'change');
        order.push(`${name} holds`);
        await new Promise((resolve) => setTimeout(resolve, wait));
        order.push(`${name} ends`);
      });
    await Promise.all([change('first', 50), change('second', 0)]);
    const [one, two] = [order[0]?.split(' ')[0], order[2]?.split(' ')[0]];
    expect(order).toEqual([`${one} holds`, `${one} ends`, `${two} holds`, `${two} ends`]);
  });

  it('that collide fail as TypeORM’s do, however often the statement has run', async () => {
    for (const name of ['a', 'b', 'a'])
      expect(await database.unitOfWork.run((tx) => insertRow(tx, AccountEntity, account(name))).catch(isUniqueViolation)).toBe(true);
  });
});
