import { People } from '@app/directory';
import { systemActor } from '@app/audit';
import type { UserEntity } from '@app/persistence';
import { ApiClient } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { SamlIdentityProvider } from '../support/saml-identity-provider.js';
import { SignInStage, type StagedIntegration } from '../support/sign-in-stage.js';

const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';

interface Identity {
  readonly userId: string;
  readonly userName: string;
  readonly mismatches: readonly { code: string; refusesSignIn: boolean; detail: string; hint: string; between: string[] }[];
  readonly [field: string]: unknown;
}

describe.each(engines)('the identity check on %s', (engine) => {
  let stage: SignInStage;
  let staff: ApiClient;
  let okta: SamlIdentityProvider;
  let accountId: string;
  let acme: StagedIntegration;

  beforeAll(async () => {
    stage = await SignInStage.start(engine);
    staff = await ApiClient.signIn(stage.url);
    okta = await SamlIdentityProvider.create();
  });
  afterAll(() => stage.stop());

  beforeEach(async () => {
    accountId = await stage.addAccount('Acme');
    acme = await stage.addIntegration(accountId, { identityProvider: okta });
  });

  const path = (query = '') => `/api/v1/accounts/${accountId}/integrations/${acme.id}/identity-check${query}`;
  const check = async (query = ''): Promise<readonly Identity[]> => (await staff.get(path(query))).body.items;
  const of = async ({ id }: UserEntity, query = '') => (await check(query)).find(({ userId }) => userId === id);
  const codes = async (user: UserEntity, query = '') => (await of(user, query))?.mismatches.map(({ code }) => code);
  const signIn = async (nameId: string, changes = {}) => (await stage.post(await stage.issue(acme, nameId, changes), { relayState: acme.uniqueIdentifier })).status;
  const person = (userName: string, email = userName) => stage.addUser(accountId, { userName, email, displayName: 'Dana Levi' });

  it('shows NameID, userName, externalId and e-mail side by side, and nothing wrong where they match', async () => {
    const dana = await person('dana@acme.example');
    await stage.write((tx) => stage.setExternalId(tx, acme.id, dana.id, '00u-dana'));
    expect(await of(dana)).toEqual({
      ...{ userId: dana.id, displayName: 'Dana Levi', active: true, nameId: null, nameIdFormat: null, signedInAs: null, lastUsedAt: null },
      ...{ userName: 'dana@acme.example', externalId: '00u-dana', email: 'dana@acme.example', mismatches: [], refused: null },
    });
    const before = Date.now();
    expect(await signIn('Dana@ACME.example')).toBe(303);
    const shown = await of(dana);
    expect(shown).toMatchObject({ nameId: 'Dana@ACME.example', nameIdFormat: expect.stringContaining('emailAddress'), signedInAs: 'Dana@ACME.example', mismatches: [] });
    expect(Date.parse(shown?.lastUsedAt as string)).toBeGreaterThanOrEqual(before - 1);
    expect(await check('?mismatching=true')).toEqual([]);
  });

  it('keeps the NameID that was used last, of this integration alone', async () => {
    const dana = await person('dana', 'dana@acme.example');
    const other = await stage.addIntegration(accountId, { identityProvider: okta });
    expect([await signIn('dana'), await signIn('dana@acme.example')]).toEqual([303, 303]);
    expect(await of(dana)).toMatchObject({ nameId: 'dana@acme.example' });
    const there = (await staff.get(path().replace(acme.id, other.id))).body.items;
    expect(there).toMatchObject([{ userId: dana.id, nameId: null }]);
  });

  it('finds whoever signs in by the e-mail address while the userName is another, and says what to change in Okta', async () => {
    const dana = await person('dana', 'dana@acme.example');
    await signIn('dana@acme.example');
    expect((await of(dana, '?mismatching=true'))?.mismatches).toEqual([
      {
        ...{ code: 'name_id_is_email', between: ['nameId', 'userName'], refusesSignIn: false },
        detail: 'The person signs in by the primary e-mail address, expected the userName "dana", received "dana@acme.example".',
        hint: expect.stringMatching(/set Application username to Email/),
      },
    ]);
  });

  it('finds userName and e-mail address that differ, whether or not the person ever signed in', async () => {
    const dana = await person('dana', 'dana@acme.example');
    expect(await codes(dana, '?mismatching=true')).toEqual(['user_name_is_not_email']);
    await signIn('dana');
    expect(await codes(dana, '?mismatching=true')).toEqual(['user_name_is_not_email']);
  });

  it('compares what stood in for a NameID that the provider has made up', async () => {
    const dana = await person('dana@acme.example');
    expect(await signIn('00u-made-up', { nameIdFormat: PERSISTENT, attributes: { email: 'dana@acme.example' } })).toBe(303);
    expect(await of(dana)).toMatchObject({ nameId: '00u-made-up', nameIdFormat: PERSISTENT, signedInAs: 'dana@acme.example', mismatches: [] });
  });

  it('finds a name of the last sign-in that is nobody’s any more', async () => {
    const dana = await person('dana@acme.example');
    await signIn('dana@acme.example');
    await stage.changeUser(accountId, dana.id, { userName: 'dana@acme-group.example', emails: [{ value: 'dana@acme-group.example', primary: true }] });
    const shown = await of(dana, '?mismatching=true');
    expect(shown?.mismatches).toMatchObject([{ code: 'name_id_unknown', refusesSignIn: true, detail: expect.stringMatching(/expected "dana@acme-group\.example", received "dana@acme\.example"/) }]);
    // As it says.
    expect(await signIn('dana@acme.example')).toBe(405);
  });

  it.each([
    ['the same local part at another domain', 'dana@acme-group.example'],
    ['the local part alone', 'Dana'],
    ['another e-mail address of the person', 'private@mail.example'],
    ['the externalId', '00u-Dana'],
  ])('puts a refused NameID beside the person whom it resembles: %s', async (_, nameId) => {
    const emails = [{ value: 'dana@acme.example', primary: true }, { value: 'Private@mail.example' }];
    const dana = await stage.addUser(accountId, { userName: 'dana@acme.example', emails });
    await person('somebody@acme.example');
    await stage.write((tx) => stage.setExternalId(tx, acme.id, dana.id, '00u-Dana'));
    expect(await signIn(nameId)).toBe(405);
    const [attempt] = await stage.attempts(acme.id);
    const mismatching = await check('?mismatching=true');
    expect(mismatching).toMatchObject([{ userId: dana.id, refused: { nameId, reference: attempt?.reference }, mismatches: [{ code: 'name_refused', refusesSignIn: true, hint: expect.stringMatching(/In Okta/) }] }]);
    expect((await of(dana))?.mismatches).toEqual(mismatching[0]?.mismatches);
    // Once the right name has signed in, the refused one is history.
    expect(await signIn('dana@acme.example')).toBe(303);
    expect([await check('?mismatching=true'), (await of(dana))?.refused]).toEqual([[], null]);
  });

  it('forgets a refused NameID as soon as somebody has it', async () => {
    const dana = await person('dana@acme.example');
    expect(await signIn('dana@new.example')).toBe(405);
    expect(await codes(dana)).toEqual(['name_refused']);
    await person('dana@new.example');
    expect(await codes(dana)).toEqual([]);
  });

  it('leaves out refused NameIDs that resemble nobody, many people, or people of another account', async () => {
    const elsewhere = await stage.addAccount('Other');
    await stage.addUser(elsewhere, { userName: 'stranger@other.example' });
    for (const domain of ['a', 'b', 'c', 'd']) await person(`info@${domain}.example`);
    for (const nameId of ['stranger@acme.example', 'nobody@acme.example', 'info@e.example']) expect(await signIn(nameId)).toBe(405);
    expect(await check('?mismatching=true')).toEqual([]);
  });

  it('says of an owner whom the provisioning client has deleted why he is refused', async () => {
    const owner = await stage.addUser(accountId, { userName: 'boss@acme.example', email: 'boss@acme.example', owner: true });
    const context = { accountId, integrationId: acme.id, rights: { role: 'admin', staff: false }, actor: systemActor } as const;
    await stage.write((tx) => stage.part(People).remove(tx, context as never, owner.id));
    expect(await signIn('boss@acme.example')).toBe(405);
    expect((await of(owner, '?mismatching=true'))?.mismatches).toMatchObject([{ code: 'name_refused', detail: expect.stringMatching(/deleted by the provisioning client/) }]);
  });

  it('is a page like every list, filtered or not', async () => {
    for (const name of ['ada', 'bob', 'cleo', 'dana', 'eve']) await person(name, name === 'bob' ? 'bob' : `${name}@acme.example`);
    const walk = async (query: string) => {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const { status, body } = await staff.get(path(`?limit=2${query}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`));
        expect([status, body.items.length <= 2]).toEqual([200, true]);
        seen.push(...body.items.map(({ userName }: Identity) => userName));
        cursor = body.nextCursor;
      }
      return seen;
    };
    expect(await walk('')).toEqual(['ada', 'bob', 'cleo', 'dana', 'eve']);
    expect(await walk('&mismatching=true')).toEqual(['ada', 'cleo', 'dana', 'eve']);
    expect(await walk('&mismatching=false')).toEqual(['ada', 'bob', 'cleo', 'dana', 'eve']);
    const { nextCursor } = (await staff.get(path('?limit=2'))).body;
    expect(await staff.get(path(`?mismatching=true&cursor=${encodeURIComponent(nextCursor)}`))).toMatchObject({ status: 400, body: { code: 'cursor_invalid' } });
    expect(await staff.get(path('?mismatching=maybe'))).toMatchObject({ status: 400, body: { code: 'request_invalid' } });
  });

  it('goes with the person and with the integration', async () => {
    const dana = await person('dana@acme.example');
    await signIn('dana@acme.example');
    expect((await staff.delete(`/api/v1/accounts/${accountId}/users/${dana.id}`)).status).toBe(204);
    expect(await check()).toEqual([]);
    await person('dana@acme.example');
    await signIn('dana@acme.example');
    expect((await staff.delete(path().replace('/identity-check', ''))).status).toBe(204);
    expect(await staff.get(path())).toMatchObject({ status: 404, body: { code: 'integration_unknown' } });
  });
});
