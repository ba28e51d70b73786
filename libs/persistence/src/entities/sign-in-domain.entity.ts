import { Entity, ForeignKey, Index } from 'typeorm';
import { TextKey } from '../schema/column-decorators.js';
import { IntegrationEntity } from './integration.entity.js';

/** A domain of e-mail addresses whose people have signed in through the integration: by it, others of the domain find their way. */
@Entity('sign_in_domains')
@Index('sign_in_domains_by_integration', ['integrationId'])
export class SignInDomainEntity {
  /** Folded. */
  @TextKey() domain!: string;
  @ForeignKey(() => IntegrationEntity, 'id', { onDelete: 'CASCADE' })
  @TextKey()
  integrationId!: string;
}
