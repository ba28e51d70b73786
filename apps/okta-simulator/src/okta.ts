import { GUIDE_ATTRIBUTES } from './org/application.js';
import type {
  AssignmentProfile,
  Group,
  Person,
  PersonProfile,
  ProvisioningSettings,
  SamlSettings,
} from './org/model.js';
import type { GroupPush } from './provisioning/group-push.js';
import { confirmImport, importUsers, type ImportResult } from './provisioning/import-users.js';
import type { Organisation, Provisioning } from './provisioning/provisioning.js';
import type { Task } from './provisioning/task.js';
import { readAuthnRequest } from './saml/authn-request.js';
import type { IdentityProvider, SignInForm, SignInRequest } from './saml/identity-provider.js';
import type { ExchangeLog } from './scim/exchange-log.js';

/**
 * What an administrator of the simulated organisation can do, and what then happens by itself: each verb changes the
 * organisation and resolves when everything that Okta would send because of it has been sent. People and groups are named
 * by id, login or name. Failures are tasks, as in Okta, never exceptions.
 */
export class SimulatedOkta {
  lastImport: ImportResult | undefined;

  constructor(
    readonly organisation: Organisation,
    readonly identityProvider: IdentityProvider,
    readonly provisioning: Provisioning,
    readonly groupPush: GroupPush,
    readonly log: ExchangeLog,
  ) {}

  // Application

  configureSaml(settings: Partial<SamlSettings>): void {
    Object.assign(this.organisation.application.saml, settings);
  }

  /** Saves the *Provisioning* tab. While provisioning is on, every save tests the connection first and does not save where that fails. */
  async configureProvisioning(settings: Partial<ProvisioningSettings>): Promise<Task | undefined> {
    const { application } = this.organisation;
    const before = application.provisioning;
    application.provisioning = { ...before, ...settings };
    if (!application.provisioning.enabled) return undefined;
    const task = await this.provisioning.testConnection();
    if (task.outcome === 'failed') application.provisioning = before;
    return task;
  }

  /** Steps 11 and 12 of the guide. */
  addGuideAttributes(): void {
    for (const attribute of GUIDE_ATTRIBUTES) this.organisation.application.addProfileAttribute(attribute);
  }

  // People

  createPerson(profile: PersonProfile): Person {
    return this.organisation.directory.addPerson(profile);
  }

  async changePerson(who: string, changes: Partial<PersonProfile>): Promise<Task[]> {
    const person = this.organisation.directory.person(who);
    return this.after([this.organisation.directory.changePerson(person.id, changes)]);
  }

  /** Sends nothing at all: a suspended person's user and sessions go on. */
  suspendPerson(who: string): void {
    this.setStatus(who, 'SUSPENDED');
  }

  /** Takes the person's own assignment away, as Okta does, and so deactivates the user. */
  async deactivatePerson(who: string): Promise<Task[]> {
    const person = this.setStatus(who, 'DEPROVISIONED');
    this.organisation.assignments.unassignPerson(person);
    return this.after([person]);
  }

  /** Assignments of groups count again; the person's own has to be made anew. */
  async reactivatePerson(who: string): Promise<Task[]> {
    return this.after([this.setStatus(who, 'ACTIVE')]);
  }

  async deletePerson(who: string): Promise<Task[]> {
    const person = this.organisation.directory.person(who);
    const tasks = person.status === 'DEPROVISIONED' ? [] : await this.deactivatePerson(who);
    this.organisation.directory.removePerson(person.id);
    return [...tasks, await this.provisioning.forget(person)].filter((task) => task !== undefined);
  }

  // Groups

  createGroup(name: string, members: readonly string[] = []): Group {
    return this.organisation.directory.addGroup(
      name,
      members.map((who) => this.organisation.directory.person(who)),
    );
  }

  async addToGroup(which: string, who: readonly string[]): Promise<Task[]> {
    const group = this.organisation.directory.group(which);
    const people = who.map((one) => this.organisation.directory.person(one));
    for (const person of people) group.memberIds.add(person.id);
    return this.after(people, [group]);
  }

  async removeFromGroup(which: string, who: readonly string[]): Promise<Task[]> {
    const group = this.organisation.directory.group(which);
    const people = who.map((one) => this.organisation.directory.person(one));
    for (const person of people) group.memberIds.delete(person.id);
    return this.after(people, [group]);
  }

  async renameGroup(which: string, name: string): Promise<Task[]> {
    const group = this.organisation.directory.group(which);
    group.name = name;
    return this.after([], [group]);
  }

  async deleteGroup(which: string): Promise<Task[]> {
    const group = this.organisation.directory.group(which);
    const removal = await this.groupPush.remove(group);
    const members = this.organisation.directory.members(group);
    this.organisation.assignments.unassignGroup(group);
    this.organisation.directory.groups.delete(group.id);
    return [...(removal ? [removal] : []), ...(await this.after(members))];
  }

  pushGroup(which: string): Promise<Task> {
    return this.groupPush.push(this.organisation.directory.group(which));
  }

  // Assignments

  async assignPerson(who: string, profile: AssignmentProfile = {}): Promise<Task[]> {
    const person = this.organisation.directory.person(who);
    this.organisation.assignments.assignPerson(person, profile);
    return this.after([person]);
  }

  async unassignPerson(who: string): Promise<Task[]> {
    const person = this.organisation.directory.person(who);
    this.organisation.assignments.unassignPerson(person);
    return this.after([person]);
  }

  /** Assigns a group, or edits its assignment. */
  async assignGroup(which: string, profile: AssignmentProfile = {}): Promise<Task[]> {
    const group = this.organisation.directory.group(which);
    this.organisation.assignments.assignGroup(group, profile);
    return this.after(this.organisation.directory.members(group));
  }

  async unassignGroup(which: string): Promise<Task[]> {
    const group = this.organisation.directory.group(which);
    this.organisation.assignments.unassignGroup(group);
    return this.after(this.organisation.directory.members(group));
  }

  // Import, push now, sign-in

  pushNow(): Promise<Task[]> {
    return this.provisioning.pushNow();
  }

  async import(): Promise<ImportResult> {
    this.lastImport = await importUsers(this.organisation, this.provisioning);
    return this.lastImport;
  }

  /** Assigns and links everybody whom the last import matched, then pushes their profiles. */
  confirmImport(): Promise<Task[]> {
    confirmImport(this.organisation, this.provisioning, this.lastImport?.users ?? []);
    return this.provisioning.syncAll(this.organisation.directory.people.values());
  }

  /** The form that the person's browser posts after a click on the tile, or in answer to an AuthnRequest. */
  signIn(who: string, request: SignInRequest = {}): Promise<SignInForm> {
    return this.identityProvider.signIn(this.organisation.directory.person(who), request);
  }

  /** SP-initiated: as {@link signIn}, with the request's id and RelayState brought back. */
  async answerAuthnRequest(who: string, samlRequest: string, relayState?: string): Promise<SignInForm> {
    const request = await readAuthnRequest(samlRequest);
    return this.signIn(who, { inResponseTo: request?.id, relayState });
  }

  private setStatus(who: string, status: Person['status']): Person {
    const person = this.organisation.directory.person(who);
    return this.organisation.directory.setStatus(person.id, status);
  }

  /** People first: only who is in the service can be a member of a pushed group there. */
  private async after(people: readonly Person[], groups?: readonly Group[]): Promise<Task[]> {
    const tasks = await this.provisioning.syncAll(people);
    const touched = groups ?? this.groupsOf(people);
    for (const group of touched) {
      const task = await this.groupPush.sync(group);
      if (task) tasks.push(task);
    }
    return tasks;
  }

  private groupsOf(people: readonly Person[]): Group[] {
    return [...this.organisation.directory.groups.values()].filter((group) =>
      people.some((person) => group.memberIds.has(person.id)),
    );
  }
}
