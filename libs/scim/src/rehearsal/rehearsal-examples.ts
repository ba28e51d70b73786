const dana = { userName: 'dana@acme.example', name: { givenName: 'Dana', familyName: 'Levi' }, emails: [{ value: 'dana@acme.example', primary: true }], moovingon_ai_admin: true, firstPhone: '+972541234567' };

/** Lists of users as they may be sent. */
export const rehearsalExamples = {
  'SCIM users': { value: { users: [dana] } },
  'a SCIM ListResponse': { value: { schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: 1, Resources: [dana] } },
  'users as Okta exports them': { value: [{ id: '00u1a2b3c4', status: 'ACTIVE', profile: { login: 'dana@acme.example', email: 'dana@acme.example', firstName: 'Dana', lastName: 'Levi' } }] },
};
