/** The entry that is marked primary, else the first one. */
export function primaryEntry<Entry extends { primary?: boolean }>(entries: readonly Entry[] = []): Entry | undefined {
  return entries.find((entry) => entry.primary === true) ?? entries[0];
}

/** The primary e-mail address as it was sent: what `email` shows. */
export function primaryEmail(user: {
  readonly emails?: readonly { value?: string; primary?: boolean }[];
}): string | undefined {
  return primaryEntry(user.emails?.filter((entry) => entry.value !== undefined))?.value;
}
