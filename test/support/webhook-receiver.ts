import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface Received {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly text: string;
}

type Answer = (received: Received, response: ServerResponse) => void;

/** A system of the customer's that is told of events: keeps what it gets, and answers as a test tells it to. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  private answer: Answer = (_, response) => response.writeHead(204).end();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<WebhookReceiver> {
    const server = createServer();
    const receiver = new WebhookReceiver(server);
    server.on('request', (request, response) => void receiver.take(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on. */
  answers(answer: Answer | number): void {
    this.answer = typeof answer === 'number' ? (_, response) => response.writeHead(answer).end() : answer;
  }

  at(path: string): Received[] {
    return this.received.filter((received) => received.path === path);
  }

  /** Waits until so many came to the path. */
  async until(path: string, count: number, patience = 15_000): Promise<Received[]> {
    const deadline = Date.now() + patience;
    while (this.at(path).length < count) {
      if (Date.now() > deadline) throw new Error(`${this.at(path).length} of ${count} came to ${path}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return this.at(path);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const received = { path: request.url ?? '', headers: request.headers as Record<string, string>, text };
    this.received.push(received);
    this.answer(received, response);
  }
}

/** What the specification's own library makes of a message. @throws where the signature does not hold */
export function verifyMessage(secret: string, { text, headers }: Received): { type: string; timestamp: string; data: Record<string, unknown> } {
  return new Webhook(secret).verify(text, headers) as { type: string; timestamp: string; data: Record<string, unknown> };
}
