import { randomBytes } from 'node:crypto';

interface Canary {
  readonly name: string;
  readonly value: string;
  /** Personal values may stand in the audit trail, which is of people; secrets nowhere. */
  readonly kind: 'secret' | 'personal';
}

/** Recognisable values that a test plants, and looks for where they must not be, however they may be written there. */
export class Canaries {
  private readonly planted: Canary[] = [];

  /** A new secret, of letters that survive in a URL, a header and JSON. */
  secret(name: string): string {
    return this.keepSecret(name, `Canary-${randomBytes(12).toString('hex')}`);
  }

  /** A secret that the service has made. */
  keepSecret(name: string, value: string | undefined): string {
    if (value === undefined || value.length < 6) throw new Error(`There is no ${name} to look for`);
    this.planted.push({ name, value, kind: 'secret' });
    return value;
  }

  personal(name: string, value: string): string {
    this.planted.push({ name, value, kind: 'personal' });
    return value;
  }

  get secrets(): readonly string[] {
    return this.planted.filter(({ kind }) => kind === 'secret').map(({ name }) => name);
  }

  /** @returns the names of those that stand in the text */
  foundIn(text: string, kinds: readonly Canary['kind'][] = ['secret', 'personal']): string[] {
    const lowered = text.toLowerCase();
    return this.planted.filter(({ kind, value }) => kinds.includes(kind) && spellings(value).some((spelling) => lowered.includes(spelling.toLowerCase()))).map(({ name }) => name);
  }
}

/** As it is, in an address, in JSON, and in base64 at each of the three places where it may begin. */
function spellings(value: string): string[] {
  const inBase64 = [0, 1, 2].map((before) => {
    const text = Buffer.from('\0'.repeat(before) + value).toString('base64');
    // The ends depend on what stands beside it.
    return text.slice(before === 0 ? 0 : before + 1, Math.floor(((before + Buffer.byteLength(value)) * 4) / 3) - 1);
  });
  return [...new Set([value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1), ...inBase64.filter((text) => text.length >= 8)])];
}
