import { Problem } from '@app/kernel';
import type { UnverifiedClaims, VerifiedAssertion } from '@app/saml';
import { describeAttempt } from './describe-attempt.js';
import { whoSignsIn } from './who-signs-in.js';

const FORMAT = (name: string) => `urn:oasis:names:tc:SAML:2.0:nameid-format:${name}`;
const profile = { subject: 'x', email: 'mail@acme.example' };

describe('who signs in', () => {
  it.each([undefined, 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified', 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress', FORMAT('entity')])('is the NameID for the format %s, whatever the e-mail attribute says', (nameIdFormat) => {
    expect(whoSignsIn({ nameId: ' dana@acme.example ', nameIdFormat }, profile)).toBe('dana@acme.example');
  });

  it.each(['persistent', 'transient'])('is the e-mail attribute where the NameID is %s', (name) => {
    expect(whoSignsIn({ nameId: '00u1', nameIdFormat: FORMAT(name) }, profile)).toBe('mail@acme.example');
  });

  it('is the NameID where it is persistent and there is no e-mail attribute', () => {
    expect(whoSignsIn({ nameId: '00u1', nameIdFormat: FORMAT('persistent') }, { subject: 'x' })).toBe('00u1');
  });
});

describe('what the sign-in log keeps of a response', () => {
  const claims: UnverifiedClaims = {
    ...{ issuer: 'i', audiences: ['a'], recipients: ['r'], nameId: 'n'.repeat(500), encrypted: false },
    attributes: new Map([['email', ['e']], ['Password', ['hunter2']], ['apiToken', ['hunter2']], ['long', ['v'.repeat(400), ...Array<string>(50).fill('x')]], ['__proto__', ['p']]]),
  };

  it('is what it claimed, cut, and nothing under a name that may hold a secret', () => {
    const described = describeAttempt({ claims });
    const { attributes } = described as { attributes: Record<string, string[]> };
    expect(described).toMatchObject({ proven: false, issuer: 'i', audience: ['a'], subject: `${'n'.repeat(300)}…` });
    expect(attributes.Password).toBe('[redacted]');
    expect(attributes.apiToken).toBe('[redacted]');
    expect(attributes.long).toHaveLength(20);
    expect(JSON.stringify(described)).not.toContain('hunter2');
    expect(JSON.stringify(described).length).toBeLessThan(2_000);
  });

  it('is what was proven, once it was', () => {
    const assertion = { issuer: 'proven', nameId: 'n', audiences: ['a'], recipient: 'r', attributes: new Map(), notOnOrAfter: new Date(0), issueInstant: new Date(0), authnInstant: new Date(0) } as unknown as VerifiedAssertion;
    expect(describeAttempt({ claims, assertion })).toMatchObject({ proven: true, issuer: 'proven', subject: 'n' });
  });

  it('names the condition that failed, with expected and received', () => {
    const problem = new Problem('saml_response_invalid', 401, 't', 'd', { members: { condition: 'audience', expected: 'a', received: 'b' } });
    expect(describeAttempt({ claims }, problem)).toMatchObject({ failed: { condition: 'audience', expected: 'a', received: 'b' } });
    expect(describeAttempt({}, undefined)).toEqual({ proven: false });
  });
});
