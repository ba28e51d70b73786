import { deflateRawSync } from 'node:zlib';
import { encode, type Forgery, type ForgeryKit } from './forgery-kit.js';

/** The form of the message is the attack (threat 6, and the parser tricks): refused before any signature is looked at. */
function form(
  condition: string,
  name: string,
  evil: (kit: ForgeryKit) => string | { field: string },
  good: (kit: ForgeryKit) => string = (kit) => kit.honest(),
): Forgery {
  return { row: 6, code: 'saml_response_malformed', condition, name, evil, good };
}

const groups = (count: number): [string, ...string[]] => [
  'groups',
  ...Array.from({ length: count }, (_, index) => `group ${index}`),
];

export const FORGED_FORMS: readonly Forgery[] = [
  form('comment', 'a comment in the NameID that cuts it short', (kit) => {
    const { victim, attacker } = kit.target;
    const xml = kit.honest({ nameId: `${victim}.${attacker}` }, 'both');
    return xml.replace(`>${victim}.${attacker}</saml2:NameID>`, `>${victim}<!-- -->.${attacker}</saml2:NameID>`);
  }),
  form('comment', 'a comment in DigestValue (CVE-2025-29775)', (kit) =>
    kit.honest().replace('<ds:DigestValue>', '<ds:DigestValue><!--AAAA-->'),
  ),
  form('processing-instruction', 'a processing instruction in the NameID', (kit) =>
    kit.honest().replace('</saml2:NameID>', '<?x y?></saml2:NameID>'),
  ),
  form('doctype', 'a DOCTYPE', (kit) => `<!DOCTYPE a>${kit.honest()}`),
  form(
    'doctype',
    'an external entity',
    (kit) => `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${kit.honest()}`,
  ),
  form(
    'doctype',
    'entities that grow',
    (kit) => `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>${kit.honest()}`,
  ),
  form(
    'doctype',
    'an attribute that a DOCTYPE declares an ID',
    (kit) => `<!DOCTYPE a [<!ATTLIST saml2:Assertion x ID #IMPLIED>]>${kit.honest()}`,
  ),
  form('xml', 'an entity that nobody declared', (kit) => kit.honest().replace('</saml2:NameID>', '&x;</saml2:NameID>')),
  form('xml', '93 kB of <', () => '<'.repeat(93_000)),
  form('xml', 'an element that is not closed', (kit) => kit.honest().slice(0, -10)),
  form('xml', 'a second root', (kit) => `${kit.honest()}<a/>`),
  form(
    'xml',
    'XML of version 1.1',
    (kit) => `<?xml version="1.1"?>${kit.honest()}`,
    (kit) => `<?xml version="1.0" encoding="UTF-8"?>${kit.honest()}`,
  ),
  form('encoding', 'another encoding than UTF-8', (kit) => `<?xml version="1.0" encoding="UTF-7"?>${kit.honest()}`),
  form('xml', 'UTF-16', (kit) => ({ field: Buffer.from(kit.honest(), 'utf16le').toString('base64') })),
  form('encoding', 'no base64', () => ({ field: '<samlp:Response/>' })),
  form('encoding', 'base64 with strangers in between', (kit) => ({
    field: encode(kit.honest()).replace(/^.{8}/, '$&****'),
  })),
  form('encoding', 'a response that is deflated as for a query', (kit) => ({
    field: deflateRawSync(kit.honest()).toString('base64'),
  })),
  form(
    'size',
    'more than 6,000 elements',
    (kit) => kit.honest({ attributes: [groups(6_001)] }, 'none'),
    (kit) => kit.honest({ attributes: [groups(5_000)] }, 'response'),
  ),
  form('size', '93 kB of <a/>', () => `<a>${'<a/>'.repeat(23_000)}</a>`),
  form('size', 'more than 40 levels', () => '<a>'.repeat(41) + '</a>'.repeat(41)),
  form(
    'size',
    'more than 40 attributes',
    () => `<a ${Array.from({ length: 41 }, (_, index) => `a${index}=""`).join(' ')}/>`,
  ),
  {
    ...form('size', 'more than 2 MB', () => `<a>${'x'.repeat(2 * 1024 * 1024)}</a>`),
    before: { status: 413, code: 'body_too_large' },
  },
  form('structure', 'a logout message in place of a response', (kit) =>
    kit.honest({}, 'none').replaceAll('saml2p:Response', 'saml2p:LogoutResponse'),
  ),
  form(
    'structure',
    'a bare assertion',
    (kit) => /<saml2:Assertion .*<\/saml2:Assertion>/s.exec(kit.honest({}, 'assertion'))?.[0] ?? '',
  ),
];
