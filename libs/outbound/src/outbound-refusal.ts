/** Why an outgoing request came to nothing. `address-refused`: by our own rule, nothing was sent. */
export type OutboundFault = 'url-refused' | 'address-refused' | 'unreachable' | 'timed-out' | 'too-large' | 'too-many-redirects';

/** An outgoing request that came to nothing; `detail` may be shown to the administrator who entered the address. */
export class OutboundRefusal extends Error {
  override readonly name = 'OutboundRefusal';

  constructor(
    readonly fault: OutboundFault,
    readonly detail: string,
    cause?: unknown,
  ) {
    super(`${fault}: ${detail}`, cause === undefined ? undefined : { cause });
  }
}
