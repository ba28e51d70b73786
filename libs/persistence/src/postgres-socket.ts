import { Socket } from 'node:net';

/** The socket below a connection to PostgreSQL. */
export class PostgresSocket extends Socket {
  /** @param silence after how many milliseconds without a byte the server is given up; without this, when TCP gives up: a quarter of an hour later */
  constructor(silence: number) {
    super();
    this.setTimeout(silence, () => this.destroy(new Error(`Connection terminated: PostgreSQL was silent for ${silence / 1_000} seconds`)));
  }
}
