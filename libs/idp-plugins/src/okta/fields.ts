import type { Field } from '@app/idp/contract';

/** What Universal Logout may be held to beyond the key of the application. */
export const fields: readonly Field[] = [
  {
    kind: 'url',
    name: 'orgUrl',
    label: 'Okta domain',
    description: 'The address of the Okta organisation, as Universal Logout names it. Only where it is not the address that people sign in at, as with a custom domain.',
    required: false,
    example: 'https://acme.okta.com',
  },
  {
    kind: 'text',
    name: 'appInstanceId',
    label: 'Okta application ID',
    description: 'The ID of the application in Okta (0oa…), as the address of its page in the Admin Console shows it. Once it is entered, Universal Logout is taken from that application alone.',
    required: false,
    example: '0oa1b2c3d4e5f6g7h8i9',
    maxLength: 100,
  },
];
