import type { Group } from '../org/model.js';
import type { Member } from '../scim/dialect.js';
import type { Organisation, Provisioning } from './provisioning.js';
import { OneAtATime } from './queue.js';
import type { Task } from './task.js';

/** A group that is pushed: linked by its id in the service, with the members that were sent the last time. */
export interface GroupLink {
  scimId?: string;
  name: string;
  sent: Map<string, Member>;
  error?: string;
}

/** The *Push Groups* tab: groups of the organisation that the service is to have, with their members. */
export class GroupPush {
  readonly links = new Map<string, GroupLink>();
  private readonly queue = new OneAtATime();

  constructor(
    private readonly organisation: Organisation,
    private readonly provisioning: Provisioning,
  ) {}

  /** Begins to push a group, or pushes it again as a whole (*Push now*). */
  push(group: Group): Promise<Task> {
    return this.queue.run(group.id, () =>
      this.task(group, `Push group ${group.name}`, async (link) => {
        if (!link.scimId) await this.findOrCreate(group, link);
        await this.sendMembers(group, link, true);
      }),
    );
  }

  /** Sends what changed in the group since; undefined where the group is not pushed. */
  sync(group: Group): Promise<Task | undefined> {
    return this.queue.run(group.id, async () => {
      const known = this.links.get(group.id);
      if (!known?.scimId) return undefined;
      return this.task(group, `Push changes of group ${group.name}`, async (link) => {
        if (link.name !== group.name) await this.rename(group, link);
        await this.sendMembers(group, link, false);
      });
    });
  }

  /** *Unlink pushed group*, deleting it in the service. */
  remove(group: Group): Promise<Task | undefined> {
    return this.queue.run(group.id, async () => {
      const scimId = this.links.get(group.id)?.scimId;
      if (!scimId) return undefined;
      const task = await this.task(group, `Delete group ${group.name}`, () =>
        this.provisioning.dialect.deleteGroup(this.send(group, 'Delete'), scimId),
      );
      if (task.outcome === 'done') this.links.delete(group.id);
      return task;
    });
  }

  private async task(group: Group, title: string, work: (link: GroupLink) => Promise<void>): Promise<Task> {
    const link = this.links.get(group.id) ?? { name: group.name, sent: new Map<string, Member>() };
    this.links.set(group.id, link);
    const task = await this.provisioning.tasks.run(
      title,
      `Failed to update group ${group.name} in app MoovingON AI`,
      () => work(link),
    );
    link.error = task.error;
    return task;
  }

  private async findOrCreate(group: Group, link: GroupLink): Promise<void> {
    const send = this.send(group, 'Push');
    const { dialect } = this.provisioning;
    link.scimId = (
      (await dialect.findGroup(send, group.name)) ?? (await dialect.createGroup(send, group.name, group.id))
    ).id;
  }

  private async rename(group: Group, link: GroupLink): Promise<void> {
    await this.provisioning.dialect.renameGroup(this.send(group, 'Rename'), link.scimId as string, group.name);
    link.name = group.name;
  }

  /** Only people whom the service has can be members there. */
  private async sendMembers(group: Group, link: GroupLink, whole: boolean): Promise<void> {
    const all = this.membersOf(group);
    const ids = new Set(all.map((member) => member.id));
    const added = whole ? [] : all.filter((member) => !link.sent.has(member.id));
    const removed = whole ? [] : [...link.sent.values()].filter((member) => !ids.has(member.id));
    if (!whole && added.length + removed.length === 0) return;
    await this.provisioning.dialect.changeMembers(this.send(group, 'Members of'), {
      groupId: link.scimId as string,
      name: group.name,
      all,
      added,
      removed,
    });
    link.sent = new Map(all.map((member) => [member.id, member]));
  }

  private membersOf(group: Group): Member[] {
    return this.organisation.directory.members(group).flatMap((person) => {
      const link = this.provisioning.links.get(person.id);
      return link?.scimId && link.state === 'active'
        ? [{ id: link.scimId, display: link.sent?.userName ?? person.profile.login }]
        : [];
    });
  }

  private send(group: Group, verb: string) {
    return this.provisioning.send(`${verb} group ${group.name}`);
  }
}
