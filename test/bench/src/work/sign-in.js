import { headerOf } from '../load/connection.js';

/**
 * Posts prepared responses to the ACS, each once, everybody from an address of his own, as a load balancer tells it:
 * `facts` = `{acsPath, relayState, status, location, cookie}`.
 */
export function signInWork({ facts, responsesFile, people, from = 0, most = Infinity }, linesOf) {
  const responses = linesOf(responsesFile);
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', origin: facts.origin ?? 'https://okta.bench.example' };
  let count = from;
  const next = () => {
    if (count >= responses.length || count - from >= most) return undefined;
    const address = addressOf(count % people);
    const body = `SAMLResponse=${encodeURIComponent(responses[count++])}&RelayState=${encodeURIComponent(facts.relayState)}`;
    return { method: 'POST', path: facts.acsPath, headers: { ...headers, 'x-forwarded-for': address }, body, check: (answer) => checkSignIn(facts, answer) };
  };
  return { next };
}

/** Of the network for benchmarks (RFC 2544). */
function addressOf(person) {
  return `198.18.${(person >> 8) & 255}.${person & 255}`;
}

function checkSignIn({ status, location, cookie }, answer) {
  if (answer.status !== status) return `expected ${status}, received ${answer.status}: ${answer.text.slice(0, 300)}`;
  const target = headerOf(answer, 'location') ?? '';
  if (location && !new RegExp(location).test(target)) return `sent to ${target}`;
  if (cookie && !(headerOf(answer, 'set-cookie') ?? '').includes(cookie)) return 'no session cookie';
  return undefined;
}
