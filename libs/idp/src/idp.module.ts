import { type DynamicModule, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { OpenIdClient } from '@app/oidc';
import { OutboundHttp } from '@app/outbound';
import { stopVerificationWorkers } from '@app/saml';
import { SamlGuard } from './door/saml.guard.js';
import { SamlStrategy } from './door/saml.strategy.js';
import { AcsController } from './http/acs.controller.js';
import { HomeController } from './http/home.controller.js';
import { LoginController } from './http/login.controller.js';
import { LogoutController } from './http/logout.controller.js';
import { MetadataController } from './http/metadata.controller.js';
import { OpenIdCallbackController } from './http/openid-callback.controller.js';
import { RevocationController } from './http/revocation.controller.js';
import { SignInOptionsController } from './http/sign-in-options.controller.js';
import { ServiceKeysController } from './http/service-keys.controller.js';
import { SignInCodesController } from './http/sign-in-codes.controller.js';
import { SignOutController } from './http/sign-out.controller.js';
import { SignedInBrowser } from './http/signed-in-browser.js';
import { RollOver } from './keys/roll-over.js';
import { ServiceKeys } from './keys/service-keys.js';
import { EndByProvider } from './logout/end-by-provider.js';
import { SignOut } from './logout/sign-out.js';
import { SignOutThere } from './logout/sign-out-there.js';
import { SingleLogout } from './logout/single-logout.js';
import { BeginOpenIdSignIn } from './openid/begin-openid-sign-in.js';
import { HoldOpenIdIntegration } from './openid/hold-openid-integration.js';
import { OpenIdProof } from './openid/openid-proof.js';
import { OpenIdSignIn } from './openid/openid-sign-in.js';
import { TrustedOpenIdIntegrations } from './openid/trusted-openid-integration.js';
import { BeginByAnyProtocol } from './requests/begin-by-any-protocol.js';
import { BeginSignIn } from './requests/begin-sign-in.js';
import { RequestCookie } from './requests/request-cookie.js';
import { SignInRequests } from './requests/sign-in-requests.js';
import { AuthenticateRevocation } from './revocation/authenticate-revocation.js';
import { RevocationRecord } from './revocation/revocation-record.js';
import { RevokeSessions } from './revocation/revoke-sessions.js';
import { LearnSignInDomains } from './sign-in-options/learn-sign-in-domains.js';
import { ReadSignInOptions } from './sign-in-options/read-sign-in-options.js';
import { Admit } from './sign-in/admit.js';
import { ExchangeCode } from './sign-in/exchange-code.js';
import { FindIntegration } from './sign-in/find-integration.js';
import { HandOver } from './sign-in/hand-over.js';
import { HoldIntegration } from './sign-in/hold-integration.js';
import { KeepLastName } from './sign-in/keep-last-name.js';
import { NamedIntegration } from './sign-in/named-integration.js';
import { RememberedIntegrations } from './sign-in/remembered-integrations.js';
import { SignInRate } from './sign-in/sign-in-rate.js';
import { SamlProof } from './sign-in/saml-proof.js';
import { SamlSignIn } from './sign-in/saml-sign-in.js';
import { SignInRecord } from './sign-in/sign-in-record.js';
import { TrustedIntegrations } from './sign-in/trusted-integration.js';
import { VerifyAssertion } from './sign-in/verify-assertion.js';
import { VerifyWithCurrentKeys } from './sign-in/verify-with-current-keys.js';

const openIdClient = { provide: OpenIdClient, inject: [OutboundHttp, Clock], useFactory: (http: OutboundHttp, clock: Clock) => new OpenIdClient(http, clock) };

const door = [SamlStrategy, SamlGuard, SignInRate];
const proof = [SamlProof, FindIntegration, NamedIntegration, RememberedIntegrations, TrustedIntegrations, VerifyAssertion, VerifyWithCurrentKeys];
const admission = [SamlSignIn, HoldIntegration, Admit, HandOver, SignInRecord, KeepLastName, ExchangeCode];
const openId = [OpenIdSignIn, OpenIdProof, BeginOpenIdSignIn, HoldOpenIdIntegration, TrustedOpenIdIntegrations, openIdClient];
const requests = [BeginByAnyProtocol, BeginSignIn, SignInRequests, RequestCookie, ServiceKeys, RollOver];
const options = [LearnSignInDomains, ReadSignInOptions];
const revocation = [RevokeSessions, AuthenticateRevocation, RevocationRecord];
const logout = [SingleLogout, EndByProvider, SignOut, SignOutThere, SignedInBrowser];

/** Needs the IdentityProviderRegistry, Clock, SecretSealer and SessionCookie of the application. */
@Module({
  controllers: [AcsController, LoginController, LogoutController, MetadataController, OpenIdCallbackController, RevocationController, ServiceKeysController, SignInCodesController, SignInOptionsController, SignOutController],
  providers: [...admission, ...door, ...logout, ...openId, ...options, ...proof, ...requests, ...revocation],
  exports: [ServiceKeys],
})
export class IdpModule implements OnApplicationShutdown {
  /** @param homePage whether `/` is a plain page of ours that says who is signed in; the console has a page of its own there */
  static with({ homePage }: { homePage: boolean }): DynamicModule {
    return { module: IdpModule, controllers: homePage ? [HomeController] : [] };
  }

  onApplicationShutdown(): Promise<void> {
    return stopVerificationWorkers();
  }
}
