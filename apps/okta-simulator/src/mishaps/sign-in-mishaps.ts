import type { SamlFaults } from '../saml/faults.js';
import { personNamed, type Mishap } from './mishap.js';

function withFaults(key: string, title: string, expected: string, faults: SamlFaults): Mishap {
  return {
    key,
    title,
    expected,
    kind: 'sign-in',
    run: async (okta, { person }) => ({ form: await okta.signIn(person.id, { faults }), tasks: [] }),
  };
}

export const SIGN_IN_MISHAPS: readonly Mishap[] = [
  withFaults(
    'unknown-person',
    'A person without a user in MoovingON AI',
    'Error 405, user_not_provisioned: nobody provisioned this person',
    { unknownPerson: true },
  ),
  {
    key: 'deactivated-person',
    title: 'A deactivated person',
    expected: 'Error 403, user_inactive: the user exists and was deactivated',
    kind: 'sign-in',
    async run(okta) {
      const leaver = personNamed(okta, 'leaver@example.com', 'Lea', 'Ver');
      if (leaver.status === 'DEPROVISIONED') await okta.reactivatePerson(leaver.id);
      const tasks = [...(await okta.assignPerson(leaver.id)), ...(await okta.deactivatePerson(leaver.id))];
      return { form: await okta.signIn(leaver.id, { faults: { deactivatedPerson: true } }), tasks };
    },
  },
  withFaults(
    'wrong-audience',
    'A wrong audience',
    'Error 401, saml_response_invalid: the audience, expected and received',
    { wrongAudience: true },
  ),
  withFaults(
    'clock-slow',
    'Okta’s clock ten minutes slow',
    'Error 401, saml_response_invalid: expired, with both times',
    { clockOffMinutes: -10 },
  ),
  withFaults(
    'clock-fast',
    'Okta’s clock ten minutes fast',
    'Error 401, saml_response_invalid: not valid yet, with both times',
    { clockOffMinutes: 10 },
  ),
  // Last: from then on the service holds the ended certificate, until it reads the metadata again.
  {
    key: 'expired-certificate',
    title: 'An expired certificate',
    expected:
      'Okta’s application now signs with a certificate that ended yesterday, and its metadata says so. The service warns the administrator or refuses, by its settings',
    kind: 'sign-in',
    async run(okta, { person }) {
      okta.identityProvider.faults = { ...okta.identityProvider.faults, expiredCertificate: true };
      return { form: await okta.signIn(person.id), tasks: [] };
    },
  },
];
