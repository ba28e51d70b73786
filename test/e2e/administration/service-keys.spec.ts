import { X509Certificate } from 'node:crypto';
import { ApiClient } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { SamlIdentityProvider } from '../../support/saml-identity-provider.js';
import { SamlifyIdentityProvider } from '../../support/samlify-identity-provider.js';
import { SamlpLogoutService } from '../../support/samlp-logout.js';
import { SignInStage, type StagedIntegration } from '../../support/sign-in-stage.js';

const KEYS = '/api/v1/service-keys';
const WEEK = 7 * 86_400_000;

interface Key {
  readonly generation: number;
  readonly state: string;
  readonly fingerprint: string;
  readonly certificate: string;
  readonly signsFrom: string;
}

describe.each(engines)("the roll-over of the service's own keys on %s", (engine) => {
  let stage: SignInStage;
  let staff: ApiClient;
  let okta: SamlIdentityProvider;
  let acme: StagedIntegration;
  let first: Key;
  let second: Key;

  beforeAll(async () => {
    stage = await SignInStage.start(engine);
    staff = await ApiClient.signIn(stage.url);
    okta = await SamlIdentityProvider.create();
    const account = await stage.addAccount();
    await stage.addUser(account, { userName: 'dana@acme.example' });
    acme = await stage.addIntegration(account, { identityProvider: okta, uniqueIdentifier: 'acme', options: { signRequests: true } });
  });
  afterAll(() => stage?.stop());

  const list = async (): Promise<readonly Key[]> => (await staff.get(KEYS)).body.items;
  const metadata = async () => (await fetch(`${stage.url}/sso/metadata/acme`)).text();
  /** The certificates of our metadata, by their use. */
  const published = async (use: string) =>
    [...(await metadata()).matchAll(new RegExp(`<md:KeyDescriptor use="${use}">.*?<ds:X509Certificate>([^<]+)`, 'g'))].map(([, body]) => new X509Certificate(Buffer.from(body as string, 'base64')).fingerprint256);
  const request = async () => new URL((await fetch(`${stage.url}/sso/login/acme`, { redirect: 'manual' })).headers.get('location') as string);
  /** Which of them made the signature of our next request, by samlp's word. */
  const signer = async (...keys: readonly Key[]) => {
    const url = await request();
    const verified = await Promise.all(keys.map(({ certificate }) => SamlpLogoutService.readRequest(url, certificate).then(() => true, () => false)));
    return keys.filter((_, position) => verified[position]).map(({ generation }) => generation);
  };
  /** By our metadata; samlify takes one certificate of it, so not while there are two. */
  const verifiedBySamlify = async () => {
    const peer = await SamlifyIdentityProvider.create();
    return peer.readRequest(peer.serviceProvider(await metadata()), await request());
  };
  const signInEncryptedTo = async ({ certificate }: Key) => (await stage.post(await stage.issue(acme, 'dana@acme.example', { encryptFor: certificate, encryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#aes256-gcm', sign: 'both' }), { relayState: 'acme' })).status;

  it('begins with one key, which signs', async () => {
    await metadata();
    [first] = (await list()) as [Key];
    expect(await list()).toMatchObject([{ generation: 1, state: 'signing' }]);
    expect(await published('signing')).toEqual([first.fingerprint]);
    expect(await signer(first)).toEqual([1]);
    expect(await verifiedBySamlify()).toMatch(/^_/);
  });

  it('publishes the next: both stand in the metadata, the first still signs, assertions to either are read', async () => {
    const answer = await staff.post(KEYS);
    expect([answer.status, answer.body]).toEqual([201, expect.objectContaining({ generation: 2, state: 'next' })]);
    second = answer.body as Key;
    expect(Date.parse(second.signsFrom) - Date.now()).toBeGreaterThan(WEEK - 60_000);
    for (const use of ['signing', 'encryption']) expect(await published(use)).toEqual([first.fingerprint, second.fingerprint]);
    expect(await signer(first, second)).toEqual([1]);
    expect([await signInEncryptedTo(first), await signInEncryptedTo(second)]).toEqual([303, 303]);
  });

  it('has one that waits at most', async () => {
    expect(await staff.post(KEYS)).toMatchObject({ status: 409, body: { code: 'service_key_waiting' } });
    expect(await list()).toHaveLength(2);
  });

  it('activates it: the second signs, and both still stand in the metadata', async () => {
    expect(await staff.post(`${KEYS}/2/activate`)).toMatchObject({ status: 200, body: { generation: 2, state: 'signing' } });
    expect(await list()).toMatchObject([{ generation: 2, state: 'signing' }, { generation: 1, state: 'former' }]);
    for (const use of ['signing', 'encryption']) expect(await published(use)).toEqual([second.fingerprint, first.fingerprint]);
    expect(await signer(first, second)).toEqual([2]);
    expect(await (await fetch(`${stage.url}/sso/certificate.pem`)).text()).toBe(second.certificate);
    expect([await signInEncryptedTo(first), await signInEncryptedTo(second)]).toEqual([303, 303]);
    expect((await staff.post(`${KEYS}/2/activate`)).status).toBe(200);
  });

  it('lets neither the former sign again nor the one that signs go', async () => {
    expect(await staff.post(`${KEYS}/1/activate`)).toMatchObject({ status: 409, body: { code: 'service_key_state' } });
    expect(await staff.delete(`${KEYS}/2`)).toMatchObject({ status: 409, body: { code: 'service_key_state' } });
    for (const generation of ['3', '0', 'x', '1e3']) expect(await staff.post(`${KEYS}/${generation}/activate`)).toMatchObject({ status: 404, body: { code: 'service_key_unknown' } });
  });

  it('retires the former: what is encrypted to it is refused', async () => {
    expect((await staff.delete(`${KEYS}/1`)).status).toBe(204);
    expect(await published('encryption')).toEqual([second.fingerprint]);
    expect([await signInEncryptedTo(first), await signInEncryptedTo(second)]).toEqual([401, 303]);
    expect(await signer(second)).toEqual([2]);
    expect(await verifiedBySamlify()).toMatch(/^_/);
  });

  it('takes back a key that was published and never signed', async () => {
    expect((await staff.post(KEYS)).status).toBe(201);
    expect((await staff.delete(`${KEYS}/3`)).status).toBe(204);
    expect(await list()).toMatchObject([{ generation: 2 }]);
  });

  it('leaves each step in the audit trail, without a secret', async () => {
    const { body } = await staff.get(`/api/v1/accounts/${staff.session.account.id}/audit-events`);
    const steps = (body.items as { action: string; subject: { id: string } }[]).filter(({ action }) => action.startsWith('service_key.')).map(({ action, subject }) => `${action} ${subject.id}`);
    expect(steps.reverse()).toEqual(['service_key.published 2', 'service_key.activated 2', 'service_key.retired 1', 'service_key.published 3', 'service_key.retired 3']);
    expect(JSON.stringify([body, await list()])).not.toMatch(/PRIVATE KEY|sealed/);
  });

  it('is for staff alone', async () => {
    const { body: account } = await staff.post('/api/v1/accounts', { name: 'Other', owner: { email: 'owner@other.example', password: 'the owner of other' } });
    expect(account.id).toBeTruthy();
    const owner = await ApiClient.signIn(stage.url, { email: 'owner@other.example', password: 'the owner of other' });
    const calls = (caller: ApiClient) => Promise.all([caller.get(KEYS), caller.post(KEYS), caller.post(`${KEYS}/2/activate`), caller.delete(`${KEYS}/2`)]);
    expect((await calls(owner)).map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect((await calls(ApiClient.anonymous(stage.url))).map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    expect((await staff.with({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }).post(KEYS)).status).toBe(403);
  });
});
