import { Injectable } from '@nestjs/common';

/** Wakes the sender of this instance as soon as something is in the outbox; the others find it when they look by themselves. */
@Injectable()
export class OutboxBell {
  private readonly listeners = new Set<() => void>();

  ring(): void {
    for (const listener of this.listeners) listener();
  }

  /** @returns a function that ends the listening */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
