import { Entity, ForeignKey } from 'typeorm';
import { InstantColumn, JsonColumn, TextColumn, TextKey, WholeColumn } from '../schema/column-decorators.js';
import { IntegrationEntity } from './integration.entity.js';

/** Counting; holding back until somebody decides; let go until `endsAt`; holding back because somebody said no. */
export type BrakeState = 'watching' | 'paused' | 'allowed' | 'refused';

/**
 * The brake of an integration's provisioning client. Whoever counts or decides holds the row, so that no two deactivations at once
 * pass the limit together, on whatever instance.
 */
@Entity('provisioning_brakes')
export class ProvisioningBrakeEntity {
  @ForeignKey(() => IntegrationEntity, 'id', { onDelete: 'CASCADE' })
  @TextKey()
  integrationId!: string;
  @TextColumn() state!: BrakeState;
  /** Since when the state is what it is. */
  @InstantColumn() since!: number;
  /** How many people lost access in each minute (since the epoch) of the last hour. */
  @JsonColumn() recent!: Record<string, number>;
  /** What it was when it paused: how many had lost access, and how many may. */
  @WholeColumn({ nullable: true }) deactivations!: number | null;
  @WholeColumn({ nullable: true }) mostDeactivations!: number | null;
  /** Who decided, as he was called then. */
  @TextColumn({ nullable: true }) decidedBy!: string | null;
  @TextColumn({ nullable: true }) reason!: string | null;
  /** The end of `allowed`. */
  @InstantColumn({ nullable: true }) endsAt!: number | null;
  /** How many people were given another userName in each minute of the last hour, such that the one before finds them no more. */
  @JsonColumn({ nullable: true }) renamed!: Record<string, number> | null;
  /** When administrators were told the last time that these were many. */
  @InstantColumn({ nullable: true }) renamesToldAt!: number | null;
}
