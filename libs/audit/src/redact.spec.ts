import { redact, redactAddress } from './redact.js';

it('takes secrets out of what is logged, at any depth, and leaves the rest', () => {
  const logged = { userName: 'dana', password: 'x', scim: [{ token: 't', enabled: true, scimPassword: null }], passwordHash: '$2b$' };
  expect(redact(logged)).toEqual({
    userName: 'dana',
    password: '[redacted]',
    scim: [{ token: '[redacted]', enabled: true, scimPassword: null }],
    passwordHash: '[redacted]',
  });
});

it.each([
  ['/Users?filter=password%20eq%20%22canary%22', '/Users?[redacted]'],
  ['/Users?filter=userName+eq+%22a%22+and+(urn:x:User:password+sw+%22c%22)', '/Users?[redacted]'],
  ['/Users?access_token=canary&count=1', '/Users?[redacted]'],
  ['/Users?count=1&Password=%E0%A4', '/Users?[redacted]'],
])('takes the query out of %s', (address, logged) => {
  expect(redactAddress(address)).toBe(logged);
});

it.each(['/Users', '/Users?startIndex=1&count=100', '/Users?filter=userName%20eq%20%22token%40example.com%22', '/Users?excludedAttributes=password'])('leaves %s as it is', (address) => {
  expect(redactAddress(address)).toBe(address);
});
