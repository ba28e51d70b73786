import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Mistakes that the check of an installation has to notice. */
export type Mistake =
  | 'none'
  | 'gives the password back'
  | 'takes any phone'
  | 'revokes an absent admin'
  | 'forgets members'
  | 'ignores deactivation'
  | 'creates twice'
  | 'is a look-up that is 404';

type Resource = Record<string, unknown> & { id: string };

class Refusal extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

/**
 * A service provider in memory for the specs of the check: just enough of SCIM for the three dialects, and one mistake on
 * demand. It is no measure of the real service.
 */
export class StandInService {
  private readonly stores = { Users: new Map<string, Resource>(), Groups: new Map<string, Resource>() };
  private readonly server: Server;
  private count = 0;

  constructor(private readonly mistake: Mistake = 'none') {
    this.server = createServer((request, response) => {
      void this.answer(request).then(({ status, body }) => {
        response.writeHead(status, { 'Content-Type': 'application/scim+json' });
        response.end(body === undefined ? undefined : JSON.stringify(body));
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api/scim/v2`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  get left(): number {
    return this.stores.Users.size + this.stores.Groups.size;
  }

  private async answer(request: IncomingMessage): Promise<{ status: number; body?: object }> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    try {
      return this.route(
        request.method ?? '',
        new URL(request.url ?? '', 'http://x'),
        text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
      );
    } catch (error) {
      if (error instanceof Refusal)
        return { status: error.status, body: { status: String(error.status), detail: error.message } };
      return { status: 500, body: { detail: (error as Error).message } };
    }
  }

  private route(method: string, url: URL, body: Record<string, unknown>): { status: number; body?: object } {
    const [kind = '', id] = url.pathname.split('/').slice(4);
    const store = this.stores[kind as 'Users' | 'Groups'];
    if (id === undefined)
      return method === 'POST'
        ? { status: 201, body: this.create(store, body) }
        : { status: 200, body: this.list(store, url) };
    const resource = store.get(decodeURIComponent(id));
    if (!resource) throw new Refusal(404, 'not there');
    if (method === 'DELETE') return (store.delete(resource.id), { status: 204 });
    if (method === 'GET') return { status: 200, body: resource };
    return { status: 200, body: this.replace(store, resource, method === 'PUT' ? body : patched(resource, body)) };
  }

  private list(store: Map<string, Resource>, url: URL): object {
    const [, attribute = '', value] = /^(\S+) eq "(.*)"$/.exec(url.searchParams.get('filter') ?? '') ?? [];
    const all = [...store.values()].filter(
      (resource) => value === undefined || String(resource[attribute]).toLowerCase() === value.toLowerCase(),
    );
    if (all.length === 0 && value !== undefined && this.mistake === 'is a look-up that is 404')
      throw new Refusal(404, 'nobody');
    const start = Number(url.searchParams.get('startIndex') ?? 1);
    return {
      totalResults: all.length,
      Resources: all.slice(start - 1, start - 1 + Number(url.searchParams.get('count') ?? 100)),
    };
  }

  private create(store: Map<string, Resource>, body: Record<string, unknown>): Resource {
    const taken = [...store.values()].some(({ userName }) => userName !== undefined && userName === body['userName']);
    if (taken && this.mistake !== 'creates twice') throw new Refusal(409, 'taken');
    return this.replace(store, { id: `id-${++this.count}` }, body);
  }

  private replace(store: Map<string, Resource>, { id, ...before }: Resource, body: Record<string, unknown>): Resource {
    const phone = body['firstPhone'];
    if (phone && !String(phone).startsWith('+') && this.mistake !== 'takes any phone')
      throw new Refusal(400, 'firstPhone is no E.164, for example +972541234567');
    const stored: Resource = { ...body, id };
    if (this.mistake !== 'gives the password back') delete stored['password'];
    if (this.mistake === 'revokes an absent admin' && before['userName'] !== undefined)
      stored['moovingon_ai_admin'] = false;
    if (this.mistake === 'forgets members' && Array.isArray(stored['members'])) stored['members'] = [];
    if (this.mistake === 'ignores deactivation' && stored['active'] === false) stored['active'] = true;
    store.set(id, stored);
    return stored;
  }
}

interface Operation {
  op: string;
  path?: string;
  value?: unknown;
}

/** The PATCH forms of Okta's catalogue and of Entra, and no others. */
function patched(resource: Resource, { Operations }: Record<string, unknown>): Record<string, unknown> {
  const result = structuredClone(resource) as Record<string, unknown>;
  for (const { op, path, value } of Operations as Operation[]) {
    if (path?.startsWith('members'))
      result['members'] = members(result['members'] as { value: string }[], op.toLowerCase(), path, value);
    else
      for (const [name, one] of path ? [[path, value] as const] : Object.entries(value as object))
        set(result, name, one);
  }
  return result;
}

function members(current: { value: string }[] = [], op: string, path: string, value: unknown): { value: string }[] {
  const named = /"(.*)"/.exec(path)?.[1];
  const given = (value ?? [{ value: named }]) as { value: string }[];
  if (op === 'replace') return given;
  const others = current.filter((member) => !given.some((one) => one.value === member.value));
  return op === 'add' ? [...others, ...given] : others;
}

function set(target: Record<string, unknown>, name: string, value: unknown): void {
  const plain = value === 'True' || value === 'False' ? value === 'True' : value;
  const key = name.replace('urn:ietf:params:scim:schemas:core:2.0:User:', '');
  if (key === 'emails[type eq "work"].value') target['emails'] = [{ type: 'work', value: plain }];
  else if (key.startsWith('name.')) target['name'] = { ...(target['name'] as object), [key.slice(5)]: plain };
  else target[key] = plain;
}
