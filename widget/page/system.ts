/** Operating systems, found by the user agent. */
import type { systems } from '#protocol/session/failure-terms.ts';
import type { Named } from './in-app.ts';

/** HarmonyOS up to 4 runs Android's browsers and counts as Android. */
export const systemNames: Named<(typeof systems)[number]> = [
  ['harmony', /OpenHarmony|ArkWeb/],
  ['ios', /iPhone|iPad|iPod/],
  ['android', /Android/],
  ['windows', /Windows/],
  ['macos', /Macintosh/],
  ['linux', /Linux|CrOS/],
];
