import { oktaId } from './ids.js';
import type { Group, Person, PersonProfile, PersonStatus } from './model.js';

/** Everybody and every group of the simulated organisation. Logins are unique whatever their case, as in Okta. */
export class UniversalDirectory {
  readonly people = new Map<string, Person>();
  readonly groups = new Map<string, Group>();

  addPerson(profile: PersonProfile): Person {
    if (this.personByLogin(profile.login))
      throw new Error(`login: An object with this field already exists in the current organization (${profile.login})`);
    const person: Person = { id: oktaId('00u'), profile: withoutBlanks(profile), status: 'ACTIVE' };
    this.people.set(person.id, person);
    return person;
  }

  changePerson(id: string, changes: Partial<PersonProfile>): Person {
    const person = this.person(id);
    const other = changes.login === undefined ? undefined : this.personByLogin(changes.login);
    if (other && other !== person)
      throw new Error(`login: An object with this field already exists in the current organization (${changes.login})`);
    const { profile } = person;
    // A value that is emptied was cleared and is sent as such; one that never was stays absent.
    for (const [name, value] of Object.entries(changes))
      if (value !== '' || name in profile) Object.assign(profile, { [name]: value });
    return person;
  }

  setStatus(id: string, status: PersonStatus): Person {
    const person = this.person(id);
    person.status = status;
    return person;
  }

  removePerson(id: string): void {
    for (const group of this.groups.values()) group.memberIds.delete(id);
    this.people.delete(id);
  }

  addGroup(name: string, members: readonly Person[] = []): Group {
    const group: Group = { id: oktaId('00g'), name, memberIds: new Set(members.map((person) => person.id)) };
    this.groups.set(group.id, group);
    return group;
  }

  person(idOrLogin: string): Person {
    const person = this.people.get(idOrLogin) ?? this.personByLogin(idOrLogin);
    if (!person) throw new Error(`Nobody in the simulated organisation has the id or login ${idOrLogin}`);
    return person;
  }

  personByLogin(login: string): Person | undefined {
    const folded = login.toLowerCase();
    return [...this.people.values()].find((person) => person.profile.login.toLowerCase() === folded);
  }

  group(idOrName: string): Group {
    const group =
      this.groups.get(idOrName) ?? [...this.groups.values()].find((candidate) => candidate.name === idOrName);
    if (!group) throw new Error(`No group of the simulated organisation has the id or name ${idOrName}`);
    return group;
  }

  members(group: Group): Person[] {
    return [...group.memberIds].map((id) => this.person(id));
  }
}

function withoutBlanks(profile: PersonProfile): PersonProfile {
  return Object.fromEntries(
    Object.entries(profile).filter(([, value]) => value !== '' && value !== undefined),
  ) as unknown as PersonProfile;
}
