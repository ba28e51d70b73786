import { Socket } from 'node:net';

/** The socket below a connection to PostgreSQL. */
export class PostgresSocket extends Socket {
  private gathering = false;

  /** @param silence after how many milliseconds without a byte the server is given up; without this, when TCP gives up: a quarter of an hour later */
  constructor(silence: number) {
    super();
    this.setTimeout(silence, () => this.destroy(new Error(`Connection terminated: PostgreSQL was silent for ${silence / 1_000} seconds`)));
  }

  /** Statements of one turn of the event loop go out in one system call. */
  override write(chunk: string | Uint8Array, ...others: never[]): boolean {
    if (!this.gathering) this.gather();
    return super.write(chunk, ...others);
  }

  private gather(): void {
    this.gathering = true;
    this.cork();
    process.nextTick(() => {
      this.gathering = false;
      this.uncork();
    });
  }
}
