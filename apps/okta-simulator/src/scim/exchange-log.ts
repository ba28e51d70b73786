/** One request and its answer, as the log page shows them. Credentials are never kept. */
export interface Exchange {
  readonly number: number;
  readonly at: Date;
  /** What it was for, such as *Create user ada@example.com*. */
  readonly purpose: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly [string, string][];
    readonly body?: string;
  };
  answer?: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };
  /** Why there was no answer. */
  error?: string;
  milliseconds?: number;
}

const KEPT = 2000;

/** The last exchanges, newest last. */
export class ExchangeLog {
  readonly entries: Exchange[] = [];
  private count = 0;

  begin(at: Date, purpose: string, request: Exchange['request']): Exchange {
    const exchange: Exchange = {
      number: ++this.count,
      at,
      purpose,
      request: { ...request, headers: request.headers.map(withoutCredential) },
    };
    this.entries.push(exchange);
    if (this.entries.length > KEPT) this.entries.shift();
    return exchange;
  }

  find(number: number): Exchange | undefined {
    return this.entries.find((exchange) => exchange.number === number);
  }

  /** Those that began after the exchange with this number. */
  after(number: number): Exchange[] {
    return this.entries.filter((exchange) => exchange.number > number);
  }

  get last(): number {
    return this.count;
  }
}

function withoutCredential([name, value]: [string, string]): [string, string] {
  return name === 'Authorization' ? [name, value.replace(/ .*/, ' ••••••')] : [name, value];
}
