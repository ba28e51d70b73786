import type { AssignmentProfile, Group, Person } from './model.js';

export interface GroupAssignment {
  readonly groupId: string;
  profile: AssignmentProfile;
}

/**
 * Who is assigned to the application. A person's own assignment goes before those of groups; among groups the one
 * that was assigned first has the higher priority, as on Okta's Assignments tab.
 */
export class Assignments {
  readonly ofPeople = new Map<string, AssignmentProfile>();
  readonly ofGroups: GroupAssignment[] = [];

  assignPerson(person: Person, profile: AssignmentProfile = {}): void {
    this.ofPeople.set(person.id, { ...profile });
  }

  unassignPerson(person: Person): void {
    this.ofPeople.delete(person.id);
  }

  assignGroup(group: Group, profile: AssignmentProfile = {}): void {
    const existing = this.ofGroups.find((assignment) => assignment.groupId === group.id);
    if (existing) existing.profile = { ...profile };
    else this.ofGroups.push({ groupId: group.id, profile: { ...profile } });
  }

  unassignGroup(group: Group): void {
    const at = this.ofGroups.findIndex((assignment) => assignment.groupId === group.id);
    if (at >= 0) this.ofGroups.splice(at, 1);
  }

  /** The assignment that counts for a person, or undefined where there is none. */
  effective(person: Person, groups: ReadonlyMap<string, Group>): AssignmentProfile | undefined {
    const own = this.ofPeople.get(person.id);
    if (own) return own;
    return this.ofGroups.find((assignment) => groups.get(assignment.groupId)?.memberIds.has(person.id))?.profile;
  }
}
