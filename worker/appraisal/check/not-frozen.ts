import { faceBytes, type TraceRecord } from '#protocol/capture/trace.ts';
import { atLeast, atMost, defineCheck } from './check.ts';

/**
 * No picture, and no face (to 1/16 pixel), stays the same for as long as the policy's limit, also if frames without a face come
 * in between. Enough of the pictures, and of the faces, are distinct.
 */
export const notFrozen = defineCheck({
  name: 'not-frozen',
  weight: 'mandatory',
  bounds: ({ trace }) => [
    ...atMost({ longestMs: trace.maxStillMs }, 'undetermined', 'evidence-unusable'),
    ...atLeast({ distinct: trace.minDistinct }, 'undetermined', 'evidence-unusable'),
    ...atMost({ longestMs: trace.impossible.maxStillMs }, 'attack', 'evidence-unusable'),
    ...atLeast({ distinct: trace.impossible.minDistinct }, 'attack', 'evidence-unusable'),
  ],
  measure({ watched, capture: { trace, frameDigests } }) {
    const pictures = watched.map((_, n) => textOf(frameDigests[n]!));
    const faces = watched.map(({ face }, n) => face && textOf(faceBytes(trace.recordBytes[n]!)));
    const longestMs = Math.max(stillMs(watched, pictures), stillMs(watched, faces));
    const seen = faces.filter((face) => face !== undefined);
    return { longestMs, distinct: Math.min(distinctShare(pictures), distinctShare(seen)) };
  },
});

/** The same text for the same bytes. `Reflect.apply` takes a sixth of the time of a spread. */
const textOf = (bytes: Uint8Array): string => Reflect.apply(String.fromCharCode, undefined, bytes);

const distinctShare = (values: readonly string[]) => (values.length === 0 ? 1 : new Set(values).size / values.length);

/** The longest time over which a value stays the same; records without a value are skipped. */
function stillMs(records: readonly TraceRecord[], values: readonly (string | undefined)[]): number {
  let longestMs = 0;
  let last: { readonly value: string; readonly sinceMs: number } | undefined;
  records.forEach(({ atMs }, n) => {
    const value = values[n];
    if (value === undefined) return;
    if (value !== last?.value) last = { value, sinceMs: atMs };
    longestMs = Math.max(longestMs, atMs - last.sinceMs);
  });
  return longestMs;
}
