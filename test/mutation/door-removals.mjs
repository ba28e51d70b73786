// What a sign-in rests on outside the verification of messages, each with one textual edit that takes it out of the code, and the spec that has to
// notice (docs/mutation-testing.md). Where two places hold the same on purpose, an edit takes both.

const SIGN_IN = 'libs/idp/src/sign-in';
const DOOR = 'libs/idp/src/door';
const REQUESTS = 'libs/idp/src/requests';
const LOGOUT = 'libs/idp/src/logout';
const OPENID = 'libs/idp/src/openid';
const REVOCATION = 'libs/idp/src/revocation';
const HTTP = 'libs/idp/src/http';
const STORED = 'libs/persistence/src/repositories/sign-in.repository.ts';

const SPECS = {
  door: 'libs/idp/src/door/door.spec.ts',
  sentence: 'libs/idp/src/sign-in/saml-sign-in.spec.ts',
  hold: 'libs/idp/src/sign-in/hold-integration.spec.ts',
  steps: 'test/attacks/steps-of-a-sign-in.spec.ts',
  threats: 'test/attacks/threat-table.spec.ts',
  signIn: 'test/e2e/sign-in.spec.ts',
  requested: 'test/e2e/requested-sign-in.spec.ts',
  between: 'test/e2e/sign-in-between-integrations.spec.ts',
  proof: 'libs/idp/src/sign-in/saml-proof.spec.ts',
  remembered: 'test/e2e/sign-in-remembered.spec.ts',
  handOver: 'test/e2e/sign-in-hand-over.spec.ts',
  signOut: 'test/e2e/sign-out.spec.ts',
  openId: 'test/e2e/openid-connect.spec.ts',
  openIdSentence: 'libs/idp/src/openid/openid-sign-in.spec.ts',
  openIdHold: 'libs/idp/src/openid/hold-openid-integration.spec.ts',
  openIdProof: 'libs/idp/src/openid/openid-proof.spec.ts',
  oidc: 'libs/oidc/src/oidc.spec.ts',
  revocation: 'test/e2e/universal-logout.spec.ts',
  metadata: 'libs/metadata/src/metadata.spec.ts',
  returnTo: 'libs/idp/src/requests/return-to.spec.ts',
  refusals: 'test/e2e/refusals.spec.ts',
  integrations: 'test/e2e/integrations.spec.ts',
};

/** @type {readonly {name: string, spec: string, edits: readonly (readonly [file: string, from: string, to: string])[]}[]} */
export const REMOVALS = [
  // The door
  removal('the door lets nobody through without a proof (the strategy, the guard and the route look)', SPECS.door, [
    [`${DOOR}/saml.strategy.ts`, 'profile?.proven instanceof ProvenSignIn ? profile.proven : false', '(profile?.proven as ProvenSignIn) ?? ({} as ProvenSignIn)'],
    [`${DOOR}/saml.guard.ts`, 'if (!(user instanceof ProvenSignIn)) throw nobody();', ''],
    [`${DOOR}/saml.guard.ts`, 'if (request.proven instanceof ProvenSignIn) return request.proven;', 'if (request.proven) return request.proven;'],
  ]),
  removal('a step that refuses ends the sign-in at the door', SPECS.door, [[`${DOOR}/saml.guard.ts`, 'if (error) throw error;', '']]),
  removal('an empty form is refused before anybody is asked', SPECS.door, [[`${DOOR}/saml.guard.ts`, 'if (!samlResponse) throw refuseSaml(', 'if (false) throw refuseSaml(']]),
  removal('nothing but a form is read', SPECS.door, [[`${SIGN_IN}/attempt.ts`, "if (received.split(';', 1)[0]?.trim().toLowerCase() === FORM) return", 'if (received) return']]),
  removal('a query is not read in place of the form', SPECS.door, [[`${SIGN_IN}/attempt.ts`, 'samlResponse: fields.SAMLResponse,', 'samlResponse: fields.SAMLResponse ?? (request.query as { SAMLResponse?: string }).SAMLResponse,']]),
  removal('what one address posts is bounded', SPECS.door, [[`${DOOR}/saml.guard.ts`, 'await this.rate.take(request.ip);', '']]),
  removal('a refusal at the door is in the sign-in log', SPECS.refusals, [[`${SIGN_IN}/sign-in-record.ts`, 'await this.log.recordRefused({', 'void ({']]),
  removal('a sign-in is in the sign-in log', SPECS.signIn, [[`${SIGN_IN}/sign-in-record.ts`, 'tx.leaveToCommit(this.log.recordAccepted(tx, {', 'void (({']]),
  // The integration that a response is meant for
  removal('of several integrations with one issuer, the audience chooses', SPECS.threats, [[`${SIGN_IN}/find-integration.ts`, 'audiencesOf(this.settings.publicUrl, row).some((audience) => audiences.includes(audience))', 'true']]),
  removal('of several with one issuer and audience, the one whose keys verify, or none', SPECS.between, [[`${SIGN_IN}/find-integration.ts`, 'return signers.length === 1 ? signers[0] : undefined;', 'return signers[0];']]),
  removal('keys choose among several', SPECS.between, [[`${SIGN_IN}/find-integration.ts`, 'if (await this.verification.isSignedFor(candidate, attempt)) signers.push(candidate);', 'signers.push(candidate);']]),
  removal('no more than 20 integrations are tried for one response', SPECS.steps, [[`${SIGN_IN}/find-integration.ts`, 'if (candidates.length > MOST_CANDIDATES) return undefined;', '']]),
  removal('an integration of another protocol takes no responses', SPECS.steps, [[`${SIGN_IN}/trusted-integration.ts`, "plugin?.protocol !== 'saml' || row.issuer === null", '!plugin || row.issuer === null']]),
  removal('an integration without metadata takes no responses', SPECS.steps, [[`${SIGN_IN}/trusted-integration.ts`, " || row.issuer === null) return undefined;", ') return undefined;'], [`${SIGN_IN}/trusted-integration.ts`, 'uniqueIdentifier, issuer, provider } = row;', "uniqueIdentifier, provider } = row;\n    const issuer = row.issuer ?? '';"]]),
  // What it is verified against
  removal('the issuer is that of the integration', SPECS.between, [[`${SIGN_IN}/verify-assertion.ts`, 'issuer: integration.issuer,', 'issuer: (await readClaims(attempt)).issuer ?? integration.issuer,'], [`${SIGN_IN}/verify-assertion.ts`, "import type { Attempt } from './attempt.js';", "import type { Attempt } from './attempt.js';\nimport { readClaims } from './read-claims.js';"]]),
  removal('the audience is that of the integration', SPECS.threats, [[`${SIGN_IN}/verify-assertion.ts`, 'audiences: audiencesOf(publicUrl, integration),', 'audiences: (await readClaims(attempt)).audiences,'], [`${SIGN_IN}/verify-assertion.ts`, "import type { Attempt } from './attempt.js';", "import type { Attempt } from './attempt.js';\nimport { readClaims } from './read-claims.js';"]]),
  removal('the recipient is an address of ours', SPECS.signIn, [[`${SIGN_IN}/verify-assertion.ts`, 'recipients: acsSpellings(publicUrl, integration),', 'recipients: (await readClaims(attempt)).recipients,'], [`${SIGN_IN}/verify-assertion.ts`, "import type { Attempt } from './attempt.js';", "import type { Attempt } from './attempt.js';\nimport { readClaims } from './read-claims.js';"]]),
  removal('the answer to a request that this browser did not make is refused', SPECS.requested, [[`${SIGN_IN}/verify-assertion.ts`, 'requestId: request?.id ?? null,', 'requestId: request?.id,']]),
  removal('an integration may ask for sign-ins that began here alone', SPECS.requested, [[`${SIGN_IN}/verify-assertion.ts`, 'if (requestedOnly && !request) throw notRequested();', '']]),
  removal('what an integration asks for beyond the rules is asked for', SPECS.requested, [[`${SIGN_IN}/verify-assertion.ts`, 'narrowing: { ...narrowing, ', 'narrowing: { ']]),
  removal('a sign-in that was to be made anew was made after it was asked for', SPECS.requested, [[`${SIGN_IN}/verify-assertion.ts`, '...(request && integration.options.forceAuthn === true && { authenticatedAfter: askedAt(request) })', '']]),
  removal('metadata is read again for a key that is unknown, and for nothing else', SPECS.between, [[`${SIGN_IN}/verify-with-current-keys.ts`, "error.code === 'saml_signature_invalid' && ['signature', 'key'].includes(String(error.members.condition))", 'true']]),
  removal('metadata is read again once, not with each response', SPECS.between, [['libs/metadata/src/metadata-refresher.ts', "if (!(await this.turns.take(integrationId, pauseMs))) return { outcome: 'too-soon' };", '']]),
  removal('metadata of another entity does not replace what is there', SPECS.metadata, [['libs/metadata/src/metadata-refresher.ts', 'sourceOf(integration.metadataUrl, integration), integration.issuer ?? undefined)', 'sourceOf(integration.metadataUrl, integration))']]),
  // Login CSRF, RelayState, where it ends
  removal('the request is that of this browser: the cookie is compared', SPECS.requested, [[STORED, '{ id, integrationId, browserDigest, expiresAt: MoreThan(now) });\n  }\n\n  /** The request, whichever', '{ id, integrationId, expiresAt: MoreThan(now) });\n  }\n\n  /** The request, whichever']]),
  removal('the request is one to this integration', SPECS.requested, [[STORED, '{ id, integrationId, browserDigest, expiresAt: MoreThan(now) });\n  }\n\n  /** The request, whichever', '{ id, browserDigest, expiresAt: MoreThan(now) });\n  }\n\n  /** The request, whichever'], [STORED, 'deleteRows(tx, SignInRequestEntity, { id, integrationId, browserDigest,', 'deleteRows(tx, SignInRequestEntity, { id, browserDigest,']]),
  removal('a request may be answered for 15 minutes', SPECS.steps, [[STORED, 'browserDigest, expiresAt: MoreThan(now) });\n  }\n\n  /** The request, whichever', 'browserDigest });\n  }\n\n  /** The request, whichever'], [STORED, '{ id, integrationId, browserDigest, expiresAt: MoreThan(now) })) === 1', '{ id, integrationId, browserDigest })) === 1']]),
  removal('a request is answered once', SPECS.requested, [[`${SIGN_IN}/saml-sign-in.ts`, 'this.admission.spendRequest(tx, request),', 'Promise.resolve(),']]),
  removal('the second of two answers to one request is refused', SPECS.requested, [[`${SIGN_IN}/admit.ts`, 'if (!request || (await this.requests.spend(tx, request))) return;', 'if (request) await this.requests.spend(tx, request);\n    if (this) return;']]),
  removal('RelayState is no address', SPECS.threats, [[`${SIGN_IN}/saml-sign-in.ts`, 'return this.handOver.toApplication(tx, opened, request);', "const signedIn = await this.handOver.toApplication(tx, opened, request);\n        return attempt.relayState?.includes(':') ? { ...signedIn, location: attempt.relayState } : signedIn;"]]),
  removal('the page to return to is a path', SPECS.requested, [[`${HTTP}/login.controller.ts`, 'const page = readReturnTo(returnTo);', 'const page = (returnTo as string | undefined) ?? null;']]),
  removal('a path that names another host is none', SPECS.returnTo, [[`${REQUESTS}/return-to.ts`, 'if (OTHER_HOST.test(current) || CONTROL.test(current)) return false;', 'if (CONTROL.test(current)) return false;']]),
  removal('a path with a line end is none', SPECS.returnTo, [[`${REQUESTS}/return-to.ts`, 'if (OTHER_HOST.test(current) || CONTROL.test(current)) return false;', 'if (OTHER_HOST.test(current)) return false;']]),
  removal('a path is looked at decoded as well', SPECS.returnTo, [[`${REQUESTS}/return-to.ts`, 'round < 4', 'round < 1']]),
  // The unit of work that opens the session
  removal('a response signs in once: the row of its assertion is written', SPECS.signIn, [[`${SIGN_IN}/saml-sign-in.ts`, 'this.admission.spendAssertion(tx, proven.integration, assertion),', 'Promise.resolve(),']]),
  removal('a row that is there already refuses', SPECS.signIn, [[`${SIGN_IN}/admit.ts`, 'if (await this.spentAssertions.spend(tx, spent)) return;', 'await this.spentAssertions.spend(tx, spent);\n    if (this) return;']]),
  removal('what was used is remembered by the assertion, not by the message around it', SPECS.threats, [[`${SIGN_IN}/admit.ts`, 'assertionDigest: digest(assertionId), expiresAt: acceptableUntil', 'assertionDigest: digest(`${assertionId} ${responseId ?? Math.random()}`), expiresAt: acceptableUntil'], [`${SIGN_IN}/admit.ts`, '{ assertionId, acceptableUntil }: VerifiedAssertion', '{ assertionId, acceptableUntil, responseId }: VerifiedAssertion']]),
  removal('what was used is remembered for as long as it would be accepted', SPECS.steps, [[`${SIGN_IN}/admit.ts`, 'expiresAt: acceptableUntil.getTime() };', 'expiresAt: acceptableUntil.getTime() - 3_600_000 };']]),
  removal('an integration that was deleted meanwhile lets nobody in', SPECS.hold, [[`${SIGN_IN}/hold-integration.ts`, 'const current = row && (await this.trusted.completeHeld(tx, row));', 'const current = await this.trusted.completeHeld(tx, row as never);']]),
  removal('an integration that names another issuer meanwhile lets nobody in', SPECS.hold, [[`${SIGN_IN}/hold-integration.ts`, 'return issuer === assertion.issuer && fingerprints', 'return fingerprints']]),
  removal('a key that the administrator took away meanwhile lets nobody in', SPECS.hold, [[`${SIGN_IN}/hold-integration.ts`, ' && fingerprints.includes(assertion.certificateFingerprint);', ';']]),
  removal('an integration that has another entity ID meanwhile lets nobody in', SPECS.hold, [[`${SIGN_IN}/hold-integration.ts`, 'current.entityId === before.entityId && ', '']]),
  removal('the integration is read anew inside the unit of work', SPECS.sentence, [[`${SIGN_IN}/saml-sign-in.ts`, 'this.integrations.hold(tx, proven.integration, assertion),', 'Promise.resolve(proven.integration),']]),
  removal('what is remembered of an integration counts in its version alone', SPECS.hold, [[`${SIGN_IN}/hold-integration.ts`, 'remembered.id)) === remembered.version) return', 'remembered.id)) !== undefined) return']]),
  removal('what is remembered of an integration is held against the one that is there', SPECS.remembered, [[`${SIGN_IN}/hold-integration.ts`, 'if (before.remembered) return this.holdRemembered(tx, before);', 'if (before.remembered) return before;']]),
  removal('what is remembered of an integration is nothing to a browser that has asked', SPECS.proof, [[`${SIGN_IN}/saml-proof.ts`, 'attempt.browserKey === undefined ? this.remembered.namedBy(attempt) : undefined;', 'this.remembered.namedBy(attempt);']]),
  removal('what is remembered of an integration refuses nobody', SPECS.proof, [[`${SIGN_IN}/saml-proof.ts`, 'if (error instanceof Problem) return undefined;', '']]),
  removal('one step that refuses refuses all that go with it', SPECS.sentence, [[`${SIGN_IN}/together.ts`, 'if (refused) throw refused.reason;', '']]),
  removal('a person is one of the account of the integration', SPECS.between, [['libs/persistence/src/repositories/user.repository.ts', 'WHERE account_id = ${accountId} AND value IN', 'WHERE value IN']]),
  removal('an attribute that a person can edit does not choose who he is', SPECS.signIn, [[`${SIGN_IN}/who-signs-in.ts`, '(opaque && email ? email : nameId)', '(email ? email : nameId)']]),
  removal('a person who is deactivated is not signed in', SPECS.signIn, [['libs/directory/src/sessions/sessions.ts', "if (!allows(accessOfUser(user), wanted.origin)) throw refuseDirectory(", 'if (false) throw refuseDirectory(']]),
  removal('a person without a user is not signed in', SPECS.signIn, [[`${SIGN_IN}/admit.ts`, 'if (person) return person;', "if (person) return person;\n    return ((await this.people.findPersonForSignIn(tx, accountId, { nameId: 'dana@acme.example' })) ?? person) as UserEntity;"]]),
  removal('a session by an identity provider carries admin at most', SPECS.threats, [[`${SIGN_IN}/admit.ts`, "origin: 'identity-provider',", "origin: 'password' as never,"]]),
  removal('a session ends when the provider says that it must', SPECS.steps, [[`${SIGN_IN}/admit.ts`, 'notAfter: assertion.sessionNotOnOrAfter?.getTime() ?? null,', 'notAfter: null,']]),
  removal('a session is that of the integration, so that its logout finds it', SPECS.signOut, [[`${SIGN_IN}/admit.ts`, 'integrationId: integration.id,', 'integrationId: null,']]),
  removal('an integration becomes verified by a sign-in', SPECS.signIn, [[`${SIGN_IN}/saml-sign-in.ts`, 'await this.integrations.markVerified(tx, integration, person.id, attempt);', '']]),
  removal('an integration becomes verified by a sign-in that was accepted, and by no other', SPECS.steps, [[`${SIGN_IN}/saml-sign-in.ts`, 'const profile = attempt.integration.plugin', "await this.unitOfWork.run((tx) => this.integrations.markVerified(tx, attempt.integration as never, '', attempt));\n    const profile = attempt.integration.plugin"]]),
  removal('provisioning waits for the first sign-in', SPECS.integrations, [['libs/integrations/src/switch-scim.ts', 'if (!enabled || scimEnabled || verifiedAt !== null) return;', 'if (verifiedAt !== undefined) return;']]),
  // The application on another origin
  removal('an application on another origin gets a code, and only that', SPECS.handOver, [[`${SIGN_IN}/hand-over.ts`, 'this.isOurOrigin() ? this.settings.appUrl : await this.withCode(tx, session)', 'this.settings.appUrl']]),
  removal('a code is exchanged once', SPECS.handOver, [[STORED, 'return (await deleteRows(tx, SignInCodeEntity, { codeDigest })) === 1 ? code : null;', 'return code;']]),
  removal('a code is good for 60 seconds', SPECS.steps, [[STORED, 'const where = { codeDigest, expiresAt: MoreThan(now), ', 'const where = { codeDigest, ']]),
  removal('a code is for the account of the person alone', SPECS.steps, [[`${SIGN_IN}/exchange-code.ts`, 'digest(code), staff ? undefined : accountId,', 'digest(code), undefined,']]),
  removal('a code of a session that has ended tells of nobody', SPECS.handOver, [[`${SIGN_IN}/exchange-code.ts`, 'if (!session || !user || !account) return undefined;', "if (!spent) return undefined;\n    if (!session || !user || !account) return { user: {}, account: {}, role: 'member', session: {} } as never;"]]),
  removal('an exchanged code carries admin at most', SPECS.steps, [[`${SIGN_IN}/exchange-code.ts`, "role: roleOf(user) === 'member' ? 'member' : 'admin',", 'role: roleOf(user),']]),
  // Logout
  removal('a logout message is verified', SPECS.signOut, [[`${HTTP}/logout.controller.ts`, 'const verified = await this.logout.verify(integration, message);', "const verified = (await this.logout.verify(integration, message).catch(() => ({ kind: 'request', id: 'x' + Math.random(), nameId: 'dana@acme.example', sessionIndexes: [], acceptableUntil: new Date() }))) as Awaited<ReturnType<SingleLogout['verify']>>;"]]),
  removal('a logout message is used once', SPECS.signOut, [[`${LOGOUT}/end-by-provider.ts`, 'if (!(await this.spent.spend(tx, message))) throw replayed(request);', 'await this.spent.spend(tx, message);']]),
  removal('a logout ends the sessions of this integration alone', SPECS.signOut, [['libs/persistence/src/repositories/session.repository.ts', '{ integrationId, nameId, ...(sessionIndex', '{ nameId, ...(sessionIndex']]),
  removal('a logout ends the sessions that it names alone', SPECS.signOut, [[`${LOGOUT}/end-by-provider.ts`, 'request.sessionIndexes.length > 0 ? request.sessionIndexes : [null]', '[null]']]),
  removal('a logout that names none ends all of the person', SPECS.signOut, [[`${LOGOUT}/end-by-provider.ts`, 'request.sessionIndexes.length > 0 ? request.sessionIndexes : [null]', 'request.sessionIndexes']]),
  removal('a logout message was sent to our address of this integration', SPECS.steps, [[`${LOGOUT}/single-logout.ts`, 'destinations: [logoutUrl, `${logoutUrl}/`],', "destinations: ['acme', 'twin'].flatMap((one) => [logoutUrl.replace(/[^/]+$/, one), `${logoutUrl}/`]),"]]),
  removal('another site does not sign people out', SPECS.signOut, [[`${HTTP}/signed-in-browser.ts`, 'this.guard.check(request);', '']]),
  removal('a link of another site does not sign people out', SPECS.signOut, [[`${HTTP}/logout.controller.ts`, "request.headers['sec-fetch-site'] !== 'cross-site'", 'request']]),
  removal('signing out here ends the session here', SPECS.signOut, [[`${LOGOUT}/sign-out.ts`, 'await this.unitOfWork.run((tx) => this.sessions.end(tx, session.id));', '']]),
  // OpenID Connect
  removal('an answer of an OpenID provider is to a request of ours', SPECS.openIdProof, [[`${OPENID}/openid-proof.ts`, 'if (request && request.sealedState !== null) return request;', 'if (request) return request;']]),
  removal('an answer of an OpenID provider is to this browser', SPECS.openId, [[`${OPENID}/openid-sign-in.ts`, 'this.proof.assertSameBrowser(request, attempt);', '']]),
  removal('a request to an OpenID provider is answered once', SPECS.openId, [[`${OPENID}/openid-sign-in.ts`, 'await this.proof.spend(request);', '']]),
  removal('a request to an OpenID provider may be answered for 15 minutes', SPECS.steps, [[STORED, '{ id, expiresAt: MoreThan(now) }', '{ id }'], [STORED, '{ id, integrationId, browserDigest, expiresAt: MoreThan(now) })) === 1', '{ id, integrationId, browserDigest })) === 1']]),
  removal('an e-mail address counts where the OpenID provider vouches for it', SPECS.openId, [[`${OPENID}/who-signs-in-by-claims.ts`, "if (claims.get('email_verified') !== true) throw", 'if (false) throw']]),
  removal('a parameter of the answer is there once', SPECS.openId, [[`${OPENID}/openid-attempt.ts`, 'if (query.getAll(name).length > 1) throw', 'if (false) throw']]),
  removal('the OpenID integration is read anew inside the unit of work', SPECS.openIdSentence, [[`${OPENID}/openid-sign-in.ts`, 'const integration = await this.integrations.hold(tx, proven.integration);', 'const { integration } = proven;']]),
  removal('an OpenID integration that was changed meanwhile lets nobody in', SPECS.openIdHold, [[`${OPENID}/hold-openid-integration.ts`, 'if (current && isSame(current, before)) return current;', 'if (current) return current;']]),
  removal('a sign-in by OpenID Connect that was to be made anew was', SPECS.openIdProof, [[`${OPENID}/openid-proof.ts`, 'authenticatedAfter: options.forceAuthn === true ? askedAt(request) : undefined,', 'authenticatedAfter: undefined,']]),
  removal('the nonce of the request is the one in the ID token', SPECS.openIdProof, [[`${OPENID}/openid-proof.ts`, '...openState(this.sealer, request),', "...openState(this.sealer, request),\n      nonce: '',"]]),
  removal('the answer of an OpenID provider has the state that was remembered', SPECS.oidc, [['libs/oidc/src/client/open-id-client.ts', 'expectedState: expected.state,', "expectedState: query.get('state') ?? expected.state,"]]),
  removal('the signature of an ID token counts', SPECS.oidc, [['libs/oidc/src/client/open-id-client.ts', 'enableNonRepudiationChecks(config);', '']]),
  removal('an ID token was made just now', SPECS.oidc, [['libs/oidc/src/client/judge-claims.ts', 'judgeAge(claims, expected);', '']]),
  removal('an ID token was issued to us', SPECS.oidc, [['libs/oidc/src/client/judge-claims.ts', 'judgeAuthorizedParty(claims, expected);', '']]),
  removal('an ID token names somebody', SPECS.oidc, [['libs/oidc/src/client/judge-claims.ts', 'judgeSubject(claims);', '']]),
  removal('an ID token tells of an authentication that is new enough', SPECS.oidc, [['libs/oidc/src/client/judge-claims.ts', 'judgeAuthentication(claims, expected);', '']]),
  removal('an ID token belongs to the access token beside it', SPECS.oidc, [['libs/oidc/src/client/judge-claims.ts', 'judgeAccessTokenHash(claims, expected);', '']]),
  // Universal Logout
  removal('a call that ends sessions is signed', SPECS.revocation, [[`${REVOCATION}/revocation-token.ts`, 'if (!isByAnotherKey(error)) throw translate(error);', "if (!isByAnotherKey(error)) throw translate(error);\n      return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as JWTPayload;"]]),
  removal('a call that ends sessions comes from the organisation', SPECS.revocation, [[`${REVOCATION}/revocation-token.ts`, 'judgeIssuer(claims, expected);', '']]),
  removal('a call that ends sessions comes from the application', SPECS.revocation, [[`${REVOCATION}/revocation-token.ts`, 'judgeSubject(claims, expected);', '']]),
  removal('a call that ends sessions is good for minutes', SPECS.revocation, [[`${REVOCATION}/revocation-token.ts`, 'judgeTimes(claims);', '']]),
  removal('a call that ends sessions was made just now', SPECS.revocation, [[`${REVOCATION}/revocation-token.ts`, ', maxTokenAge: OLDEST / SECOND', '']]),
  removal('a call that ends sessions is of that kind', SPECS.revocation, [[`${REVOCATION}/revocation-token.ts`, 'const options = { typ, audience', 'const options = { audience'], [`${REVOCATION}/revocation-token.ts`, '{ tokenType: typ, audiences,', '{ audiences,']]),
  removal('a call that ends sessions was sent to this integration', SPECS.revocation, [[`${REVOCATION}/revocation-token.ts`, 'audience: [...audiences], ', ''], [`${REVOCATION}/revocation-token.ts`, '{ tokenType: typ, audiences,', '{ tokenType: typ,']]),
  removal('a call that ends sessions is made once', SPECS.revocation, [[`${REVOCATION}/revoke-sessions.ts`, 'await this.spend(tx, attempt.integration, token);', '']]),
  removal("another issuer's subject is nobody's", SPECS.revocation, [[`${REVOCATION}/revoke-sessions.ts`, 'if (![integration.issuer, issuer].includes(subject.iss)) return undefined;', '']]),
  removal('a provider that ends no sessions by a call is not listened to', SPECS.revocation, [[`${REVOCATION}/authenticate-revocation.ts`, 'if (!expected) throw refuseSignIn(', 'if (false) throw refuseSignIn('], [`${REVOCATION}/authenticate-revocation.ts`, 'if (!capability) return undefined;', ''], [`${REVOCATION}/authenticate-revocation.ts`, 'const capability = plugin.capabilities.revokesTokens;', "const capability = plugin.capabilities.revokesTokens ?? { tokenType: 'global-token-revocation+jwt' } as never;"]]),
];

function removal(name, spec, edits) {
  return { name, spec, edits };
}
