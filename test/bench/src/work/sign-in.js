import { headerOf } from '../load/connection.js';

/** Posts prepared responses to the ACS, each once: `facts` = `{acsPath, relayState, status, location, cookie}`. */
export function signInWork({ facts, responsesFile, from = 0, most = Infinity }, linesOf) {
  const responses = linesOf(responsesFile);
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', origin: facts.origin ?? 'https://okta.bench.example' };
  let count = from;
  const next = () => {
    if (count >= responses.length || count - from >= most) return undefined;
    const body = `SAMLResponse=${encodeURIComponent(responses[count++])}&RelayState=${encodeURIComponent(facts.relayState)}`;
    return { method: 'POST', path: facts.acsPath, headers, body, check: (answer) => checkSignIn(facts, answer) };
  };
  return { next };
}

function checkSignIn({ status, location, cookie }, answer) {
  if (answer.status !== status) return `expected ${status}, received ${answer.status}: ${answer.text.slice(0, 300)}`;
  const target = headerOf(answer, 'location') ?? '';
  if (location && !new RegExp(location).test(target)) return `sent to ${target}`;
  if (cookie && !(headerOf(answer, 'set-cookie') ?? '').includes(cookie)) return 'no session cookie';
  return undefined;
}
