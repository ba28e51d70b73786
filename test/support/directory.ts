import { Test, type TestingModule } from '@nestjs/testing';
import { AuditModule } from '@app/audit';
import { CredentialsModule } from '@app/credentials';
import { CreateAccount, DirectoryModule, People, type AdministrationContext, type NewPerson, type ProvisioningContext } from '@app/directory';
import { EventsModule } from '@app/events';
import { Clock, FrozenClock, newId, SecretSealer } from '@app/kernel';
import { Cursors, SessionCookie } from '@app/http';
import { MetricsModule, PrometheusMetrics } from '@app/metrics';
import { Database, PersistenceModule, type UserEntity } from '@app/persistence';
import { loadSettings, Settings, SettingsModule } from '@app/settings';
import { Global, Module } from '@nestjs/common';
import { IntegrationRepository } from '@app/persistence';
import { createTestDatabase, type Engine, type TestDatabase } from './databases.js';

const SECRET_KEY = 'a secret key of the tests, long enough';
export const PASSWORD = 'correct horse battery staple';

/** The services of the directory on a database of its own, without HTTP; the clock stands still. */
export class TestDirectory {
  private constructor(
    readonly module: TestingModule,
    readonly database: Database,
    readonly clock: FrozenClock,
    private readonly testDatabase: TestDatabase,
  ) {}

  static async open(engine: Engine, environment: Record<string, string> = {}): Promise<TestDirectory> {
    const testDatabase = await createTestDatabase(engine);
    const settings = loadSettings({ SECRET_KEY, DATABASE_URL: testDatabase.url, BCRYPT_COST: '4', ...environment });
    const database = await Database.open(testDatabase.setting);
    const clock = new FrozenClock();
    const module = await Test.createTestingModule({ imports: [...modules(settings, database, clock)] }).compile();
    return new TestDirectory(module, database, clock, testDatabase);
  }

  get<Type>(type: abstract new (...parameters: never[]) => Type): Type {
    return this.module.get(type as never);
  }

  run: Database['unitOfWork']['run'] = (work) => this.database.unitOfWork.run(work);

  /** An account with an owner who has {@link PASSWORD}. */
  async createAccount(email = 'owner@example.com'): Promise<TestAccount> {
    const { account, owner } = await this.get(CreateAccount).create({ name: 'Acme', owner: { email, password: PASSWORD } }, actor);
    const integrationId = await this.createIntegration(account.id);
    return new TestAccount(this, account.id, owner, integrationId);
  }

  async createIntegration(accountId: string): Promise<string> {
    const id = newId();
    await this.run((tx) => this.get(IntegrationRepository).insert(tx, integrationRow(id, accountId)));
    return id;
  }

  async close(): Promise<void> {
    await this.module.close();
    await this.database.close();
    await this.testDatabase.drop();
  }
}

const actor = { kind: 'system', id: null, name: null, address: null, reference: null } as const;

export class TestAccount {
  readonly administration: AdministrationContext;
  readonly asAdmin: AdministrationContext;
  readonly provisioning: ProvisioningContext;

  constructor(
    private readonly directory: TestDirectory,
    readonly id: string,
    readonly owner: UserEntity,
    readonly integrationId: string,
  ) {
    this.administration = { accountId: id, integrationId: null, rights: { role: 'owner', staff: true }, actor };
    this.asAdmin = { ...this.administration, rights: { role: 'admin', staff: false } };
    this.provisioning = { accountId: id, integrationId, actor: { ...actor, kind: 'provisioning-client', id: integrationId } };
  }

  async provision(person: Partial<NewPerson> & { userName: string }): Promise<UserEntity> {
    const emails = person.emails ?? [{ value: person.userName, primary: true }];
    const { user } = await this.directory.run((tx) => this.directory.get(People).create(tx, this.provisioning, { ...person, emails }));
    return user;
  }
}

function modules(settings: Settings, database: Database, clock: Clock) {
  @Global()
  @Module({
    providers: [
      { provide: Clock, useValue: clock },
      { provide: SecretSealer, useValue: new SecretSealer(settings.secretKeys) },
      { provide: Cursors, useValue: new Cursors([Buffer.alloc(32)]) },
      { provide: SessionCookie, useValue: new SessionCookie(settings.publicUrl) },
    ],
    exports: [Clock, SecretSealer, Cursors, SessionCookie],
  })
  class TestKernelModule {}
  return [TestKernelModule, SettingsModule.with(settings), MetricsModule.with(new PrometheusMetrics()), PersistenceModule.with(database), AuditModule, CredentialsModule, EventsModule, DirectoryModule];
}

function integrationRow(id: string, accountId: string) {
  return {
    id,
    accountId,
    provider: 'okta',
    name: 'Okta',
    entityId: id,
    uniqueIdentifier: id,
    issuer: null,
    metadataUrl: null,
    metadataXml: null,
    metadataReadAt: null,
    provided: {},
    options: {},
    verifiedAt: null,
    scimEnabled: true,
    scimUsername: id,
    version: 1,
    createdAt: 1,
    updatedAt: 1,
  };
}
