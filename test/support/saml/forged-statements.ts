import type { Forgery, ForgeryKit, Signed } from './forgery-kit.js';
import type { ResponseFields } from './response-xml.js';

type Changes = Partial<ResponseFields> | ((kit: ForgeryKit) => Partial<ResponseFields>);

/** The identity provider really signed it, but it does not say what it must: threats 3, 7, 8 and 10. */
function statement(
  row: number,
  condition: string,
  name: string,
  evil: Changes,
  good: Changes = {},
  signed: Signed = 'both',
): Forgery {
  const make = (changes: Changes) => (kit: ForgeryKit) =>
    kit.honest(typeof changes === 'function' ? changes(kit) : changes, signed);
  return { row, condition, name, code: 'saml_response_invalid', evil: make(evil), good: make(good) };
}

const ELSEWHERE = 'https://elsewhere.example.test/sso/acs/';
const HOURS = 60;

export const FORGED_STATEMENTS: readonly Forgery[] = [
  // 3. another integration's response
  statement(3, 'issuer', 'an assertion of another issuer', { issuer: 'http://www.okta.com/other' }),
  statement(
    3,
    'issuer',
    'an issuer that differs in a last slash',
    ({ target }) => ({ issuer: `${target.issuer}/`, responseIssuer: null }),
    { responseIssuer: null },
  ),
  statement(
    3,
    'issuer',
    'a response of another issuer around an assertion of the right one',
    { responseIssuer: 'http://www.okta.com/other' },
    { responseIssuer: null },
  ),
  statement(3, 'audience', 'an assertion for another audience', { audiences: [`${ELSEWHERE}x`] }),
  statement(3, 'audience', 'an assertion for nobody in particular', { audiences: null }),
  statement(3, 'audience', 'an audience restriction that is empty', { audiences: [] }),
  statement(3, 'audience', 'an audience that only begins like ours', ({ target }) => ({
    audiences: [`${target.audience}.elsewhere.test`],
  })),
  statement(
    3,
    'audience',
    'a second restriction that names others alone',
    { moreConditions: restriction(ELSEWHERE) },
    ({ target }) => ({ moreConditions: restriction(ELSEWHERE, target.audience) }),
  ),
  statement(3, 'recipient', 'an assertion for another recipient', { recipient: ELSEWHERE }),
  statement(3, 'recipient', 'an assertion without a recipient', { recipient: null }),
  statement(3, 'destination', 'a signed response for another destination', { destination: ELSEWHERE }),
  statement(3, 'destination', 'a signed response without a destination', { destination: null }, {}),
  statement(
    3,
    'destination',
    'an unsigned envelope for another destination',
    { destination: ELSEWHERE },
    { destination: null },
    'assertion',
  ),
  // 5. requests
  statement(5, 'in-response-to', 'an envelope that answers another request than the assertion', {
    inResponseTo: '_request1',
    confirmationInResponseTo: '_request2',
  }),
  statement(
    5,
    'in-response-to',
    'an unsigned envelope that answers a request of which the assertion knows nothing',
    { inResponseTo: '_request1' },
    {},
    'assertion',
  ),
  // 7. what libraries do not look at
  statement(7, 'version', 'a response of SAML 1.1', { version: '1.1' }),
  statement(7, 'version', 'an assertion of SAML 1.1', { assertionVersion: '1.1' }),
  statement(7, 'status', 'a response whose status is no success', {
    status: 'urn:oasis:names:tc:SAML:2.0:status:Responder',
  }),
  statement(7, 'status', 'a status that only begins like success', {
    status: 'urn:oasis:names:tc:SAML:2.0:status:SuccessNot',
  }),
  statement(7, 'subject-confirmation', 'a confirmation by sender-vouches', {
    confirmationMethod: 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches',
  }),
  statement(7, 'subject-confirmation', 'a confirmation by holder-of-key', {
    confirmationMethod: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key',
  }),
  statement(7, 'authn-statement', 'an assertion that says nothing of a sign-in', { authnInstant: null }),
  statement(
    7,
    'authn-instant',
    'a sign-in that lies ahead',
    (kit) => ({ authnInstant: kit.at(10) }),
    (kit) => ({ authnInstant: kit.at(2) }),
  ),
  statement(
    7,
    'session-expiry',
    'a session that has ended',
    (kit) => ({ sessionNotOnOrAfter: kit.at(-4) }),
    (kit) => ({ sessionNotOnOrAfter: kit.at(60) }),
  ),
  statement(
    7,
    'condition',
    'a condition that nobody knows',
    { moreConditions: '<saml2:Condition xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string"/>' },
    { moreConditions: '<saml2:OneTimeUse/>' },
  ),
  statement(
    7,
    'issue-instant',
    'an assertion made 14 minutes ago',
    (kit) => ({ issueInstant: kit.at(-14) }),
    (kit) => ({ issueInstant: kit.at(-12) }),
  ),
  statement(
    7,
    'issue-instant',
    'a response made 14 minutes ago',
    (kit) => ({ responseIssueInstant: kit.at(-14) }),
    (kit) => ({ responseIssueInstant: kit.at(-12) }),
  ),
  statement(
    7,
    'issue-instant',
    'an assertion of the future',
    (kit) => ({ issueInstant: kit.at(4) }),
    (kit) => ({ issueInstant: kit.at(2) }),
  ),
  // 8. times
  statement(
    8,
    'expiry',
    'conditions that have ended',
    (kit) => ({ notOnOrAfter: kit.at(-4) }),
    (kit) => ({ notOnOrAfter: kit.at(-2) }),
  ),
  statement(8, 'expiry', 'conditions without an end', { notOnOrAfter: null }),
  statement(
    8,
    'not-before',
    'conditions that have not begun',
    (kit) => ({ notBefore: kit.at(4) }),
    (kit) => ({ notBefore: kit.at(2) }),
  ),
  statement(
    8,
    'expiry',
    'a confirmation that has ended',
    (kit) => ({ confirmationNotOnOrAfter: kit.at(-4) }),
    (kit) => ({ confirmationNotOnOrAfter: kit.at(-2) }),
  ),
  statement(8, 'expiry', 'a confirmation without an end', { confirmationNotOnOrAfter: null }),
  statement(8, 'subject-confirmation', 'a confirmation with a beginning', (kit) => ({
    confirmationNotBefore: kit.at(-5),
  })),
  statement(8, 'expiry', 'an end that only lenient readers understand', { notOnOrAfter: 'Jan 1 2099' }),
  statement(
    8,
    'expiry',
    'an end without a time zone',
    { notOnOrAfter: '2099-01-01T00:00:00' },
    { notOnOrAfter: '2099-01-01T00:00:00+02:00' },
  ),
  statement(
    8,
    'expiry',
    'an end on a day that does not exist',
    { notOnOrAfter: '2099-02-31T00:00:00Z' },
    { notOnOrAfter: '2099-02-28T00:00:00Z' },
  ),
  statement(
    8,
    'issue-instant',
    'a window of 20 hours that is used late',
    (kit) => ({
      issueInstant: kit.at(-10 * HOURS),
      notBefore: kit.at(-10 * HOURS),
      notOnOrAfter: kit.at(10 * HOURS),
      confirmationNotOnOrAfter: kit.at(10 * HOURS),
    }),
    (kit) => ({ notOnOrAfter: kit.at(20 * HOURS), confirmationNotOnOrAfter: kit.at(20 * HOURS) }),
  ),
  // 10. who is meant
  statement(10, 'name-id', 'an assertion without a NameID', {
    nameId: null,
    attributes: [['nameID', 'victim@example.test']],
  }),
  statement(10, 'name-id', 'an empty NameID', { nameId: '' }),
  statement(10, 'name-id', 'a NameID of blanks', { nameId: ' \t' }),
  statement(
    10,
    'attribute',
    'an attribute without a name',
    { attributes: [['', 'x']] },
    {
      attributes: [
        ['__proto__', 'x'],
        ['constructor', 'y'],
      ],
    },
  ),
];

function restriction(...audiences: string[]): string {
  const inside = audiences.map((audience) => `<saml2:Audience>${audience}</saml2:Audience>`).join('');
  return `<saml2:AudienceRestriction>${inside}</saml2:AudienceRestriction>`;
}
