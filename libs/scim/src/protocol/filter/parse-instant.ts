const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,20})?(Z|[+-]\d\d:\d\d)?$/;

function zoneMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z') return 0; // no zone: UTC
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (minutes > 59 || hours * 60 + minutes > 14 * 60) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/**
 * Milliseconds since the epoch of an xsd:dateTime (RFC 7643 §2.3.5, XML Schema part 2 §3.2.7): date and time are
 * required, no zone means UTC. Digits beyond milliseconds stay as a fraction, so that comparisons are exact.
 * Undefined where the text is none, such as a 30th of February.
 */
export function parseInstant(text: string): number | undefined {
  const parts = DATE_TIME.exec(text);
  if (!parts) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const offset = zoneMinutes(parts[8]);
  const fraction = Number(`0${parts[7] ?? ''}`) * 1_000;
  const endOfDay = hour === 24 && minute === 0 && second === 0 && fraction === 0;
  if (offset === undefined || minute > 59 || second > 59 || (hour > 23 && !endOfDay)) return undefined;
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  if (year === 0 || midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return undefined;
  return midnight.getTime() + ((hour * 60 + minute - offset) * 60 + second) * 1_000 + fraction;
}
