import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A host that takes every request and never says a word, the slowest that there is; unless it is told for a while what to say. */
export class SilentHost {
  private readonly sockets = new Set<Socket>();
  private taken = 0;
  private answer: string | undefined;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<SilentHost> {
    const server = createServer();
    const host = new SilentHost(server);
    server.on('connection', (socket) => host.take(socket));
    server.on('request', (request, response) => {
      request.resume();
      if (host.answer !== undefined) response.end(host.answer);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return host;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** How many connections came so far. */
  get connections(): number {
    return this.taken;
  }

  /** From now on; undefined: nothing. */
  says(answer: string | undefined): void {
    this.answer = answer;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private take(socket: Socket): void {
    this.taken += 1;
    this.sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
  }
}
