const LONGEST = 40;

/** A unique identifier to begin with: the account's name as it may stand in an address, and a few characters that keep it apart from others. */
export function suggestIdentifier(accountName: string): string {
  const plain = accountName.normalize('NFKD').toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, LONGEST);
  return `${slug || 'account'}-${randomLetters()}`;
}

function randomLetters(): string {
  return [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => (byte % 36).toString(36)).join('');
}
