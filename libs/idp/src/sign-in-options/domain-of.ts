import { foldCase } from '@app/kernel';

const LONGEST = 253;

/** What stands behind the last `@`, folded; undefined for a text that is no e-mail address. */
export function domainOf(email: string): string | undefined {
  const at = email.lastIndexOf('@');
  const domain = foldCase(email.slice(at + 1).trim());
  return at > 0 && domain.length <= LONGEST && /^[^\s@]+\.[^\s@.]+$/.test(domain) ? domain : undefined;
}
