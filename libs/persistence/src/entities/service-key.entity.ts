import { Entity } from 'typeorm';
import { InstantColumn, TextColumn, WholeKey } from '../schema/column-decorators.js';

/** A key pair of the service: signs requests and logout messages, decrypts assertions. */
@Entity('service_keys')
export class ServiceKeyEntity {
  /** 1, 2, 3…: the key refuses two instances that make the same one. */
  @WholeKey() generation!: number;
  @TextColumn({ select: false }) sealedPrivateKey!: string;
  /** PEM. */
  @TextColumn() certificate!: string;
  /** SHA-256 of the certificate. */
  @TextColumn() fingerprint!: string;
  @InstantColumn() notBefore!: number;
  @InstantColumn() notAfter!: number;
  /** Published from its creation on, used for signing from this instant on: identity providers get the certificate first. */
  @InstantColumn() signsFrom!: number;
  @InstantColumn() createdAt!: number;
}
