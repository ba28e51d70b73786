import { redact } from './redact.js';

it('takes secrets out of what is logged, at any depth, and leaves the rest', () => {
  const logged = { userName: 'dana', password: 'x', scim: [{ token: 't', enabled: true, scimPassword: null }], passwordHash: '$2b$' };
  expect(redact(logged)).toEqual({
    userName: 'dana',
    password: '[redacted]',
    scim: [{ token: '[redacted]', enabled: true, scimPassword: null }],
    passwordHash: '[redacted]',
  });
});
