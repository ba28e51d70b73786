import type { SimulatedOkta } from '../okta.js';
import type { Person } from '../org/model.js';
import type { Task } from '../provisioning/task.js';
import type { SignInForm } from '../saml/identity-provider.js';

/** Something that goes wrong in real life, one click away. */
export interface Mishap {
  readonly key: string;
  readonly title: string;
  /** What a customer sees then. */
  readonly expected: string;
  readonly kind: 'sign-in' | 'provisioning';
  run(okta: SimulatedOkta, who: { person: Person; ownerEmail: string }): Promise<MishapResult>;
}

export interface MishapResult {
  /** To be posted by the browser, so that the service's own page shows. */
  readonly form?: SignInForm;
  readonly tasks: readonly Task[];
}

/** A person whom a mishap needs: made where the organisation has none with that login. */
export function personNamed(okta: SimulatedOkta, login: string, firstName: string, lastName: string): Person {
  return (
    okta.organisation.directory.personByLogin(login) ?? okta.createPerson({ login, email: login, firstName, lastName })
  );
}
