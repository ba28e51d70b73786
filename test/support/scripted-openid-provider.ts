import { createHash, type webcrypto } from 'node:crypto';
import http, { type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

/** What the token endpoint answers with next. */
export interface Script {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Signs in the place of the provider's key. */
  readonly key?: Parameters<SignJWT['sign']>[0];
  /** Changes the finished token. */
  readonly change?: (token: string) => string;
  readonly status?: number;
  readonly body?: unknown;
  readonly userinfo?: Readonly<Record<string, unknown>>;
}

/** A provider that says what it is told to, for ID tokens that no honest one makes. */
export class ScriptedOpenIdProvider {
  script: Script = {};
  /** Paths that were asked for. */
  readonly asked: string[] = [];
  /** The last form that the token endpoint got. */
  form = new URLSearchParams();
  published: JWK[] = [];
  private signer!: webcrypto.CryptoKey;

  private constructor(private readonly server: http.Server) {}

  static async start(): Promise<ScriptedOpenIdProvider> {
    const provider = new ScriptedOpenIdProvider(http.createServer());
    await provider.replaceKey('one');
    provider.server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => void provider.answer(request.url ?? '', Buffer.concat(chunks).toString(), response));
    });
    await new Promise<void>((resolve) => provider.server.listen(0, '127.0.0.1', resolve));
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async replaceKey(kid: string, algorithm = 'RS256', options: { modulusLength?: number } = {}): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true, ...options });
    this.signer = privateKey;
    this.published = [{ ...(await exportJWK(publicKey)), kid, use: 'sig', alg: algorithm }];
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async answer(path: string, body: string, response: ServerResponse): Promise<void> {
    this.asked.push(path);
    if (path === '/keys') return send(response, 200, { keys: this.published });
    if (path === '/userinfo') return send(response, 200, this.script.userinfo ?? {});
    this.form = new URLSearchParams(body);
    if (this.script.body !== undefined) return send(response, this.script.status ?? 200, this.script.body);
    return send(response, 200, { access_token: ACCESS_TOKEN, token_type: 'Bearer', expires_in: 60, id_token: await this.token() });
  }

  private async token(): Promise<string> {
    const { claims = {}, header = {}, key = this.signer, change = (token: string) => token } = this.script;
    const [{ kid, alg = 'RS256' }] = this.published as [JWK];
    const now = Math.floor(Date.now() / 1000);
    const payload = { iss: this.issuer, sub: '00u1', aud: 'us', iat: now, exp: now + 300, nonce: NONCE, email: 'dana@acme.example', email_verified: true, ...claims };
    return change(await new SignJWT(payload).setProtectedHeader({ alg, kid, ...header }).sign(key));
  }
}

export const NONCE = 'the nonce of the request';
export const ACCESS_TOKEN = 'an access token';

/** `at_hash` of a token that is signed with a SHA-256 algorithm. */
export function halfHash(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
