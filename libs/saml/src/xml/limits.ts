/** What a document may cost, at most. */
export interface XmlLimits {
  /** Of UTF-8. */
  readonly bytes: number;
  readonly elements: number;
  readonly depth: number;
  /** Of one element, namespace declarations included. */
  readonly attributes: number;
}

/** 5,000 group values are legitimate and make 1.2 MB. */
export const MESSAGE_LIMITS: XmlLimits = { bytes: 2 * 1024 * 1024, elements: 6_000, depth: 40, attributes: 40 };
