import type { Sample } from '../measure/sample.ts';
import type { ActionPolicy, ReachPolicy, Span } from './action.ts';
import { excursions } from './excursion.ts';

/**
 * The time at the far end of a nod or a turn in which the face is lost, because the camera sees the crown or the side of the head: from
 * the last face before to the first face after. The head is `hiddenFromDegrees` away before it and not back yet after it, and it comes back in
 * the window. Single frames in between may show the face.
 *
 * @param values degrees away from neutral, one for each sample of the window; undefined where no face was seen
 * @returns undefined also if the time is longer than the policy allows
 */
export function hiddenIn(
  samples: readonly Sample[],
  values: readonly (number | undefined)[],
  { reachDegrees: reach, enoughDegrees: enough, hiddenFromDegrees, maxHiddenMs }: ReachPolicy,
  returnShare: ActionPolicy['returnShare'],
): Span | undefined {
  const [first] = excursions(values, { reach, enough }, returnShare);
  if (first?.end === undefined) return undefined;
  const { onset, end } = first;
  const isIn = (n: number) => n > onset && n < end;
  const last = values.findIndex(
    (degrees, n) => isIn(n + 1) && (degrees ?? 0) >= hiddenFromDegrees && values[n + 1] === undefined,
  );
  const lost = values.findLastIndex((degrees, n) => isIn(n) && degrees === undefined);
  // The first face after the gap must still be away. If the head is already back there, the gap may have another reason.
  if (last < 0 || lost + 1 === end) return undefined;
  const span = { startMs: samples[last]!.atMs, endMs: samples[lost + 1]!.atMs };
  return span.endMs - span.startMs <= maxHiddenMs ? span : undefined;
}
