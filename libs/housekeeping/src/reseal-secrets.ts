import { Injectable } from '@nestjs/common';
import { SecretSealer } from '@app/kernel';
import { ReadScope, type SealedColumn, type SealedRow, sealedColumns, SealedValueRepository, UnitOfWork } from '@app/persistence';

// Some milliseconds of SQLite's one writer.
const AT_ONCE = 100;
const SEALED = /^[0-9a-f]{8}\.[\w-]{38,}$/;

export interface Resealing {
  /** What was sealed with an earlier key, and is sealed with the current one now. */
  readonly resealed: number;
  /** What was sealed with a key that is not configured, or does not open. */
  readonly unreadable: number;
}

/** Seals with the current SECRET_KEY what an earlier one has sealed, while the service runs: in short units of work, and never over what was changed meanwhile. */
@Injectable()
export class ResealSecrets {
  constructor(
    private readonly sealer: SecretSealer,
    private readonly values: SealedValueRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: ReadScope,
  ) {}

  async run(): Promise<Resealing> {
    const sum = { resealed: 0, unreadable: 0 };
    for await (const [column, rows] of this.pages()) {
      const changes = rows.map((row) => ({ row, ...this.anew(column, row) }));
      sum.unreadable += changes.reduce((count, { unreadable }) => count + unreadable, 0);
      const stale = changes.filter(({ resealed }) => resealed > 0);
      if (stale.length === 0) continue;
      const written = await this.unitOfWork.run((tx) => Promise.all(stale.map(({ row, value }) => this.values.replace(tx, column, row, value))));
      sum.resealed += stale.reduce((count, { resealed }, position) => count + (written[position] ? resealed : 0), 0);
    }
    return sum;
  }

  /** How much none of the configured keys opens. Writes nothing. */
  async countUnreadable(): Promise<number> {
    let count = 0;
    for await (const [column, rows] of this.pages()) for (const row of rows) count += this.anew(column, row).unreadable;
    return count;
  }

  private async *pages(): AsyncGenerator<readonly [SealedColumn, readonly SealedRow[]]> {
    for (const column of sealedColumns) {
      let rows: SealedRow[] = [];
      do {
        rows = await this.values.list(this.reads, column, rows.at(-1)?.key, AT_ONCE);
        yield [column, rows];
      } while (rows.length === AT_ONCE);
    }
  }

  private anew({ table, column }: SealedColumn, { key, value }: SealedRow): Resealing & { readonly value: string } {
    const counts = { resealed: 0, unreadable: 0 };
    const change = (sealed: string, context: string): string => {
      if (this.sealer.isCurrent(sealed)) return sealed;
      try {
        const resealed = this.sealer.reseal(sealed, context);
        counts.resealed += 1;
        return resealed;
      } catch {
        counts.unreadable += 1;
        return sealed;
      }
    };
    const text = column === 'options' ? changeOptions(value, (sealed, name) => change(sealed, `${table}/${key}/options/${name}`)) : change(value, contextOf(table, key, column));
    return { ...counts, value: text };
  }
}

/** What a value is bound to, as the libraries that seal it say. A webhook's secret becomes the former one as it is. */
function contextOf(table: string, key: string | number, column: string): string {
  return table === 'webhooks' ? `webhooks/${key}/secret` : `${table}/${key}/${column}`;
}

/** The secrets among the options of an integration are told by their form. */
function changeOptions(text: string, change: (sealed: string, name: string) => string): string {
  const options = Object.entries(JSON.parse(text) as Record<string, unknown>);
  return JSON.stringify(Object.fromEntries(options.map(([name, value]) => [name, typeof value === 'string' && SEALED.test(value) ? change(value, name) : value])));
}
