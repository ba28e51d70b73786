import { ADMINISTRATORS } from '../org/sample-people.js';
import { personNamed, type Mishap } from './mishap.js';

const BURST = 500;

export const PROVISIONING_MISHAPS: readonly Mishap[] = [
  {
    key: 'phone-without-plus',
    title: 'A phone without +',
    expected: 'The task fails with 400, invalidValue: the attribute is named and an example shown; nothing is changed',
    kind: 'provisioning',
    async run(okta) {
      const person = personNamed(okta, 'phone@example.com', 'Phil', 'Phone');
      const assigned = await okta
        .changePerson(person.id, { firstPhone: '+972541234567' })
        .then(() => okta.assignPerson(person.id));
      return { tasks: [...assigned, ...(await okta.changePerson(person.id, { firstPhone: '054-1234567' }))] };
    },
  },
  {
    key: 'burst',
    title: `A burst of ${BURST} assignments`,
    expected: 'Everybody is there; no call was refused for good',
    kind: 'provisioning',
    async run(okta) {
      const round = okta.organisation.directory.people.size;
      const logins = Array.from({ length: BURST }, (_, index) => `burst.${round}.${index + 1}@example.com`);
      for (const [index, login] of logins.entries())
        okta.createPerson({ login, email: login, firstName: 'Burst', lastName: `Number ${index + 1}` });
      okta.createGroup(`Burst ${round}`, logins);
      return { tasks: await okta.assignGroup(`Burst ${round}`) };
    },
  },
  {
    key: 'owner-deprovisioned',
    title: 'The owner deprovisioned',
    expected: 'Okta is answered with success, and the owner still signs in to MoovingON AI with the password',
    kind: 'provisioning',
    async run(okta, { ownerEmail }) {
      const owner = personNamed(okta, ownerEmail, 'Account', 'Owner');
      if (owner.status === 'DEPROVISIONED') await okta.reactivatePerson(owner.id);
      return { tasks: [...(await okta.assignPerson(owner.id)), ...(await okta.deactivatePerson(owner.id))] };
    },
  },
  {
    key: 'half-the-company',
    title: 'Half the company deprovisioned',
    expected:
      'The first few are deactivated, then the brake answers 429 and changes nothing until an administrator decides',
    kind: 'provisioning',
    async run(okta) {
      const { directory, assignments } = okta.organisation;
      const administrators =
        [...directory.groups.values()].find(({ name }) => name === ADMINISTRATORS)?.memberIds ?? new Set<string>();
      const assigned = [...directory.people.values()].filter(
        (person) =>
          person.status === 'ACTIVE' &&
          !administrators.has(person.id) &&
          assignments.effective(person, directory.groups),
      );
      const half = assigned.slice(0, Math.ceil(assigned.length / 2));
      const tasks = await Promise.all(half.map((person) => okta.deactivatePerson(person.id)));
      return { tasks: tasks.flat() };
    },
  },
];
