import { deflateRawSync } from 'node:zlib';
import { Offence } from '../offence.js';
import { MESSAGE_LIMITS } from '../xml/limits.js';
import { decodeBase64, decodeUtf8 } from './decode-base64.js';
import { decodePostBinding } from './post-binding.js';
import { decode, readRawQuery } from './read-query.js';
import { inflateRedirectBinding } from './redirect-binding.js';
import { addressFor, sendMessage } from './send-message.js';

/** Condition, expected and received of a refusal, or what came of it. */
function outcome(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    const { condition, expected, received } = error instanceof Offence ? error.finding : (error as { members: Record<string, string> }).members;
    return [condition, expected, received];
  }
}

describe('base64', () => {
  it.each(['QQ==', 'QUE=', 'QUFB', ' QQ\t=\r\n= ', '+/+/'])('%j is some', (text) => {
    expect(outcome(() => decodeBase64(text))).toEqual(Buffer.from(text.replace(/\s/g, ''), 'base64'));
  });

  it.each(['QQ', 'QQ=', 'Q===', 'QQ==QQ==', '=QQ=', 'Q_-_', 'QQ==\u00a0\u00a0\u00a0\u00a0', '!QQ=', 'QQ=!', 'QQQ\u0000'])('%j is none, and shown', (text) => {
    expect(outcome(() => decodeBase64(text))).toEqual(['encoding', 'base64 with padding', `text that begins with ${JSON.stringify(text)}`]);
  });

  it('shows the beginning of what is none, or that it was nothing', () => {
    expect(outcome(() => decodeBase64(`${'<'.repeat(24)}and so on`))).toEqual(['encoding', 'base64 with padding', `text that begins with "${'<'.repeat(24)}"`]);
    expect(outcome(() => decodeBase64(''))).toEqual(['encoding', 'base64 with padding', 'nothing']);
    expect(outcome(() => decodeBase64(' \n'))).toEqual(['encoding', 'base64 with padding', 'text that begins with " \\n"']);
  });

  it('may be as long as a message, with room for lines, and no longer', () => {
    const message = 'A'.repeat(Math.ceil(MESSAGE_LIMITS.bytes / 3) * 4);
    const lines = (text: string) => text.replace(/(.{64})/g, '$1\r\n');
    expect(decodeBase64(lines(message)).length).toBeGreaterThanOrEqual(MESSAGE_LIMITS.bytes);
    expect(outcome(() => decodeBase64(' '.repeat(Math.ceil(message.length * 1.1) + 1)))).toEqual(['size', `at most ${MESSAGE_LIMITS.bytes} bytes`, 'more']);
  });

  it('holds UTF-8, strictly', () => {
    expect(decodeUtf8(Buffer.from('é'))).toBe('é');
    for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80]]) expect(outcome(() => decodeUtf8(Buffer.from(bytes)))).toEqual(['encoding', 'UTF-8', 'other bytes']);
  });
});

describe('a message in a form', () => {
  it('is one text that is base64', () => {
    expect(decodePostBinding('PGEvPg==')).toBe('<a/>');
    expect(outcome(() => decodePostBinding('<a/>'))).toEqual(['encoding', 'base64 with padding', 'text that begins with "<a/>"']);
  });
});

describe('a message in a query', () => {
  const deflated = (text: string | Buffer) => deflateRawSync(text).toString('base64');

  it('inflates to 64 KiB at most', () => {
    expect(inflateRedirectBinding(deflated('a'.repeat(65_536)))).toHaveLength(65_536);
    expect(outcome(() => inflateRedirectBinding(deflated('a'.repeat(65_537))))).toEqual(['size', 'at most 65536 bytes', 'more']);
  });

  it('is deflated UTF-8', () => {
    expect(outcome(() => inflateRedirectBinding('PGEvPg=='))).toEqual(['encoding', 'raw DEFLATE', 'other bytes']);
    expect(outcome(() => inflateRedirectBinding(deflated(Buffer.from([0xff]))))).toEqual(['encoding', 'UTF-8', 'other bytes']);
  });

  it('is read as it stands, and nothing but SAML', () => {
    expect([...readRawQuery('app=1&SAMLRequest=a%3D%3d&RelayState=b=c&x=%41&SigAlg=')]).toEqual([
      ['SAMLRequest', 'a%3D%3d'],
      ['RelayState', 'b=c'],
      ['SigAlg', ''],
    ]);
    expect([...readRawQuery('')]).toEqual([]);
    expect([...readRawQuery('SAMLRequest')]).toEqual([['SAMLRequest', '']]);
  });

  it.each(['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg', 'Signature', 'SAMLEncoding'])('has %s once, under its own name', (name) => {
    const encoded = `%${name.charCodeAt(0).toString(16)}${name.slice(1)}`;
    expect(outcome(() => readRawQuery(`${name}=a&x=y&${name}=a`))).toEqual(['query', 'once', 'twice']);
    expect(outcome(() => readRawQuery(`${encoded}=a`))).toEqual(['query', name, encoded]);
    expect([...readRawQuery(`${name}=a`)]).toEqual([[name, 'a']]);
  });

  it('is percent-encoded UTF-8', () => {
    expect(decode('%C3%A9')).toBe('é');
    for (const text of ['%', '%zz', '%ff', `%ff${'x'.repeat(80)}`]) expect(outcome(() => decode(text))).toEqual(['query', 'percent-encoded UTF-8', text.slice(0, 60)]);
    expect(outcome(() => readRawQuery('%zz=1'))).toEqual(['query', 'percent-encoded UTF-8', '%zz']);
  });

  it('is of 32 KiB at most', () => {
    const query = (length: number) => `x=${'a'.repeat(length - 2)}`;
    expect([...readRawQuery(query(32_768))]).toEqual([]);
    expect(outcome(() => readRawQuery(query(32_769)))).toEqual(['query', 'at most 32768 characters', '32769']);
  });
});

describe('a message of ours', () => {
  const message = { id: '_1', parameter: 'SAMLRequest', xml: '<a/>' } as const;
  const at = (location: string, responseLocation?: string) => ({ binding: 'redirect', location, responseLocation }) as const;
  const query = `SAMLRequest=${encodeURIComponent(deflateRawSync('<a/>').toString('base64'))}`;

  it('goes to the address of its kind', () => {
    const destination = at('https://idp/slo', 'https://idp/slo/answer');
    expect(addressFor({ parameter: 'SAMLRequest', destination })).toBe('https://idp/slo');
    expect(addressFor({ parameter: 'SAMLResponse', destination })).toBe('https://idp/slo/answer');
    expect(addressFor({ parameter: 'SAMLResponse', destination: at('https://idp/slo') })).toBe('https://idp/slo');
  });

  it.each([
    ['https://idp/sso', `https://idp/sso?`],
    ['https://idp/sso?tenant=1', `https://idp/sso?tenant=1&`],
    ['https://idp/sso?tenant=1#part', `https://idp/sso?tenant=1&`],
    ['https://idp/sso#part?x', `https://idp/sso?`],
  ])('keeps the query of %s, and not its fragment', (location, begin) => {
    expect(sendMessage({ ...message, destination: at(location) })).toEqual({ id: '_1', binding: 'redirect', url: begin + query });
  });

  it.each([
    ['redirect', undefined, `https://idp?${query}`],
    ['redirect', '', `https://idp?${query}`],
    ['redirect', "a'(b)*!~", `https://idp?${query}&RelayState=a%27%28b%29%2A%21~`],
  ] as const)('by %s carries the RelayState %j', (binding, relayState, url) => {
    expect(sendMessage({ ...message, relayState, destination: { binding, location: 'https://idp' } })).toMatchObject({ url });
  });

  it.each([[undefined], ['']])('in a form has no field for the RelayState %j', (relayState) => {
    const destination = { binding: 'post', location: 'https://idp' } as const;
    expect(sendMessage({ ...message, relayState, destination })).toEqual({ id: '_1', binding: 'post', url: 'https://idp', fields: { SAMLRequest: 'PGEvPg==' } });
    expect(sendMessage({ ...message, relayState: 'state', destination })).toMatchObject({ fields: { SAMLRequest: 'PGEvPg==', RelayState: 'state' } });
  });
});
