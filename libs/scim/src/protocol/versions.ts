/**
 * Versions of resources as weak ETags (RFC 7644 §3.14, RFC 9110 §8.8.3): weak, because one version has several
 * representations (`attributes`, `excludedAttributes`). Compared weakly in both directions, as RFC 7644's examples do.
 */
export function formatVersion(version: number): string {
  return `W/"${version}"`;
}

const ETAG = /^(?:W\/)?"([\x21\x23-\x7e\x80-\uffff]*)"$/;

/** The opaque parts of a list of entity tags; `*` stays as it is. What is no entity tag equals none. */
function tagsOf(header: string): string[] | '*' {
  const trimmed = header.trim();
  if (trimmed === '*') return '*';
  // A comma inside of quotes would be split, too; ours have none, so that such a tag equals none either way.
  return trimmed.split(',').flatMap((tag) => ETAG.exec(tag.trim())?.[1] ?? []);
}

function names(header: string, version: number | undefined): boolean {
  if (version === undefined) return false;
  const tags = tagsOf(header);
  return tags === '*' || tags.includes(String(version));
}

/**
 * Whether `If-Match` lets a request through (RFC 9110 §13.1.1); if not, the answer is 412.
 * @param header undefined where it was not sent
 * @param version of the resource; undefined where there is none
 */
export function ifMatchHolds(header: string | undefined, version: number | undefined): boolean {
  return header === undefined || names(header, version);
}

/** Whether `If-None-Match` lets a request through (RFC 9110 §13.1.2); if not: 304 to a GET, 412 to anything else. */
export function ifNoneMatchHolds(header: string | undefined, version: number | undefined): boolean {
  return header === undefined || !names(header, version);
}
