import { Entity, ForeignKey } from 'typeorm';
import { TextKey, WholeColumn, WholeKey } from '../schema/column-decorators.js';
import { AccountEntity } from './account.entity.js';

/** What lists are made of. */
export type CountedKind = 'user' | 'group';
/** Beside it, how many of the users are active: what the brake on deprovisioning takes its share of. */
export type KeptCount = CountedKind | 'active-user';

/**
 * How many resources that SCIM shows an account has in each block of 4,096 sequence numbers. Totals and deep offsets are sums over
 * these few rows, so that they stay cheap at a million.
 */
@Entity('resource_counts')
export class ResourceCountEntity {
  @ForeignKey(() => AccountEntity, 'id', { onDelete: 'CASCADE' })
  @TextKey()
  accountId!: string;
  @TextKey() kind!: KeptCount;
  /** `sequence >> 12`. */
  @WholeKey() block!: number;
  @WholeColumn() total!: number;
}
