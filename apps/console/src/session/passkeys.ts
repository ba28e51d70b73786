/** Asks for one of the passkeys of this site (WebAuthn Level 3 §5.1.4). @throws Error where none was chosen */
export async function askPasskey(options: unknown): Promise<Record<string, unknown>> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON);
  return answer(await navigator.credentials.get({ publicKey }));
}

/** Makes a passkey of this site (WebAuthn Level 3 §5.1.3). @throws Error where that was given up */
export async function createPasskey(options: unknown): Promise<Record<string, unknown>> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON);
  return answer(await navigator.credentials.create({ publicKey }));
}

function answer(credential: Credential | null): Record<string, unknown> {
  if (!credential) throw new Error('No passkey was chosen');
  return { ...(credential as PublicKeyCredential).toJSON() };
}
