// A certificate of nobody: its key was thrown away when it was made, so no sign-in can come of the example.
const CERTIFICATE =
  'MIIDJTCCAg2gAwIBAgIUfjIwXWnsKZTh0wX3nu4zwczPPdIwDQYJKoZIhvcNAQELBQAwITEQMA4GA1UECgwHRXhhbXBsZTENMAsGA1UEAwwEYWNtZTAgFw0yNjExMjQwNjU3NDRaGA8yMDU2MTExNjA2NTc0NFowITEQMA4GA1UECgwHRXhhbXBsZTENMAsGA1UEAwwEYWNtZTCCASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBALn7fFafYAEEn0mA9bvUHHJNdMa30fBeGdvQKdp0JXAlhiUq6wcXdxNhfykL2OeLF9+rZJ0w5ttBqb2ohOYYGhCpwmPjqxti8KAIHEdbTcr4Q9DBLEle1Yw8mMhtzCRfJao5jy0dtRQ4XjKiXFQV7tnzAvdR5+nSfUv6q+HILkYzDNUqMNOcdqPKk2gMHXNCKN1JdbiF712HWJrCz1YGiFIlxCZh72+HxOU46PE+RUpjIgdWJ4dC6lxZmb0OicdkUDPGg4dgjzwd4uHmAL9iLiqG2rg+AHRQhsYVysvarJHk5WK8qspAc2EUqkkQWvn+CkXS+JyTbUVwihULY/CVaiUCAwEAAaNTMFEwHQYDVR0OBBYEFFplej+C7seQMzMaK2CuFN8QtX5NMB8GA1UdIwQYMBaAFFplej+C7seQMzMaK2CuFN8QtX5NMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADggEBABl+3Qr+SaToOPKUZOqXuV2bvDnqmWd+8/dXZLzYnhvRIKKRzjN7Bily9tSafaLY61DkjLa3NqFWT16HhzW11Y2t2HGbZxvdFmdwZgWty0k7sjgepWyJCsANH76inDqm7aTwRKxAUDzj3Y6pwBlaVVdJAjCGjoBTGwJIJ8bVN0C2E6M21rctEQTTEImmMjPQO3v+SSU04rJooknDQ4o397rjz8BiVidtqu1bCn/EMp/7YRmTrwD6N5j2+pnxXtWZ4fo9VcDcdXvZ9bNkBpgfKmgm8CsZf0+s/hME/WJdNMobIkWuv36ul6VEk9I/ZaycrtLu+DaA4gbTa/jHiweHm74=';

const METADATA = `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="http://www.okta.com/exk1example2id3">
  <md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${CERTIFICATE}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://acme.okta.com/app/moovingon/exk1example2id3/sso/saml"/>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://acme.okta.com/app/moovingon/exk1example2id3/sso/saml"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>`;

/** Bodies for "Try it out"; a test sends the first one of each. */
export const createExamples = {
  pasted: { summary: 'Add Okta, metadata pasted', value: { provider: 'okta', name: 'Okta', entityId: 'acme', metadataXml: METADATA } },
  address: {
    summary: 'Add Okta by its Metadata URL',
    value: { provider: 'okta', name: 'Okta', entityId: 'acme', metadataUrl: 'https://acme.okta.com/app/exk1example2id3/sso/saml/metadata' },
  },
  otherEntityId: {
    summary: 'With an entity ID of another form',
    value: { provider: 'okta', entityId: 'https://sp.example.com/saml', uniqueIdentifier: 'acme', metadataUrl: 'https://acme.okta.com/app/exk1example2id3/sso/saml/metadata' },
  },
} as const;

export const changeExamples = {
  name: { summary: 'Another name', value: { name: 'Okta of Acme' } },
  metadata: { summary: 'Another Metadata URL: unverified until the next sign-in', value: { metadataUrl: 'https://acme.okta.com/app/exk1example2id3/sso/saml/metadata' } },
  requestedOnly: { summary: 'Only sign-ins that begin here', value: { options: { requestedOnly: true } } },
} as const;

export const switchExamples = {
  on: { summary: 'Enable', value: { enabled: true } },
  off: { summary: 'Disable: everybody stays as they are', value: { enabled: false } },
  force: { summary: 'Enable before anybody has signed in (owner or staff)', value: { enabled: true, force: true } },
} as const;

export const brakeExamples = {
  allow: { summary: 'Yes: they may go', value: { decision: 'allow' } },
  refuse: { summary: 'No, and why', value: { decision: 'refuse', reason: 'Nobody is leaving: the assignment in Okta was a mistake.' } },
  lift: { summary: 'Count again', value: { decision: 'lift' } },
} as const;
