import { Injectable } from '@nestjs/common';
import { Problem } from '@app/kernel';
import { type ScimCall, newCall } from '../http/scim-call.js';
import { ScimAddresses, SCIM_PATH } from '../http/scim-addresses.js';
import { asScimRefusal } from '../http/scim-refusal.js';
import { RequestLog } from '../log/request-log.js';
import { BulkLedger, type BulkOperation, type BulkOutcome, type BulkResponse, type BulkStep, planBulk, readBulkRequest, renderScimError, resolveReferences } from '../protocol/index.js';
import { CarryOut } from './carry-out.js';

/** `POST /Bulk` (RFC 7644 §3.7): each operation by itself, in an order in which references are known. */
@Injectable()
export class RunBulk {
  constructor(
    private readonly operations: CarryOut,
    private readonly addresses: ScimAddresses,
    private readonly log: RequestLog,
  ) {}

  async run(call: ScimCall, body: unknown): Promise<BulkResponse> {
    const request = readBulkRequest(body);
    const ledger = new BulkLedger(request);
    const made = new Map<string, string>();
    for (const step of planBulk(request)) {
      if (ledger.stopped) break;
      const outcome = await this.take(call, step, made);
      if (outcome) ledger.record(step.operation, outcome);
    }
    return ledger.response();
  }

  /** @param made ids of what the POSTs before have made, by bulkId */
  private async take(call: ScimCall, step: BulkStep, made: Map<string, string>): Promise<BulkOutcome | undefined> {
    if (step.kind === 'refuse') return refused(step.operation.problem, call);
    const { operation } = step;
    if (step.kind === 'complete') {
      const id = made.get(operation.bulkId as string);
      const whole = { ...operation, method: 'PUT' as const, target: id, version: undefined };
      // Where the POST has failed, its outcome stands; where the rest of it fails, that is the outcome.
      const outcome = id === undefined ? undefined : await this.execute(call, whole, made);
      return outcome && outcome.status < 400 ? { ...outcome, status: 201 } : outcome;
    }
    return this.execute(call, operation, made, step.withheld);
  }

  private async execute(call: ScimCall, operation: BulkOperation, made: Map<string, string>, withheld?: ReadonlySet<string>): Promise<BulkOutcome> {
    const own = callOf(call, operation);
    try {
      const data = resolveReferences(operation.data, made, withheld);
      const target = resolveReferences(operation.target, made);
      const { id, status, version } = await this.operations.run(own, operation, target, data);
      if (operation.method === 'POST') made.set(operation.bulkId as string, id);
      return { status, location: `${this.addresses.baseUrl}${operation.type.endpoint}/${id}`, version };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const outcome = refused(error, own);
      this.log.answered(own, outcome.status);
      return outcome;
    }
  }
}

/** An operation is recorded like a request of its own. */
function callOf(call: ScimCall, { method, type, target, version }: BulkOperation): ScimCall {
  const path = `${SCIM_PATH}${type.endpoint}${target === undefined ? '' : `/${target}`}`;
  const { address, reference, client } = call;
  return { ...newCall({ method, path, address, reference, ifMatch: version, ifNoneMatch: undefined }), client };
}

function refused(problem: Problem, call: ScimCall): BulkOutcome {
  const refusal = asScimRefusal(problem);
  call.refusal = refusal;
  return { status: refusal.status, response: renderScimError(refusal, call.reference) };
}
