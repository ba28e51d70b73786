import type { SqlValue } from './sql.js';

const [PARSE, BIND, DESCRIBE, EXECUTE, SYNC] = ['P', 'B', 'D', 'E', 'S'].map((letter) => letter.charCodeAt(0)) as [number, number, number, number, number];
const PORTAL = 'P'.charCodeAt(0);
const MOST_BYTES_A_UNIT = 3; // UTF-8 of one UTF-16 unit
const FIRST_SIZE = 16_384;
const MOST_KEPT = 1_048_576;

/**
 * What is sent for statements: the messages of PostgreSQL's extended query protocol ("Message Formats" in its manual), one behind the other.
 * Portals have no name, values go and come as text.
 */
export class PostgresMessages {
  private bytes = Buffer.allocUnsafeSlow(FIRST_SIZE);
  private end = 0;
  private began = 0;

  parse(name: string, text: string): void {
    this.begin(PARSE);
    this.addName(name);
    this.addName(text);
    this.addInt16(0);
    this.finish();
  }

  bind(name: string, values: readonly SqlValue[]): void {
    this.begin(BIND);
    this.addName('');
    this.addName(name);
    this.addInt16(0);
    this.addInt16(values.length);
    for (const value of values) this.addValue(value);
    this.addInt16(0);
    this.finish();
  }

  /** Asks for the columns of what was bound last. */
  describe(): void {
    this.begin(DESCRIBE);
    this.reserve(1);
    this.bytes[this.end++] = PORTAL;
    this.addName('');
    this.finish();
  }

  /** All rows of what was bound last. */
  execute(): void {
    this.begin(EXECUTE);
    this.addName('');
    this.addInt32(0);
    this.finish();
  }

  sync(): void {
    this.begin(SYNC);
    this.finish();
  }

  /** Everything so far; the next message begins anew. */
  take(): Buffer {
    const taken = Buffer.from(this.bytes.subarray(0, this.end));
    this.end = 0;
    if (this.bytes.length > MOST_KEPT) this.bytes = Buffer.allocUnsafeSlow(FIRST_SIZE);
    return taken;
  }

  private begin(kind: number): void {
    this.reserve(5);
    this.bytes[this.end++] = kind;
    this.began = this.end;
    this.end += 4;
  }

  private finish(): void {
    this.bytes.writeInt32BE(this.end - this.began, this.began);
  }

  private addName(name: string): void {
    this.addText(name);
    this.reserve(1);
    this.bytes[this.end++] = 0;
  }

  private addValue(value: SqlValue): void {
    if (value === null) return this.addInt32(-1);
    this.reserve(4);
    const length = this.end;
    this.end += 4;
    this.addText(typeof value === 'string' ? value : String(value));
    this.bytes.writeInt32BE(this.end - length - 4, length);
  }

  private addText(text: string): void {
    this.reserve(text.length * MOST_BYTES_A_UNIT);
    if (text !== '') this.end += this.bytes.write(text, this.end);
  }

  private addInt16(value: number): void {
    this.reserve(2);
    this.end = this.bytes.writeUInt16BE(value, this.end);
  }

  private addInt32(value: number): void {
    this.reserve(4);
    this.end = this.bytes.writeInt32BE(value, this.end);
  }

  private reserve(size: number): void {
    if (this.end + size <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.end + size));
    this.bytes.copy(larger, 0, 0, this.end);
    this.bytes = larger;
  }
}
