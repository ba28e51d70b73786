import type { ProvisioningRecordEntity, SignInAttemptEntity } from '@app/persistence';

/** A line of the sign-in log or of the provisioning log that says no. */
export interface RefusalLine {
  readonly id: string;
  readonly kind: 'sign-in' | 'provisioning';
  readonly at: number;
  readonly reference: string;
  /** The code of the refusal; null for lines that are older than codes are kept. */
  readonly code: string | null;
  readonly detail: string | null;
  readonly hint: string | null;
  readonly accountId: string | null;
  readonly integrationId: string | null;
  readonly address: string | null;
  /** Whom a sign-in named. */
  readonly subject: string | null;
  /** What a sign-in's assertion said. */
  readonly assertion: Record<string, unknown> | null;
  /** Of a provisioning request. */
  readonly request: { readonly method: string; readonly path: string; readonly status: number } | null;
}

export interface Refusal extends RefusalLine {
  /** Null where it belongs to nobody, or its account or integration is gone. */
  readonly account: { readonly id: string; readonly name: string } | null;
  readonly integration: { readonly id: string; readonly name: string } | null;
}

export function refusalOfSignIn({ outcome, userId: _, ...line }: SignInAttemptEntity): RefusalLine {
  return { ...line, kind: 'sign-in', code: outcome, request: null };
}

export function refusalOfRecord({ id, at, reference, code, detail, accountId, integrationId, address, method, path, status }: ProvisioningRecordEntity): RefusalLine {
  return { id, kind: 'provisioning', at, reference, code, detail, hint: null, accountId, integrationId, address, subject: null, assertion: null, request: { method, path, status } };
}
