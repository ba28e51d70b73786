/** Orders two texts by Unicode code points: the order of UTF-8 bytes, of `COLLATE "C"` and of SQLite's BINARY. */
export function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  let index = 0;
  while (index < length && left[index] === right[index]) index += 1;
  if (index === length) return left.length - right.length;
  // Two second halves of surrogate pairs follow the same first half here, so that they are in the order of their pairs.
  return (left.codePointAt(index) as number) - (right.codePointAt(index) as number);
}
