import { SECOND } from '@app/kernel';
import type { OutboundResponse } from '@app/outbound';

/** What came of an attempt. `gone`: the receiver never wants to hear from us again. */
export type Verdict =
  | { readonly outcome: 'delivered'; readonly status: number }
  | { readonly outcome: 'failed' | 'gone'; readonly status: number | null; readonly fault: string; readonly retryAfter?: number };

/** Reads an answer by the Standard Webhooks specification: 2xx is taken, 410 ends it, everything else (redirects too) is tried again. */
export function judgeAnswer({ status, headers }: Pick<OutboundResponse, 'status' | 'headers'>): Verdict {
  if (status >= 200 && status < 300) return { outcome: 'delivered', status };
  if (status === 410) return { outcome: 'gone', status, fault: 'The receiver answered 410 (Gone): it does not want to be told any more.' };
  const fault = `The receiver answered ${status}, expected 200 to 299.${status >= 300 && status < 400 ? ' Redirects are not followed: enter the address that they lead to.' : ''}`;
  return { outcome: 'failed', status, fault, retryAfter: readRetryAfter(headers['retry-after']) };
}

function readRetryAfter(header: string | undefined): number {
  return header !== undefined && /^\d{1,9}$/.test(header) ? Number(header) * SECOND : 0;
}
