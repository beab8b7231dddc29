import { recentQuantile } from '../measure/recent.ts';
import type { ActionPolicy, WindowSamples } from './action.ts';
import { readableEyes } from './readable.ts';

/** With fewer open or closed eyes than these in the span, the neutral face's eye is the open one: the frames of 0.8 s at 10 Hz. */
const leastEyes = 8;

/**
 * How far the eyes are open, as a share of the person's open eye as it is at that time.
 *
 * Eyes at rest change within seconds: they narrow in a smile or in the light of a lamp, and they are wide in the first moment
 * before a camera. So the open eye is a high quantile of the last moments, also those before the window. Held eyes do not become
 * the open ones, neither closed (`least`) nor wide (`most`): the quantile stays between two shares of the neutral face's eye.
 *
 * @returns one for each sample of the window; undefined where the eyes were not measured or are in profile
 */
export function opennessOf(
  { samples, before, neutral }: WindowSamples,
  { blink }: Pick<ActionPolicy, 'blink'>,
): (number | undefined)[] {
  const { spanMs, quantile, least, most } = blink.openEye;
  const all = [...before, ...samples];
  const eyes = all.map((sample) => readableEyes(sample, neutral, { blink }));
  const lately = recentQuantile(
    eyes,
    all.map(({ atMs }) => atMs),
    { share: quantile, spanMs, least: leastEyes },
  );
  return eyes.slice(before.length).map((eye, n) => {
    const open = lately[before.length + n] ?? 1;
    return eye === undefined ? undefined : eye / Math.min(Math.max(open, least), most);
  });
}
