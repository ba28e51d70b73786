const base64 = (text) => Buffer.from(text).toString('base64');
const RESPONSE = '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0" IssueInstant="2026-01-01T00:00:00Z">';

/** What strangers post to the ACS to stop a service: each small, each expensive for a naive reader. */
const MESSAGES = [
  base64('<'.repeat(93_000)),
  base64(RESPONSE + '<a/>'.repeat(23_000) + '</samlp:Response>'),
  base64(RESPONSE + '<a>'.repeat(15_000) + '</a>'.repeat(15_000) + '</samlp:Response>'),
  base64(`<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 20 }, (_, level) => `<!ENTITY a${level} "&a;&a;&a;&a;&a;&a;">`).join('')}]>${RESPONSE}&a19;</samlp:Response>`),
  base64(`${RESPONSE}<a ${Array.from({ length: 4_000 }, (_, number) => `a${number}="1"`).join(' ')}/></samlp:Response>`),
  'A'.repeat(1_500_000),
  base64(RESPONSE + `<a>${'&#x41;'.repeat(100_000)}</a></samlp:Response>`),
];

/** Posts them in turn, and between them real responses with one changed character (which cost a full verification). */
export function hostileWork({ facts, responsesFile }, linesOf) {
  const tampered = linesOf(responsesFile).map((line) => base64(Buffer.from(line, 'base64').toString('utf8').replace('@bench', '@bemch')));
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  let count = 0;
  const next = () => {
    count += 1;
    const message = count % 2 === 0 ? tampered[(count / 2) % tampered.length] : MESSAGES[((count - 1) / 2) % MESSAGES.length];
    const body = `SAMLResponse=${encodeURIComponent(message)}&RelayState=${encodeURIComponent(facts.signIn.relayState)}`;
    return { method: 'POST', path: '/sso/acs/', headers, body, check: ({ status, text }) => (refusals(status) ? undefined : `expected a refusal, received ${status}: ${text.slice(0, 200)}`) };
  };
  return { next };
}

function refusals(status) {
  return (status >= 400 && status < 500) || status === 503;
}
