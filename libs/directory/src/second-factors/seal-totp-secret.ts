/** What the secret of an authenticator app is sealed for: moved to another row it does not open. */
export const totpSecretContext = (secondFactorId: string): string => `second_factors/${secondFactorId}/sealed_secret`;
