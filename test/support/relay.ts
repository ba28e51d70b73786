import { connect, createServer, type Server, type Socket } from 'node:net';

/** A network between the service and its database that a test can cut, slow down and join again. */
export class Relay {
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  private readonly pairs = new Map<Socket, Socket>();
  private stalled = false;

  constructor(
    readonly port: number,
    private readonly target: URL,
  ) {}

  /** The target's address through the relay. */
  get url(): string {
    return Object.assign(new URL(this.target), { hostname: '127.0.0.1', port: String(this.port) }).href;
  }

  async join(): Promise<void> {
    const server = createServer((socket) => this.connect(socket));
    this.server = server;
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(this.port, '127.0.0.1', resolve));
  }

  /** Ends every connection; new ones are refused. */
  async cut(): Promise<void> {
    const { server } = this;
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
    this.server = undefined;
  }

  /** From now on not a byte passes, and nobody is told; new connections are taken. */
  stall(): void {
    this.stalled = true;
    for (const socket of this.sockets) socket.unpipe().pause();
  }

  /** What was held back passes. */
  resume(): void {
    this.stalled = false;
    for (const [one, other] of this.pairs) if (!one.destroyed) one.pipe(other);
  }

  private connect(near: Socket): void {
    const far = connect(Number(this.target.port), this.target.hostname);
    for (const [one, other] of [[near, far], [far, near]] as const) {
      this.sockets.add(one);
      one.on('error', () => undefined).on('close', () => (this.sockets.delete(one), this.pairs.delete(one), other.destroy()));
      this.pairs.set(one, other);
      if (!this.stalled) one.pipe(other);
    }
  }
}
