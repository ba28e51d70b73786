import { defineProblems, Problem } from '@app/kernel';

/** Every refusal of this library. The codes are those of the sign-in table; `members.condition` says which check refused. */
export const refuse = defineProblems({
  metadata_invalid: { status: 400, title: 'The identity provider metadata cannot be used' },
  saml_response_missing: { status: 400, title: 'There is no SAML response in the request' },
  saml_response_malformed: { status: 400, title: 'The SAML response cannot be read' },
  saml_signature_invalid: {
    status: 401,
    title: 'The signature of the SAML response does not prove where it comes from',
  },
  saml_response_invalid: { status: 401, title: 'The SAML response does not prove what it must' },
  saml_verification_unavailable: { status: 503, title: 'The SAML message could not be verified in time' },
  logout_message_malformed: { status: 400, title: 'The logout message cannot be read' },
  logout_signature_invalid: {
    status: 401,
    title: 'The signature of the logout message does not prove where it comes from',
  },
  logout_message_invalid: { status: 401, title: 'The logout message does not prove what it must' },
});

export type SamlProblemCode = keyof typeof refuse.definitions;

/** The condition that failed, in `members.condition` of a refusal: stable words for hints and for the sign-in log. */
export type SamlCondition =
  // about the form of the message
  | 'encoding'
  | 'size'
  | 'xml'
  | 'doctype'
  | 'comment'
  | 'processing-instruction'
  | 'structure'
  | 'assertion-count'
  | 'duplicate-id'
  // about the signature
  | 'unsigned'
  | 'signature'
  | 'signature-structure'
  | 'signature-algorithm'
  | 'digest-algorithm'
  | 'canonicalization'
  | 'transform'
  | 'reference'
  | 'digest'
  | 'key'
  // about what the message says
  | 'version'
  | 'status'
  | 'issuer'
  | 'destination'
  | 'audience'
  | 'recipient'
  | 'expiry'
  | 'not-before'
  | 'issue-instant'
  | 'in-response-to'
  | 'subject'
  | 'name-id'
  | 'name-id-format'
  | 'subject-confirmation'
  | 'authn-statement'
  | 'authn-context'
  | 'authn-instant'
  | 'session-expiry'
  | 'condition'
  | 'attribute'
  | 'encryption'
  | 'certificate'
  // about the way it came
  | 'query'
  | 'time-limit'
  | 'queue'
  | 'metadata';

/** What a refusal says beside its detail: rendered as members of the problem, kept in the sign-in log. */
export interface Finding {
  readonly condition: SamlCondition;
  readonly expected?: string;
  readonly received?: string;
}

/** A refusal with a finding: the detail always reads *what is wrong (condition), expected X, received Y*. */
export function refuseFinding(
  code: SamlProblemCode,
  wrong: string,
  finding: Finding,
  hint?: string,
): Problem<SamlProblemCode> {
  const expected = finding.expected === undefined ? '' : `, expected ${finding.expected}`;
  const received = finding.received === undefined ? '' : `, received ${shorten(finding.received)}`;
  return refuse(
    code,
    `${code.startsWith(finding.condition) ? wrong : named(wrong, finding.condition)}${expected}${received}.`,
    {
      hint,
      members: { ...finding, received: shorten(finding.received) },
    },
  );
}

/** The sentence names the condition that failed: in so many words already, or in brackets. */
function named(wrong: string, condition: SamlCondition): string {
  return wrong.toLowerCase().includes(condition) ? wrong : `${wrong} (${condition})`;
}

// What is received is a stranger's text: long enough to recognise, short enough for a page and a log.
const LONGEST_ECHO = 300;

function shorten<Text extends string | undefined>(text: Text): Text {
  if (text === undefined || text.length <= LONGEST_ECHO) return text;
  return `${text.slice(0, LONGEST_ECHO)}…` as Text;
}
