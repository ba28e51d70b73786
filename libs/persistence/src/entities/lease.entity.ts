import { Entity } from 'typeorm';
import { InstantColumn, TextColumn, TextKey } from '../schema/column-decorators.js';

/** What one instance at a time does. Whoever holds the lease renews it; when he is gone it runs out, and the next one takes it. */
@Entity('leases')
export class LeaseEntity {
  @TextKey() name!: string;
  /** The instance. */
  @TextColumn() holder!: string;
  @InstantColumn() expiresAt!: number;
  /** When what it is for was last done to its end. */
  @InstantColumn({ nullable: true }) completedAt!: number | null;
}
