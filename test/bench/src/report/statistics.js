export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The values of all rounds as one: median and spread, marked when a round had a fault. */
export function summarise(results) {
  const values = results.map(({ value }) => value);
  return { median: median(values), least: Math.min(...values), most: Math.max(...values), rounds: values.length, unit: results[0].unit, faulty: results.some(({ wrong, afterwards }) => wrong > 0 || afterwards) };
}

/** Results grouped: by contestant and work. */
export function group(results, keyOf) {
  const groups = new Map();
  for (const result of results) {
    const key = keyOf(result);
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return groups;
}

/** 12345.6 → "12,346"; 9.87 → "9.87". */
export function number(value) {
  if (value === undefined || Number.isNaN(value)) return '–';
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}

/** 2.345 → "2.3 ×"; nothing to compare → "–". */
export function ratio(value) {
  if (!Number.isFinite(value) || value === 0) return '–';
  return `${Number(value.toPrecision(value < 10 ? 2 : 3))} ×`;
}
