import { Entity, Index } from 'typeorm';
import { InstantColumn, TextKey, WholeColumn } from '../schema/column-decorators.js';

/** How often something happened in a window of time, over all instances. */
@Entity('rate_windows')
@Index('rate_windows_by_end', ['endsAt'])
export class RateWindowEntity {
  @TextKey() key!: string;
  @WholeColumn() taken!: number;
  @InstantColumn() endsAt!: number;
}
