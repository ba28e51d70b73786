import type { TrustedIntegration } from '../sign-in/trusted-integration.js';

/** Whether requests to this integration's identity provider are signed: where the administrator or the provider's metadata asks for it. */
export function signsRequests({ options, provided }: Pick<TrustedIntegration, 'options' | 'provided'>): boolean {
  return options.signRequests === true || provided.wantAuthnRequestsSigned;
}
