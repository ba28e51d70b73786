import { Injectable } from '@nestjs/common';
import type { GroupEntity, Tx } from '@app/persistence';
import type { ChangeContext, ChangeOptions } from '../users/person.js';

export interface NewGroup {
  readonly displayName: string;
  readonly externalId?: string | null;
}

export interface GroupOutcome {
  readonly group: GroupEntity;
  /** Whether anything was written, and the version grew. */
  readonly changed: boolean;
}

export interface MembersOutcome extends GroupOutcome {
  /** Ids that are no user or group of the account; they were left out. */
  readonly missing: readonly string[];
}

/** What changes groups. Members are rows: a change costs what the change costs. */
@Injectable()
export class Groups {
  /** @throws Problem `group_conflict` (409), `group_invalid` (400) */
  create(_tx: Tx, _context: ChangeContext, _group: NewGroup): Promise<GroupEntity> {
    throw new Error('under construction');
  }

  /** The group, held against every other change until the unit of work ends. @throws Problem `group_unknown` (404), `version_mismatch` (412) */
  lock(_tx: Tx, _context: ChangeContext, _groupId: string, _options?: ChangeOptions): Promise<GroupEntity> {
    throw new Error('under construction');
  }

  /** @throws Problem `group_unknown` (404), `group_conflict` (409: the unit of work cannot go on), `group_invalid` (400) */
  rename(_tx: Tx, _context: ChangeContext, _groupId: string, _changes: Partial<NewGroup>): Promise<GroupOutcome> {
    throw new Error('under construction');
  }

  /** @throws Problem `group_unknown` (404) */
  remove(_tx: Tx, _context: ChangeContext, _groupId: string): Promise<void> {
    throw new Error('under construction');
  }

  addMembers(_tx: Tx, _context: ChangeContext, _groupId: string, _ids: readonly string[]): Promise<MembersOutcome> {
    throw new Error('under construction');
  }

  removeMembers(_tx: Tx, _context: ChangeContext, _groupId: string, _ids: readonly string[]): Promise<GroupOutcome> {
    throw new Error('under construction');
  }

  /** Afterwards exactly these are members (those that exist). */
  replaceMembers(_tx: Tx, _context: ChangeContext, _groupId: string, _ids: readonly string[]): Promise<MembersOutcome> {
    throw new Error('under construction');
  }
}
