/** Reads an identity provider's metadata again, on behalf of a sign-in whose signature no known key made. */
export abstract class MetadataRefresher {
  /**
   * Reads the integration's metadata URL now, unless it has none or was read a short while ago (the implementation's limit,
   * over all instances). What it finds is validated before it is applied.
   * @returns whether the integration's certificates are other ones now
   */
  abstract refresh(integrationId: string): Promise<boolean>;
}
