/** The highest `q` of the media types that match (RFC 9110 §12.5.1); 0 where none is named. */
export function qualityOf(accept: string, type: RegExp): number {
  const qualities = accept.split(',').map((range) => {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return type.test(name) ? Number(quality ?? 1) || 0 : 0;
  });
  return Math.max(0, ...qualities);
}
