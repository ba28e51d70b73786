import { Entity } from 'typeorm';
import { FlagColumn, InstantColumn, JsonColumn, TextColumn, TextKey } from '../schema/column-decorators.js';

/** A customer of MoovingON AI. Everything else belongs to exactly one account. */
@Entity('accounts')
export class AccountEntity {
  @TextKey() id!: string;
  @TextColumn() name!: string;
  /** People sign in through an identity provider only; the owner is exempt. */
  @FlagColumn() ssoRequired!: boolean;
  /** What an administrator has set for the account, such as the limits of the brake; `{}` where nothing. */
  @JsonColumn() preferences!: Record<string, unknown>;
  @InstantColumn() createdAt!: number;
  @InstantColumn() updatedAt!: number;
}
