/** Orders two texts by Unicode code points: the order of UTF-8 bytes, of `COLLATE "C"` and of SQLite's BINARY. */
export function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  let index = 0;
  while (index < length && left[index] === right[index]) index += 1;
  if (index === length) return left.length - right.length;
  // Step back to the beginning of a surrogate pair: half of one has no place in the order.
  if (index > 0 && isLowSurrogate(left, index) && isLowSurrogate(right, index)) index -= 1;
  return (left.codePointAt(index) as number) - (right.codePointAt(index) as number);
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
