import { Offence } from '../offence.js';

const PARAMETERS = ['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg', 'Signature', 'SAMLEncoding'] as const;
export type QueryParameter = (typeof PARAMETERS)[number];

/** The SAML parameters of a query, each as it stood there, percent signs and all. */
export type RawQuery = ReadonlyMap<QueryParameter, string>;

const LONGEST_QUERY = 32 * 1024;

/**
 * Reads the parameters that are signed exactly as they were sent: each once, each under its own plain name. Another
 * reader of the same query must not be able to see another message in it.
 * @throws Offence
 */
export function readRawQuery(query: string): RawQuery {
  if (query.length > LONGEST_QUERY)
    throw offence('The query is too long', `at most ${LONGEST_QUERY} characters`, String(query.length));
  const parameters = new Map<QueryParameter, string>();
  for (const pair of query.split('&')) {
    const [encodedName = '', ...value] = pair.split('=');
    const name = PARAMETERS.find((candidate) => candidate === decode(encodedName));
    if (!name) continue;
    if (encodedName !== name) throw offence('A name in the query is written with percent signs', name, encodedName);
    if (parameters.has(name)) throw offence(`${name} is in the query twice`, 'once', 'twice');
    parameters.set(name, value.join('='));
  }
  return parameters;
}

/** @throws Offence for a percent sign that encodes nothing */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw offence('The query is not encoded as a query', 'percent-encoded UTF-8', text.slice(0, 60));
  }
}

function offence(wrong: string, expected: string, received: string): Offence {
  return new Offence(wrong, { condition: 'query', expected, received });
}
