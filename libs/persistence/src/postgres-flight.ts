import type { EventEmitter } from 'node:events';
import type { Writable } from 'node:stream';
import pg from 'pg';
import { isDatabaseUnavailable } from './database-unavailable.js';
import { PostgresMessages } from './postgres-messages.js';
import type { SqlValue } from './sql.js';

/** A row by the names of its columns, or its values in the order of the columns: that is cheaper where there are many. */
export type RowForm = 'object' | 'list';

export interface PostgresStatement {
  /** Under which the server keeps it for its connection; without one it is parsed anew each time. */
  readonly name?: string | undefined;
  readonly text: string;
  readonly values: readonly SqlValue[];
  readonly form: RowForm;
}

export interface PostgresOutcome {
  readonly rows: unknown[];
  /** How many rows it returned or touched. */
  readonly affected: number;
  /** What the server says that it did: `UPDATE 1`, `COMMIT`. */
  readonly tag: string;
}

/** What becomes of statements that were on the way behind one that failed: the server has not looked at them. */
export class StatementSkipped extends Error {
  /** PostgreSQL appendix A, in_failed_sql_transaction: as for what is sent later into a transaction that has failed. */
  readonly code = '25P02';

  constructor(cause: unknown) {
    super('A statement before this one has failed', { cause });
  }
}

/** As much as is needed of pg's connection: it keeps which statements the server knows by name, our own and TypeORM's. */
interface Connection {
  readonly stream: Writable;
  readonly parsedStatements: Record<string, string | undefined>;
  readonly submittedNamedStatements: Record<string, string | undefined>;
}

/** How rows of a statement are read. */
interface Shape {
  readonly names: readonly string[];
  readonly readers: readonly ((text: string) => unknown)[];
}

interface Travelling extends PostgresStatement {
  readonly resolve: (outcome: PostgresOutcome) => void;
  readonly reject: (error: unknown) => void;
  readonly rows: unknown[];
  parses: boolean;
  shape: Shape | undefined;
}

interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

const NO_ROWS: Shape = { names: [], readers: [] };
/** By statements' names: for as long as the server keeps a statement, its columns stay the same. */
const shapes = new WeakMap<Connection, Map<string, Shape>>();
const messages = new PostgresMessages();

// pg's types call its methods properties, which nobody could override.
const Query = pg.Query as unknown as new (text: string) => EventEmitter & { name?: string | undefined; text: string };

/**
 * Statements that travel together: one write, one answer, and the server speaks once for all of them instead of once for each. They run one
 * after the other; behind one that fails none is run. What their columns are is asked the first time only.
 * For pg it is one query: it calls the `handle…` methods with what the server answers.
 */
export class PostgresFlight extends Query {
  readonly statements: Travelling[] = [];
  private position = 0;
  private shapes: Map<string, Shape> = new Map();

  constructor() {
    super('');
  }

  add(statement: PostgresStatement): Promise<PostgresOutcome> {
    return new Promise((resolve, reject) => {
      const { name, text, values, form } = statement;
      this.statements.push({ name, text, values, form, resolve, reject, rows: [], parses: false, shape: undefined });
    });
  }

  submit(connection: Connection): null {
    this.shapes = shapes.get(connection) ?? new Map<string, Shape>();
    shapes.set(connection, this.shapes);
    for (const statement of this.statements) this.write(connection, statement);
    messages.sync();
    this.lookAt(0);
    connection.stream.write(messages.take());
    return null;
  }

  private write({ parsedStatements, submittedNamedStatements }: Connection, statement: Travelling): void {
    const { name = '', text, values } = statement;
    statement.parses = name === '' || (parsedStatements[name] === undefined && submittedNamedStatements[name] === undefined);
    if (statement.parses) messages.parse(name, text);
    if (statement.parses && name !== '') submittedNamedStatements[name] = text;
    messages.bind(name, values);
    statement.shape = this.shapes.get(name);
    if (!statement.shape) messages.describe();
    messages.execute();
  }

  /** pg notes the statement of this name and text as parsed, when it is. */
  private lookAt(position: number): void {
    this.position = position;
    const statement = this.statements[position];
    this.name = statement?.parses ? statement.name : undefined;
    this.text = statement?.text ?? '';
  }

  handleRowDescription({ fields }: { fields: readonly Field[] }): void {
    const shape = { names: fields.map(({ name }) => name), readers: fields.map(({ dataTypeID }) => pg.types.getTypeParser(dataTypeID, 'text')) };
    this.keepShape(this.statements[this.position] as Travelling, shape);
  }

  private keepShape(statement: Travelling, shape: Shape): void {
    statement.shape = shape;
    if (statement.name) this.shapes.set(statement.name, shape);
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const { rows, form, shape = NO_ROWS } = this.statements[this.position] as Travelling;
    rows.push(form === 'list' ? listOf(shape, fields) : objectOf(shape, fields));
  }

  handleCommandComplete({ text: tag }: { text: string }): void {
    const statement = this.statements[this.position] as Travelling;
    if (!statement.shape) this.keepShape(statement, NO_ROWS);
    this.lookAt(this.position + 1);
    statement.resolve({ rows: statement.rows, affected: Number(tag.slice(tag.lastIndexOf(' ') + 1)) || 0, tag });
  }

  handleReadyForQuery(): void {
    if (this.position < this.statements.length) this.refuseRest(new Error('PostgreSQL has not answered a statement'));
  }

  /** Of a statement: then the server leaves out everything behind. Or of the whole connection. */
  handleError(error: Error, { submittedNamedStatements }: Connection): void {
    for (const { name, parses } of this.statements.slice(this.position)) if (name && parses) delete submittedNamedStatements[name];
    const failed = this.statements[this.position];
    if (failed && error instanceof pg.DatabaseError && !isDatabaseUnavailable(error)) {
      this.position += 1;
      failed.reject(error);
      this.refuseRest(new StatementSkipped(error));
    } else this.refuseRest(error);
  }

  private refuseRest(error: Error): void {
    const rest = this.statements.slice(this.position);
    this.position = this.statements.length;
    for (const { reject } of rest) reject(error);
  }
}

function listOf({ readers }: Shape, fields: readonly (string | null)[]): unknown[] {
  return fields.map((field, place) => (field === null ? null : (readers[place] as Shape['readers'][number])(field)));
}

function objectOf({ names, readers }: Shape, fields: readonly (string | null)[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  fields.forEach((field, place) => (row[names[place] as string] = field === null ? null : (readers[place] as Shape['readers'][number])(field)));
  return row;
}
