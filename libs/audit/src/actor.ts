/** Who does something, and where the request came from. */
export interface Actor {
  readonly kind: 'user' | 'api-key' | 'provisioning-client' | 'identity-provider' | 'setup-link' | 'host' | 'system';
  /** Of the user, the API key or the integration; null for the system and a command on the host. */
  readonly id: string | null;
  /** How it is called now: a userName, a key's name, an integration's name. */
  readonly name: string | null;
  readonly address: string | null;
  /** The reference number of the request. */
  readonly reference: string | null;
}

/** What the service does by itself, such as the first owner or a scheduled metadata refresh. */
export const systemActor: Actor = Object.freeze({ kind: 'system', id: null, name: null, address: null, reference: null });
