import { type QueryRunner, Table, TableColumn, type TableColumnOptions, TableForeignKey, TableIndex } from 'typeorm';
import { dialectOf } from '../dialect.js';

/** The column vocabulary of migrations, in the words of column-decorators.ts. */
interface Options {
  readonly nullable?: boolean;
  readonly key?: boolean;
}

type ColumnMaker = (isPostgres: boolean) => TableColumnOptions;

const textual = (name: string, { nullable = false, key = false }: Options = {}): ColumnMaker => (isPostgres) => ({
  name,
  type: 'text',
  isNullable: nullable,
  isPrimary: key,
  ...(isPostgres ? { collation: 'C' } : {}),
});

const plain = (type: string) => (name: string, { nullable = false, key = false }: Options = {}): ColumnMaker => () => ({
  name,
  type,
  isNullable: nullable,
  isPrimary: key,
});

export const text = textual;
export const json = textual;
export const whole = plain('bigint');
export const instant = plain('bigint');
export const flag = plain('boolean');
export const sequence = (name: string): ColumnMaker => () => ({ name, type: 'integer', isPrimary: true, isGenerated: true, generationStrategy: 'increment' });

interface ForeignKeyDefinition {
  readonly column: string;
  readonly references: readonly [table: string, column: string];
  readonly onDelete: 'CASCADE' | 'SET NULL' | 'NO ACTION';
}

interface IndexDefinition {
  readonly name: string;
  readonly columns: readonly string[];
  readonly unique?: boolean;
  /** Only rows for which this holds are in it; a condition that both engines read alike. */
  readonly where?: string;
}

export interface TableDefinition {
  readonly name: string;
  readonly columns: readonly ColumnMaker[];
  readonly foreignKeys?: readonly ForeignKeyDefinition[];
  readonly indices?: readonly IndexDefinition[];
}

/** Makes a table on the engine at hand. */
export async function createTable(runner: QueryRunner, definition: TableDefinition): Promise<void> {
  const isPostgres = dialectOf(runner.dataSource) === 'postgres';
  const table = new Table({
    name: definition.name,
    columns: definition.columns.map((make) => make(isPostgres)),
    foreignKeys: (definition.foreignKeys ?? []).map(foreignKey),
    indices: (definition.indices ?? []).map(index),
  });
  await runner.createTable(table, false, true, true);
}

/** Adds columns to a table that is there; they have to be nullable, as the rows that are there have no value. */
export async function addColumns(runner: QueryRunner, table: string, makers: readonly ColumnMaker[]): Promise<void> {
  const isPostgres = dialectOf(runner.dataSource) === 'postgres';
  await runner.addColumns(table, makers.map((make) => new TableColumn(make(isPostgres))));
}

function foreignKey({ column, references: [table, target], onDelete }: ForeignKeyDefinition): TableForeignKey {
  return new TableForeignKey({ columnNames: [column], referencedTableName: table, referencedColumnNames: [target], onDelete });
}

/** Adds an index to a table that is there. */
export async function addIndex(runner: QueryRunner, table: string, definition: IndexDefinition): Promise<void> {
  await runner.createIndex(table, index(definition));
}

function index({ name, columns, unique = false, where }: IndexDefinition): TableIndex {
  return new TableIndex({ name, columnNames: [...columns], isUnique: unique, ...(where === undefined ? {} : { where }) });
}
