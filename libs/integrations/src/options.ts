import { Injectable } from '@nestjs/common';
import { fieldsBeforeHandOver, fieldsOf, optionContext, readFields, type Field, type FieldValues, type IdentityProvider } from '@app/idp/contract';
import { SecretSealer } from '@app/kernel';
import type { IntegrationEntity } from '@app/persistence';

type Described = Pick<IdentityProvider, 'protocol' | 'fields'>;
type Stored = Pick<IntegrationEntity, 'id' | 'options'>;

/** The options of an integration: what its plugin and its protocol ask for, checked by their fields, secrets sealed at rest. */
@Injectable()
export class Options {
  constructor(private readonly sealer: SecretSealer) {}

  /**
   * As stored, from what was sent; what was not sent keeps its value.
   * @param isAwaited what the identity provider's side hands over is still to come
   * @throws Problem `options_invalid` (400)
   */
  read(provider: Described, sent: unknown, { id, options }: Stored, isAwaited = false): Record<string, unknown> {
    const fields = isAwaited ? fieldsBeforeHandOver(provider) : fieldsOf(provider);
    const before = mapSecrets(fields, options, (sealed, name) => this.sealer.open(sealed, optionContext(id, name)));
    const after = readFields(fields, sent, before as FieldValues);
    // Sealed afresh each time, a secret that did not change would look changed.
    const seal = (secret: string, name: string) => (before[name] === secret ? (options[name] as string) : this.sealer.seal(secret, optionContext(id, name)));
    return withoutAbsent(mapSecrets(fields, after, seal));
  }

  /** As shown: without secrets. */
  show(provider: Described, { options }: Pick<Stored, 'options'>): Record<string, unknown> {
    const secrets = secretNames(fieldsOf(provider));
    return Object.fromEntries(Object.entries(options).filter(([name]) => !secrets.has(name)));
  }
}

function mapSecrets(fields: readonly Field[], values: Readonly<Record<string, unknown>>, change: (secret: string, name: string) => string): Record<string, unknown> {
  const secrets = secretNames(fields);
  const entries = Object.entries(values).map(([name, value]) => [name, secrets.has(name) && typeof value === 'string' ? change(value, name) : value]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

function secretNames(fields: readonly Field[]): ReadonlySet<string> {
  return new Set(fields.filter(({ kind }) => kind === 'secret').map(({ name }) => name));
}

/** As JSON keeps it, so that what comes back from the database compares equal. */
function withoutAbsent(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
