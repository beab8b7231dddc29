/** IP ranges of a service's accesses. */
import { recordFinding, type Keys, type RecordFinding } from '../finding.ts';
import { isPublicRange, rangesOverlap, readIp, type IpRange } from '../ip.ts';
import { entriesOf, servicesOf, type Rule } from './rule.ts';

export const checkAccesses: Rule = (draft) =>
  servicesOf(draft).flatMap(({ entry: service, keys }) => {
    const ranges = entriesOf(service.access, [...keys, 'access'])
      .flatMap(({ entry, keys: own }) => entriesOf(entry.ips, [...own, 'ips']))
      .flatMap(({ entry, keys: own }) =>
        entry.from === undefined || entry.to === undefined ? [] : [readRange(entry.from, entry.to, own)],
      );
    return [...ranges.flatMap(({ findings }) => findings), ...checkOverlap(ranges)];
  });

interface Read {
  readonly keys: Keys;
  /** The range, where it could be read. */
  readonly range?: IpRange;
  readonly findings: readonly RecordFinding[];
}

function readRange(from: string, to: string, keys: Keys): Read {
  const first = readIp(from);
  const last = readIp(to);
  if (!first || !last) {
    return {
      keys,
      findings: [
        ...(first ? [] : [recordFinding('ip-malformed', [...keys, 'from'])]),
        ...(last ? [] : [recordFinding('ip-malformed', [...keys, 'to'])]),
      ],
    };
  }
  if (first.family !== last.family) return { keys, findings: [recordFinding('ip-family-mixed', keys)] };
  if (first.value > last.value) return { keys, findings: [recordFinding('ip-range-backwards', keys)] };
  const range = { family: first.family, from: first.value, to: last.value };
  return { keys, range, findings: isPublicRange(range) ? [] : [recordFinding('ip-not-public', keys)] };
}

/** Compares each range with its neighbour below, which is enough once they are sorted by where they start. */
function checkOverlap(ranges: readonly Read[]): RecordFinding[] {
  const sorted = ranges
    .flatMap(({ keys, range }) => (range ? [{ keys, range }] : []))
    .toSorted((a, b) => a.range.family - b.range.family || (a.range.from < b.range.from ? -1 : 1));
  let widest = sorted[0]?.range;
  return sorted.slice(1).flatMap(({ keys, range }) => {
    const overlaps = widest !== undefined && rangesOverlap(widest, range);
    if (widest === undefined || widest.family !== range.family || range.to > widest.to) widest = range;
    return overlaps ? [recordFinding('ip-overlap', keys)] : [];
  });
}
