/** A source of chance that can be repeated: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Chance = () => number;
type Mutation = (xml: string, chance: Chance) => string;

const pick = <Item>(items: readonly Item[], chance: Chance): Item => items[Math.floor(chance() * items.length)] as Item;

function spot(pattern: RegExp, xml: string, chance: Chance): RegExpExecArray | undefined {
  const found = [...xml.matchAll(pattern)];
  return found.length === 0 ? undefined : pick(found, chance);
}

function replaceAt(xml: string, found: RegExpExecArray | undefined, text: string): string {
  return found ? xml.slice(0, found.index) + text + xml.slice(found.index + found[0].length) : xml;
}

const LEAF = /<([\w:]+)(?:\s[^<>]*)?>[^<]*<\/\1>|<[\w:]+(?:\s[^<>]*)?\/>/g;
const ELEMENT =
  /<(saml2:(?:Subject|Conditions|AuthnStatement|AttributeStatement|Attribute|Assertion|NameID)|ds:(?:Signature|SignedInfo|Reference|KeyInfo)|saml2p:Status)(?:\s[^<>]*)?>.*?<\/\1>/gs;
const BOUNDARY = /(?<=>)(?=[^])/g;
const ATTRIBUTE = /\s[\w:]+="[^"]*"/g;
const TEXT = /(?<=>)[^<>]+(?=<)/g;

const insertAt = (xml: string, pattern: RegExp, text: string, chance: Chance) =>
  replaceAt(xml, spot(pattern, xml, chance), text);

const MUTATIONS: readonly Mutation[] = [
  (xml, chance) => {
    const at = Math.floor(chance() * xml.length);
    return xml.slice(0, at) + String.fromCharCode(32 + Math.floor(chance() * 95)) + xml.slice(at + 1);
  },
  (xml, chance) => replaceAt(xml, spot(LEAF, xml, chance), ''),
  (xml, chance) => replaceAt(xml, spot(ELEMENT, xml, chance), ''),
  (xml, chance) => {
    const found = spot(chance() < 0.5 ? LEAF : ELEMENT, xml, chance);
    return replaceAt(xml, found, `${found?.[0]}${found?.[0]}`);
  },
  (xml, chance) => {
    const found = spot(chance() < 0.5 ? LEAF : ELEMENT, xml, chance);
    return insertAt(xml, BOUNDARY, found?.[0] ?? '', chance);
  },
  (xml, chance) => {
    const found = spot(ELEMENT, xml, chance);
    return insertAt(replaceAt(xml, found, ''), BOUNDARY, found?.[0] ?? '', chance);
  },
  (xml, chance) =>
    insertAt(
      xml,
      BOUNDARY,
      pick(
        [' ', '\n', '\r\n', '\t', '<!-- -->', '<?x y?>', '<![CDATA[ ]]>', '&#32;', '<x/>', '<saml2:x/>', 'x'],
        chance,
      ),
      chance,
    ),
  (xml, chance) =>
    replaceAt(
      xml,
      spot(ATTRIBUTE, xml, chance),
      pick(['', ' x="y"', ' ID="x"', ' xmlns="urn:x"', ' xmlns:saml2="urn:x"', '\n x = "y"'], chance),
    ),
  (xml, chance) => {
    const found = spot(ATTRIBUTE, xml, chance);
    const other = spot(ATTRIBUTE, xml, chance);
    return replaceAt(xml, found, `${found?.[0].split('=')[0]}=${other?.[0].split('=').slice(1).join('=')}`);
  },
  (xml, chance) => {
    const found = spot(TEXT, xml, chance);
    return replaceAt(
      xml,
      found,
      pick(
        [
          found?.[0].toUpperCase() ?? '',
          'victim@example.test',
          '',
          `<![CDATA[${found?.[0]}]]>`,
          ` ${found?.[0]} `,
          `${found?.[0].replace(/e/, '&#101;')}`,
        ],
        chance,
      ),
    );
  },
  (xml, chance) =>
    xml.replaceAll(pick(['saml2:', 'saml2p:', 'ds:'], chance), pick(['saml2:', 'saml2p:', 'x:', ''], chance)),
  (xml, chance) => replaceAt(xml, spot(/"/g, xml, chance), "'"),
];

/** The message with one to three changes, some of which change nothing that is signed. */
export function mutate(xml: string, chance: Chance): string {
  const changes = 1 + Math.floor(chance() * 3);
  return Array.from({ length: changes }).reduce<string>((changed) => pick(MUTATIONS, chance)(changed, chance), xml);
}
