/** The only source of time: tests stop it. Abstract class rather than interface, so that it can be an injection token. */
export abstract class Clock {
  abstract now(): Date;

  /** Milliseconds since the epoch. */
  millis(): number {
    return this.now().getTime();
  }
}

/** The machine's clock. */
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }

  override millis(): number {
    return Date.now();
  }
}

/** A clock that stands still until it is moved; for tests. */
export class FrozenClock extends Clock {
  constructor(private instant: Date = new Date('2026-01-05T09:00:00Z')) {
    super();
  }

  now(): Date {
    return new Date(this.instant);
  }

  set(instant: Date): void {
    this.instant = new Date(instant);
  }

  advance(milliseconds: number): void {
    this.instant = new Date(this.instant.getTime() + milliseconds);
  }
}
