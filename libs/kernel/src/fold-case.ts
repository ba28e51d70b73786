/**
 * The form in which userNames, e-mail addresses and names of groups are compared: Unicode NFC, lower case.
 * Not NFKC: compatibility forms would make two people of addresses that only look alike.
 */
export function foldCase(value: string): string {
  return value.normalize('NFC').toLowerCase();
}
