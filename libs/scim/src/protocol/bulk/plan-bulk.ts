import type { BulkOperation, BulkRequest, RefusedOperation } from './bulk-request.js';

/**
 * One thing to do.
 * - `execute`: carry out the operation; of a POST in a circle, the references to `withheld` are left out.
 * - `complete`: all of those exist now: carry out a PUT of the whole data on what the POST made.
 * - `refuse`: answer with the operation's problem.
 */
export type BulkStep =
  | { readonly kind: 'execute'; readonly operation: BulkOperation; readonly withheld: ReadonlySet<string> }
  | { readonly kind: 'complete'; readonly operation: BulkOperation }
  | { readonly kind: 'refuse'; readonly operation: RefusedOperation };

/**
 * The order in which the operations of a bulk request are carried out (RFC 7644 §3.7.1, §3.7.2): that of the request,
 * except that a POST comes before what refers to it. Circles are cut at one reference, which is added afterwards.
 */
export function planBulk({ operations }: Pick<BulkRequest, 'operations'>): BulkStep[] {
  const planner = new Planner(operations);
  for (const operation of operations) planner.visit(operation);
  return planner.steps;
}

class Planner {
  readonly steps: BulkStep[] = [];
  private readonly posts = new Map<string, BulkOperation | RefusedOperation>();
  private readonly entered = new Set<number>();
  private readonly done = new Set<number>();
  private incomplete: { operation: BulkOperation; withheld: ReadonlySet<string> }[] = [];

  constructor(operations: BulkRequest['operations']) {
    for (const operation of operations) {
      const { bulkId, method } = operation;
      if (method === 'POST' && bulkId !== undefined && !this.posts.has(bulkId)) this.posts.set(bulkId, operation);
    }
  }

  /** Depth-first, at most as deep as there are operations. */
  visit(operation: BulkOperation | RefusedOperation): void {
    if (this.entered.has(operation.index)) return;
    this.entered.add(operation.index);
    if ('problem' in operation) this.steps.push({ kind: 'refuse', operation });
    else this.execute(operation);
    this.done.add(operation.index);
    this.completeWhatCanBe();
  }

  private execute(operation: BulkOperation): void {
    const withheld = new Set<string>();
    for (const bulkId of operation.references) {
      const post = this.posts.get(bulkId);
      if (post) this.visit(post);
      // Entered and not done: it waits for this operation, directly or through others.
      if (post && !this.done.has(post.index)) withheld.add(bulkId);
    }
    this.steps.push({ kind: 'execute', operation, withheld });
    if (withheld.size > 0) this.incomplete.push({ operation, withheld });
  }

  private completeWhatCanBe(): void {
    this.incomplete = this.incomplete.filter(({ operation, withheld }) => {
      const ready = [...withheld].every((bulkId) => this.done.has(this.posts.get(bulkId)?.index ?? -1));
      if (ready) this.steps.push({ kind: 'complete', operation });
      return !ready;
    });
  }
}
