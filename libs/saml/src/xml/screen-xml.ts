/** What a message may cost, at most. */
export interface XmlLimits {
  readonly bytes: number;
  readonly elements: number;
  readonly depth: number;
  readonly attributes: number;
}

export const MESSAGE_LIMITS: XmlLimits = { bytes: 2 * 1024 * 1024, elements: 6_000, depth: 40, attributes: 40 };

/**
 * Reads through a message without keeping it, before anything builds a tree: no DOCTYPE, no processing instruction, no
 * comment, well-formed, within the limits. The first offence ends it.
 * @throws Problem `saml_response_malformed` (400)
 */
export function screenXml(_xml: string, _limits: XmlLimits = MESSAGE_LIMITS): void {
  throw new Error('not built yet');
}
