import {
  INDEXED_LENGTH,
  binary,
  complex,
  flag,
  reference,
  text,
  type AttributeDefinition,
} from './attribute-definition.js';
import { CORE_USER, type SchemaDefinition } from './schema-definition.js';

const READ_ONLY = { mutability: 'readOnly' } as const;

/** The sub-attributes that RFC 7643 §2.4 gives a multi-valued attribute, around its own `value`. */
function valued(value: AttributeDefinition, types: readonly string[] = []): AttributeDefinition[] {
  return [
    value,
    text('display', 'A name of this value for people to read.'),
    text('type', 'What this value is for.', types.length > 0 ? { canonicalValues: types } : {}),
    flag('primary', 'Whether this is the preferred value; true at most once.'),
  ];
}

const many = (name: string, description: string, subAttributes: AttributeDefinition[]) =>
  complex(name, description, subAttributes, { multiValued: true });

const name = complex('name', 'The parts of the name.', [
  text('formatted', 'The whole name, as it is shown.'),
  text('familyName', 'Family name or last name.'),
  text('givenName', 'Given name or first name.'),
  text('middleName', 'Middle names.'),
  text('honorificPrefix', 'Title before the name.'),
  text('honorificSuffix', 'Suffix after the name.'),
]);

const addresses = many('addresses', 'Postal addresses.', [
  text('formatted', 'The whole address, as it is shown or printed; may hold line breaks.'),
  text('streetAddress', 'Street, house number, post office box; may hold line breaks.'),
  text('locality', 'City or locality.'),
  text('region', 'State or region.'),
  text('postalCode', 'Zip or postal code.'),
  text('country', 'Country, as its ISO 3166-1 alpha-2 code.'),
  text('type', 'What this address is for.', { canonicalValues: ['work', 'home', 'other'] }),
  flag('primary', 'Whether this is the preferred address; true at most once.'),
]);

const groups = complex(
  'groups',
  'The groups that the user belongs to; changed through the groups.',
  [
    text('value', 'Id of the group.', { ...READ_ONLY, caseExact: true }),
    reference('$ref', ['Group'], 'Address of the group.', READ_ONLY),
    text('display', 'Name of the group.', READ_ONLY),
    text('type', 'Whether the user is a member itself or through another group.', {
      ...READ_ONLY,
      canonicalValues: ['direct', 'indirect'],
    }),
  ],
  { ...READ_ONLY, multiValued: true },
);

const PHONE =
  'in E.164 form: "+", country code, number, without blanks, dashes or brackets, for example +972541234567.';

/** Attributes that MoovingON AI adds at the top level of the core schema, where Okta's profile editor sends them. */
const ours: readonly AttributeDefinition[] = [
  text(
    'email',
    'The primary e-mail address: the value of the primary entry of emails, else of the first. Set emails.',
    {
      ...READ_ONLY,
      uniqueness: 'server',
      maxLength: INDEXED_LENGTH,
    },
  ),
  flag('moovingon_ai_admin', 'Whether the user administers the account. Absent keeps, false or null revokes.'),
  text('firstPhone', `First phone ${PHONE} Absent keeps, empty or null unsets.`, { maxLength: 100 }),
  text('secondPhone', `Second phone ${PHONE} Absent keeps, empty or null unsets.`, { maxLength: 100 }),
];

/** The core User schema (RFC 7643 §4.1). */
export const userSchema: SchemaDefinition = {
  id: CORE_USER,
  name: 'User',
  description: 'User Account',
  attributes: [
    text('userName', 'Name under which the user signs in; unique in the account together with the primary e-mail.', {
      required: true,
      uniqueness: 'server',
      maxLength: INDEXED_LENGTH,
    }),
    name,
    text('displayName', 'Name of the user for people to read.'),
    text('nickName', 'Casual name.'),
    reference('profileUrl', ['external'], 'Address of a page about the user.'),
    text('title', 'Title at work, such as "Vice President".'),
    text('userType', 'Relationship to the organization, such as "Contractor".'),
    text('preferredLanguage', 'Preferred languages, as in the header Accept-Language.'),
    text('locale', 'Locale for dates, numbers and currency, such as "en-US".'),
    text('timezone', 'Time zone of the IANA database, such as "Asia/Jerusalem".'),
    flag('active', 'Whether the user may sign in. Absent keeps; at creation it is true.'),
    text('password', 'Accepted and forgotten: users sign in through the identity provider.', {
      mutability: 'writeOnly',
      returned: 'never',
      caseExact: true,
    }),
    many('emails', 'E-mail addresses; the primary one, else the first, is unique in the account.', [
      ...valued(text('value', 'E-mail address.', { maxLength: INDEXED_LENGTH }), ['work', 'home', 'other']),
    ]),
    many('phoneNumbers', 'Phone numbers in any form.', [
      ...valued(text('value', 'Phone number.'), ['work', 'home', 'mobile', 'fax', 'pager', 'other']),
    ]),
    many('ims', 'Instant messaging addresses.', [
      ...valued(text('value', 'Instant messaging address.'), [
        'aim',
        'gtalk',
        'icq',
        'xmpp',
        'msn',
        'skype',
        'qq',
        'yahoo',
      ]),
    ]),
    many('photos', 'Addresses of photos.', [
      ...valued(reference('value', ['external'], 'Address of a photo.'), ['photo', 'thumbnail']),
    ]),
    addresses,
    groups,
    many('entitlements', 'Things that the user may use.', valued(text('value', 'An entitlement.'))),
    many('roles', 'Roles at the customer; they give no rights here.', valued(text('value', 'A role.'))),
    many('x509Certificates', 'Certificates of the user.', valued(binary('value', 'DER certificate, base64.'))),
    ...ours,
  ],
};
