import { appUserOf, type AppUser } from '../org/app-user.js';
import type { Application } from '../org/application.js';
import type { Assignments } from '../org/assignments.js';
import type { Person } from '../org/model.js';
import type { UniversalDirectory } from '../org/universal-directory.js';
import type { ScimDialect } from '../scim/dialect.js';
import { DIALECTS } from '../scim/dialects.js';
import { ScimClient } from '../scim/scim-client.js';
import type { ScimResource, Send } from '../scim/wire.js';
import { decide, type Step, type UserLink } from './decide.js';
import { atMost, OneAtATime } from './queue.js';
import type { Task, Tasks } from './task.js';

export interface Organisation {
  readonly directory: UniversalDirectory;
  readonly application: Application;
  readonly assignments: Assignments;
}

type ClientTools = ConstructorParameters<typeof ScimClient>[2];

/** Hundreds of assignments at once arrive as that many calls; this many are under way at the same time. */
const PARALLEL = 30;

/** Keeps the service's users in step with the assignments, in the dialect that is set. */
export class Provisioning {
  readonly links = new Map<string, UserLink>();
  private readonly queue = new OneAtATime();

  constructor(
    private readonly organisation: Organisation,
    readonly tasks: Tasks,
    private readonly tools: ClientTools,
  ) {}

  get dialect(): ScimDialect {
    return DIALECTS[this.organisation.application.provisioning.dialect];
  }

  /** A way to send requests with the settings of this moment, filed under `purpose` in the log. */
  send(purpose: string): Send {
    const { provisioning } = this.organisation.application;
    return new ScimClient(provisioning, this.dialect.headers, this.tools).for(purpose);
  }

  /** *Test Connector Configuration*. */
  testConnection(): Promise<Task> {
    return this.tasks.run('Test Connector Configuration', 'Error authenticating', () =>
      this.dialect.testConnection(this.send('Test Connector Configuration')),
    );
  }

  /** Brings one person in step; undefined where nothing had to be sent. */
  sync(person: Person): Promise<Task | undefined> {
    return this.queue.run(person.id, async () => {
      const wanted = this.wanted(person);
      const step = decide(this.links.get(person.id), wanted, this.organisation.application.provisioning);
      return step === 'nothing' ? undefined : this.take(step, person, wanted);
    });
  }

  async syncAll(people: Iterable<Person>): Promise<Task[]> {
    const tasks = await atMost(PARALLEL, [...people], (person) => this.sync(person));
    return tasks.filter((task) => task !== undefined);
  }

  /** *Push now*: everybody who is assigned, changed or not, and everybody who no longer is. */
  pushNow(): Promise<Task[]> {
    for (const link of this.links.values()) link.sent = undefined;
    return this.syncAll(this.organisation.directory.people.values());
  }

  /** A person was deleted at the provider: Entra then deletes the user, Okta sends nothing. */
  async forget(person: Person): Promise<Task | undefined> {
    const scimId = this.links.get(person.id)?.scimId;
    this.links.delete(person.id);
    const { deleteUser } = this.dialect;
    if (!scimId || !deleteUser) return undefined;
    return this.tasks.run(`Delete ${person.profile.login}`, `Error while deleting user ${person.profile.login}`, () =>
      deleteUser(this.send(`Delete user ${person.profile.login}`), scimId),
    );
  }

  /** The assigned person as the application is to know it; undefined where the person is not assigned or deactivated. */
  wanted(person: Person): AppUser | undefined {
    const { directory, application, assignments } = this.organisation;
    if (person.status === 'DEPROVISIONED') return undefined;
    const assignment = assignments.effective(person, directory.groups);
    return assignment && appUserOf(person, assignment, application);
  }

  private async take(step: Exclude<Step, 'nothing'>, person: Person, wanted: AppUser | undefined): Promise<Task> {
    const link = this.links.get(person.id) ?? { state: 'none' };
    this.links.set(person.id, link);
    const { title, failure } = WORDS[step](wanted?.userName ?? link.sent?.userName ?? person.profile.login);
    const send = this.send(title);
    const task = await this.tasks.run(title, failure, () => {
      if (wanted && step === 'provision') return this.provision(send, link, wanted);
      if (wanted && step === 'update') return this.update(send, link, wanted);
      return this.deactivate(send, link);
    });
    link.error = task.error;
    if (task.outcome === 'failed') link.state = step === 'deactivate' ? link.state : 'failed';
    return task;
  }

  /** Look-up first: whoever is there already is linked, never created a second time. */
  private async provision(send: Send, link: UserLink, wanted: AppUser): Promise<void> {
    const found = await this.dialect.findUser(send, wanted);
    if (found) await this.linkTo(send, link, found, wanted);
    else link.scimId = (await this.dialect.createUser(send, wanted)).id;
    Object.assign(link, { state: 'active', sent: wanted });
  }

  private async linkTo(send: Send, link: UserLink, found: ScimResource, wanted: AppUser): Promise<void> {
    link.scimId = found.id;
    if (found['active'] === false) await this.dialect.reactivateUser(send, found.id);
    await this.dialect.updateUser(send, found.id, wanted, undefined);
  }

  private async update(send: Send, link: UserLink, wanted: AppUser): Promise<void> {
    await this.dialect.updateUser(send, link.scimId as string, wanted, link.sent);
    Object.assign(link, { state: 'active', sent: wanted });
  }

  private async deactivate(send: Send, link: UserLink): Promise<void> {
    await this.dialect.deactivateUser(send, link.scimId as string);
    link.state = 'deactivated';
  }
}

const WORDS: Record<Exclude<Step, 'nothing'>, (userName: string) => { title: string; failure: string }> = {
  provision: (name) => ({
    title: `Provision user ${name}`,
    failure: `Automatic provisioning of user ${name} to app MoovingON AI failed: Error while creating user ${name}`,
  }),
  update: (name) => ({
    title: `Push profile of ${name}`,
    failure: `Automatic profile push of user ${name} to app MoovingON AI failed: Error while trying to push profile update for ${name}`,
  }),
  deactivate: (name) => ({
    title: `Deactivate user ${name}`,
    failure: `Automatic deprovisioning of user ${name} from app MoovingON AI failed: Error while trying to deactivate user ${name}`,
  }),
};
