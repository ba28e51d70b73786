import type { ExecutionContext } from '@nestjs/common';
import { Problem } from '@app/kernel';
import passport from 'passport';
import type { Attempt } from '../sign-in/attempt.js';
import { ProvenSignIn } from '../sign-in/proven-sign-in.js';
import { provenOf, SamlGuard } from './saml.guard.js';
import { SamlStrategy } from './saml.strategy.js';

type Prove = (attempt: Attempt) => Promise<unknown>;

/** The guard with everything behind the door replaced by one function. */
function guardWith(prove: Prove, take = async () => undefined as void): SamlGuard {
  const signIn = { prove };
  const record = { refusals: (_: unknown, steps: () => Promise<unknown>) => steps() };
  const cookie = { read: () => undefined };
  const rate = { take };
  return new SamlGuard(signIn as never, record as never, cookie as never, rate as never);
}

const proven = () => new ProvenSignIn({} as never, {} as never, { issuer: 'i', nameId: 'n' } as never, { subject: 'n' }, null);

function requestWith(fields: Record<string, unknown> | undefined, more: Record<string, unknown> = {}) {
  return { id: 'ref', ip: '::1', headers: { 'content-type': 'application/x-www-form-urlencoded' }, params: {}, body: fields, query: {}, ...more } as never;
}

const context = (request: object) => ({ switchToHttp: () => ({ getRequest: () => request, getResponse: () => ({}) }) }) as unknown as ExecutionContext;
const form = { SAMLResponse: 'PHg+' };

describe('the door', () => {
  beforeAll(() => void new SamlStrategy());

  const enter = async (prove: Prove, request = requestWith(form)) => {
    const passed = await guardWith(prove).canActivate(context(request));
    return { passed, person: provenOf(request) };
  };
  const refusalOf = (prove: Prove, request = requestWith(form)) =>
    enter(prove, request).then(
      () => 'let in',
      (error: unknown) => (error instanceof Problem ? error.code : String(error)),
    );

  it('lets in what was proven', async () => {
    const person = proven();
    expect(await enter(async () => person)).toEqual({ passed: true, person });
  });

  it('is passport: the strategy is registered under its name', () => {
    expect((passport as unknown as { _strategy(name: string): unknown })._strategy('saml')).toBeInstanceOf(SamlStrategy);
  });

  it.each([undefined, null, false, {}, { ...proven() }, 'somebody', { issuer: 'i', nameID: 'n' }])('refuses where the proof gives %j', async (result) => {
    expect(await refusalOf(async () => result)).not.toBe('let in');
  });

  it('hands on the refusal of a step as it is', async () => {
    expect(await refusalOf(async () => Promise.reject(new Problem('saml_signature_invalid', 401, 't', 'd')))).toBe('saml_signature_invalid');
  });

  it.each([undefined, {}, { SAMLResponse: '' }, { SAMLRequest: 'PHg+' }])('refuses the form %j without asking anybody', async (fields) => {
    let asked = false;
    expect(await refusalOf(async () => (asked = true), requestWith(fields))).toBe('saml_response_missing');
    expect(asked).toBe(false);
  });

  it.each([{ SAMLResponse: 'x' }, { SAMLRequest: 'x' }, { RelayState: 'x' }])('does not look at the query %j', async (query) => {
    expect(await refusalOf(async () => proven(), requestWith({}, { query, url: `/sso/acs?${new URLSearchParams(query as never).toString()}`, method: 'GET' }))).toBe('saml_response_missing');
    expect(await refusalOf(async () => proven(), requestWith(form, { query }))).toBe('let in');
  });

  it('takes texts of forms alone', async () => {
    expect(await refusalOf(async () => proven(), requestWith({ SAMLResponse: { length: 500_000_000 } }, { headers: { 'content-type': 'application/json' } }))).toBe('media_type_unsupported');
  });

  it('is shut to an address that has posted too much, before anything is read or asked', async () => {
    let asked = false;
    const prove = async () => (asked = true);
    const guard = guardWith(prove, async () => Promise.reject(new Problem('rate_limited', 429, 't', 'd')));
    await expect(guard.canActivate(context(requestWith({}, { headers: { 'content-type': 'text/plain' } })))).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(guard.canActivate(context(requestWith(form)))).rejects.toMatchObject({ code: 'rate_limited' });
    expect(asked).toBe(false);
  });

  it('refuses where a strategy of that name passes with nobody', async () => {
    class Passing extends passport.Strategy {
      override authenticate(this: passport.StrategyCreated<this>): void {
        this.pass();
      }
    }
    passport.use('saml', new Passing() as passport.Strategy);
    expect(await refusalOf(async () => proven())).toBe('saml_response_invalid');
    new SamlStrategy();
  });

  it('keeps two sign-ins apart that are at the door at once', async () => {
    const people = [proven(), proven()];
    const results = await Promise.all(people.map((person, position) => enter(() => new Promise((resolve) => setTimeout(() => resolve(person), position === 0 ? 20 : 1)))));
    expect(results.map(({ person }) => person)).toEqual(people);
    expect(results[0]?.person).toBe(people[0]);
    expect(results[1]?.person).toBe(people[1]);
  });
});
