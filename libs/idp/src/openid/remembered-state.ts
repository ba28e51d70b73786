import { SecretSealer } from '@app/kernel';
import type { RememberedSignIn } from '@app/oidc';
import type { SignInRequestEntity } from '@app/persistence';

const contextOf = (id: string) => `sign_in_requests/${id}/sealed_state`;

/** What a request keeps from everybody until its answer comes: nonce and code verifier, sealed to the request. */
export function sealState(sealer: SecretSealer, id: string, { nonce, codeVerifier }: RememberedSignIn): string {
  return sealer.seal(JSON.stringify([nonce, codeVerifier]), contextOf(id));
}

/** @throws Error for the request of another protocol */
export function openState(sealer: SecretSealer, { id, sealedState }: SignInRequestEntity): RememberedSignIn {
  if (sealedState === null) throw new Error('The request has kept no state');
  const [nonce, codeVerifier] = JSON.parse(sealer.open(sealedState, contextOf(id))) as [string, string];
  return { nonce, codeVerifier };
}
