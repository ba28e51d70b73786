import { Entity, ForeignKey, Index } from 'typeorm';
import { TextColumn, TextKey } from '../schema/column-decorators.js';
import { UserEntity } from './user.entity.js';

/**
 * The names by which a person of an account is known: folded userName and folded primary e-mail, one row where both are
 * the same. The key keeps every two people apart in both, which no pair of unique columns could.
 */
@Entity('user_identifiers')
@Index('user_identifiers_by_user', ['userId'])
export class UserIdentifierEntity {
  @TextKey() accountId!: string;
  /** Folded. */
  @TextKey() value!: string;
  @ForeignKey(() => UserEntity, 'id', { onDelete: 'CASCADE' })
  @TextColumn()
  userId!: string;
}
