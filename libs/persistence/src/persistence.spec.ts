import { AccountRepository, Database, type Tx } from './index.js';
import { ForesightFailed } from './scope.js';
import { isUniqueViolation } from './unique-violation.js';
import { createDataSource } from './data-source.js';
import { describeDrift, migrate } from './migrate.js';
import { createTestDatabase, engines, type TestDatabase } from '../../../test/support/databases.js';

describe.each(engines)('persistence on %s', (engine) => {
  let testDatabase: TestDatabase;
  let database: Database;
  const accounts = new AccountRepository();

  const insert = (tx: Tx, id: string) =>
    accounts.insert(tx, { id, name: id, ssoRequired: false, preferences: {}, createdAt: 1, updatedAt: 1 });
  const names = async (...ids: string[]) => {
    const found = await Promise.all(ids.map((id) => accounts.find(database.reads, id)));
    return found.filter(Boolean).map((account) => account?.name);
  };
  const gate = () => {
    let open = () => {};
    const passed = new Promise<void>((resolve) => (open = resolve));
    return { open, passed };
  };

  beforeAll(async () => {
    testDatabase = await createTestDatabase(engine);
    database = await Database.open(testDatabase.setting);
  });

  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it('migrates to exactly what the entities say', async () => {
    const fresh = await createTestDatabase(engine);
    const dataSource = await createDataSource(fresh.setting).initialize();
    await migrate(dataSource);
    expect(await describeDrift(dataSource)).toEqual([]);
    await dataSource.destroy();
    await fresh.drop();
  });

  it('can take every migration back', async () => {
    const fresh = await createTestDatabase(engine);
    const dataSource = await createDataSource(fresh.setting).initialize();
    const ran = await dataSource.runMigrations();
    for (const _ of ran) await dataSource.undoLastMigration();
    expect(await dataSource.runMigrations()).toHaveLength(ran.length);
    await dataSource.destroy();
    await fresh.drop();
  });

  it('lets several instances start on one database at once', async () => {
    const fresh = await createTestDatabase(engine);
    const instances = await Promise.all((engine === 'postgres' ? [1, 2, 3] : [1]).map(() => Database.open(fresh.setting)));
    await Promise.all(instances.map((instance) => instance.ping()));
    await Promise.all(instances.map((instance) => instance.close()));
    await fresh.drop();
  });

  it('never takes the committed rows of another with a transaction that fails', async () => {
    const { open, passed } = gate();
    const failing = database.unitOfWork.run(async (tx) => {
      await insert(tx, 'a-fails');
      await passed;
      throw new Error('A fails');
    });
    const other = database.unitOfWork.run((tx) => insert(tx, 'b-stays'));
    setTimeout(open, 50);
    await expect(failing).rejects.toThrow('A fails');
    await other;
    expect(await names('a-fails', 'b-stays')).toEqual(['b-stays']);
  });

  it('keeps each unit of a common commit apart from the one beside it that fails', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, position) =>
        database.unitOfWork.run(async (tx) => {
          await insert(tx, `batch-${position}`);
          if (position % 2) throw new Error('odd');
        }),
      ),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, (_, position) => (position % 2 ? 'rejected' : 'fulfilled')));
    expect(await names(...Array.from({ length: 20 }, (_, position) => `batch-${position}`))).toHaveLength(10);
  });

  it('shows nobody what is not committed yet', async () => {
    const { open, passed } = gate();
    const running = database.unitOfWork.run(async (tx) => {
      await insert(tx, 'hidden');
      expect(await accounts.find(tx, 'hidden')).not.toBeNull();
      await passed;
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(await names('hidden')).toEqual([]);
    open();
    await running;
    expect(await names('hidden')).toEqual(['hidden']);
  });

  it('calls back after the commit, and only then', async () => {
    const calls: string[] = [];
    await database.unitOfWork.run(async (tx) => tx.afterCommit(() => calls.push('committed')));
    const failing = database.unitOfWork.run(async (tx) => {
      tx.afterCommit(() => calls.push('never'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(calls).toEqual(['committed']);
  });

  it('fails with a write that was left to the commit, tells of that first failure, and keeps nothing', async () => {
    await database.unitOfWork.run((tx) => insert(tx, 'there'));
    let committed = false;
    const failing = database.unitOfWork.run(async (tx) => {
      await insert(tx, 'before');
      tx.leaveToCommit(insert(tx, 'there'));
      tx.leaveToCommit(accounts.update(tx, 'there', { name: 'renamed' }));
      tx.afterCommit(() => (committed = true));
    });
    expect(await failing.catch(isUniqueViolation)).toBe(true);
    expect([committed, await names('before', 'there')]).toEqual([false, ['there']]);
  });

  it('begins what was left to the end behind everything else, in the order of asking, and fails with it', async () => {
    const order: string[] = [];
    const write = (name: string, id: string) => async (tx: Tx) => {
      order.push(name);
      await insert(tx, id);
    };
    await database.unitOfWork.run(async (tx) => {
      tx.leaveToEnd(() => write('second', 'end-2')(tx));
      tx.leaveToEnd(() => write('third', 'end-3')(tx));
      await write('first', 'end-1')(tx);
    });
    expect([order, await names('end-1', 'end-2', 'end-3')]).toEqual([['first', 'second', 'third'], ['end-1', 'end-2', 'end-3']]);
    const failing = database.unitOfWork.run(async (tx) => {
      await insert(tx, 'end-4');
      tx.leaveToEnd(() => insert(tx, 'end-1'));
    });
    expect(await failing.catch(isUniqueViolation)).toBe(true);
    expect(await names('end-4')).toEqual([]);
  });

  it('tells why it was given up, whatever became of the writes that were left to the commit', async () => {
    const failing = database.unitOfWork.run(async (tx) => {
      tx.leaveToCommit(insert(tx, 'left'));
      throw new Error('given up');
    });
    await expect(failing).rejects.toThrow('given up');
    expect(await names('left')).toEqual([]);
  });

  if (engine === 'postgres') {
    it('tells of the write that failed, not of the next statement, which PostgreSQL refuses because of it', async () => {
      const failing = database.unitOfWork.run(async (tx) => {
        tx.leaveToCommit(insert(tx, 'there'));
        await accounts.find(tx, 'there');
      });
      expect(await failing.catch(isUniqueViolation)).toBe(true);
    });

    it('is not taken for committed where the work has swallowed a failure', async () => {
      const failing = database.unitOfWork.run(async (tx) => {
        await insert(tx, 'swallowed');
        await insert(tx, 'there').catch(() => undefined);
      });
      await expect(failing).rejects.toThrow('rolled the unit of work back');
      expect(await names('swallowed')).toEqual([]);
    });

    it('runs again where what it went by does not hold at its commit, and may not go by anything then', async () => {
      const runs: boolean[] = [];
      const result = await database.unitOfWork.run(async (tx) => {
        runs.push(tx.mayForesee);
        await insert(tx, 'foreseen');
        const fails = () => insert(tx, 'foreseen').catch(() => Promise.reject(new ForesightFailed()));
        if (tx.mayForesee) tx.leaveToEnd(fails);
        return 'done';
      });
      expect([result, runs, await names('foreseen')]).toEqual(['done', [true, false], ['foreseen']]);
    });

    it('lets no statement through that comes after its end: the connection is another’s', async () => {
      let ended: Tx | undefined;
      await database.unitOfWork.run(async (tx) => void (ended = tx));
      await expect(insert(ended as Tx, 'too-late')).rejects.toThrow('The unit of work has ended');
      expect(await names('too-late')).toEqual([]);
    });
  }

  it('finishes what was handed in before it closes', async () => {
    const fresh = await createTestDatabase(engine);
    const closing = await Database.open(fresh.setting);
    const work = closing.unitOfWork.run((tx) => insert(tx, 'last'));
    await closing.close();
    await work;
    const again = await Database.open(fresh.setting);
    expect(await accounts.find(again.reads, 'last')).not.toBeNull();
    await again.close();
    await fresh.drop();
  });
});
