import { randomUUID } from 'node:crypto';
import type { Customer } from '../customer.js';

const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const CORE_GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** What the service has said of a person, and what it was asked and did not answer any more. */
export interface KnownPerson {
  readonly id: string;
  readonly userName: string;
  /** As it was acknowledged last; null while it was never set. */
  displayName: string | null;
  /** Asked for, and not answered. */
  maybe?: { readonly displayName: string } | 'deleted';
  deleted: boolean;
}

export interface KnownGroup {
  readonly id: string;
  readonly memberIds: readonly string[];
}

export interface Refusal {
  readonly status: number;
  readonly body: unknown;
  readonly retryAfter: string | null;
}

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test reads of an answer, it asserts
  readonly body: any;
}

/** Writers that do everything that a customer's systems do at once, and remember each answer that they got. */
export class WriteLoad {
  readonly people: KnownPerson[] = [];
  readonly groups: KnownGroup[] = [];
  acknowledged = 0;
  /** Answers that are no success. */
  readonly refusals: Refusal[] = [];
  private stopping = false;
  private workers: Promise<void>[] = [];

  constructor(private readonly customer: Customer) {}

  begin(workers = 8): this {
    this.stopping = false;
    this.workers = Array.from({ length: workers }, () => this.work());
    return this;
  }

  /** Resolves when every request has been answered, or has failed. */
  async end(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.workers);
  }

  private async work(): Promise<void> {
    for (let round = 0; !this.stopping; round += 1) {
      const refused = this.refusals.length;
      try {
        await this.lifeOfTwo(round);
        if (this.refusals.length > refused) await new Promise((resolve) => setTimeout(resolve, 50));
      } catch (error) {
        // The connection is gone, with an answer or without one: what was asked for is in `maybe`. A wrong answer is a fault of its own.
        if (!isConnectionError(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  private async lifeOfTwo(round: number): Promise<void> {
    const provisioned = await this.provision();
    const added = await this.addByHand();
    if (provisioned) await this.rename(provisioned, `Name ${round}`);
    if (provisioned && added) await this.group([provisioned.id, added.id]);
    if (provisioned && round % 3 === 0) await this.remove(provisioned);
  }

  private async provision(): Promise<KnownPerson | undefined> {
    const name = randomUUID();
    const userName = `${name}@example.com`;
    const answer = await this.customer.scim.post('/Users', { schemas: [CORE_USER], userName, name: { givenName: 'Dana', familyName: 'Levi' }, emails: [{ value: `${name}@mail.example`, primary: true }] });
    return this.note(answer, 201) ? this.know(answer.body.id as string, userName) : undefined;
  }

  private async addByHand(): Promise<KnownPerson | undefined> {
    const userName = `${randomUUID()}@example.com`;
    const answer = await this.customer.owner.post(`${this.customer.accountPath}/users`, { userName, email: userName });
    return this.note(answer, 201) ? this.know(answer.body.id as string, userName) : undefined;
  }

  private async rename(person: KnownPerson, displayName: string): Promise<void> {
    person.maybe = { displayName };
    const answer = await this.customer.scim.patch(`/Users/${person.id}`, { schemas: [PATCH_OP], Operations: [{ op: 'replace', path: 'displayName', value: displayName }] });
    if (this.note(answer, 200)) Object.assign(person, { displayName, maybe: undefined });
  }

  private async group(memberIds: string[]): Promise<void> {
    const answer = await this.customer.scim.post('/Groups', { schemas: [CORE_GROUP], displayName: randomUUID(), members: memberIds.map((value) => ({ value })) });
    if (this.note(answer, 201)) this.groups.push({ id: answer.body.id as string, memberIds });
  }

  private async remove(person: KnownPerson): Promise<void> {
    // What was not answered before stays possible, and it is gone or not: nothing more can be said of it.
    person.maybe = 'deleted';
    const answer = await this.customer.scim.delete(`/Users/${person.id}`);
    if (this.note(answer, 204)) Object.assign(person, { deleted: true, maybe: undefined });
  }

  private know(id: string, userName: string): KnownPerson {
    const person = { id, userName, displayName: null, deleted: false };
    this.people.push(person);
    return person;
  }

  private note(answer: Reply, expected: number): boolean {
    if (answer.status === expected) this.acknowledged += 1;
    else this.refusals.push({ status: answer.status, body: answer.body as unknown, retryAfter: answer.headers.get('retry-after') });
    return answer.status === expected;
  }
}

function isConnectionError(error: unknown): boolean {
  // By its name: jest's TypeError is another one than fetch's.
  const { name, message } = error as Error;
  return name === 'TypeError' && /fetch failed|terminated/.test(message);
}
