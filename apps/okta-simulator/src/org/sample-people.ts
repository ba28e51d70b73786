import type { SimulatedOkta } from '../okta.js';

export const ADMINISTRATORS = 'MoovingON administrators';
export const OPERATIONS = 'Operations';

const PEOPLE = [
  ['Ada', 'Lovelace'],
  ['Grace', 'Hopper'],
  ['Alan', 'Turing'],
  ['Katherine', 'Johnson'],
  ['Edsger', 'Dijkstra'],
  ['Barbara', 'Liskov'],
  ['Donald', 'Knuth'],
  ['Margaret', 'Hamilton'],
  ['Dennis', 'Ritchie'],
  ['Radia', 'Perlman'],
] as const;

/** A small company to begin with: ten people, two groups, nobody assigned yet. */
export function addSamplePeople(okta: SimulatedOkta, domain = 'example.com'): void {
  for (const [firstName, lastName] of PEOPLE) {
    const login = `${firstName}.${lastName}@${domain}`.toLowerCase();
    okta.createPerson({ login, email: login, firstName, lastName });
  }
  const logins = [...okta.organisation.directory.people.values()].map(({ profile }) => profile.login);
  okta.createGroup(ADMINISTRATORS, logins.slice(0, 2));
  okta.createGroup(OPERATIONS, logins.slice(2));
}
