import { limits } from './limits.ts';
import type { Picture } from './picture.ts';

/** What can be wrong with a camera's first frames, from the least bad to the worst. */
export const flaws = ['camera-too-small', 'camera-infrared', 'camera-blank', 'camera-frozen', 'camera-silent'] as const;
export type Flaw = (typeof flaws)[number];

export interface FirstFrames {
  readonly pictures: readonly Picture[];
  /** Time since the first frame; before the first frame, since the stream was attached. */
  readonly elapsedMs: number;
  /** Short side of the frames as the camera gives them. */
  readonly shortPx: number;
}

/**
 * Judges whether a camera can be used by its first frames, and never by its name. A good picture is accepted at once. A bad
 * one gets time to become better. A camera is not refused because the picture is dark.
 *
 * @returns undefined while it is too early to say
 */
export function judge({ pictures, elapsedMs, shortPx }: FirstFrames): 'usable' | Flaw | undefined {
  const { settledMs, blankMs, frozenMs, silentMs, blankSpread, dimLuma, greyChroma, minShortPx } = limits.first;
  const after = (ms: number, flaw: Flaw) => (elapsedMs >= ms ? flaw : undefined);
  if (pictures.length === 0) return after(silentMs, 'camera-silent');
  const shown = pictures.filter(({ spread }) => spread >= blankSpread);
  if (shown.length === 0) return after(blankMs, 'camera-blank');
  if (new Set(shown.map(({ digest }) => digest)).size === 1) return after(frozenMs, 'camera-frozen');
  const lit = shown.filter(({ luma }) => luma >= dimLuma);
  const hasColour = lit.some(({ chroma }) => chroma > greyChroma);
  if (!hasColour && elapsedMs < settledMs) return undefined;
  if (!hasColour && lit.length > 0) return 'camera-infrared';
  return shortPx < minShortPx ? 'camera-too-small' : 'usable';
}
