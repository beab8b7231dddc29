/** Labelled blinks against those that the product sees. */
import { blinksIn } from '#protocol/action/blink.ts';
import type { ActionPolicy, WindowSamples } from '#protocol/action/action.ts';

/** A label is exact to 200 ms; the rest is one frame of a slow camera. */
export const blinkToleranceMs = 250;

/** All times in milliseconds since the clip's start, at the lowest moment of a blink. */
export interface BlinkJudgement {
  readonly seen: readonly number[];
  readonly missed: readonly number[];
  /** Seen, but not labelled. */
  readonly falselySeen: readonly number[];
}

/** When the product sees blinks. The window is the whole clip. */
export const blinkTimes = (clip: WindowSamples, policy: ActionPolicy): number[] =>
  blinksIn(clip, policy).map(({ deepest }) => clip.samples[deepest]!.atMs);

/** Pairs each label with one blink that was seen, the nearest pairs first. */
export function judgeBlinks(labelledMs: readonly number[], foundMs: readonly number[]): BlinkJudgement {
  const pairs = labelledMs
    .flatMap((label, n) => foundMs.map((found, m) => ({ n, m, apartMs: Math.abs(label - found) })))
    .filter(({ apartMs }) => apartMs <= blinkToleranceMs)
    .toSorted((a, b) => a.apartMs - b.apartMs);
  const [labels, founds] = [new Set<number>(), new Set<number>()];
  for (const { n, m } of pairs) {
    if (labels.has(n) || founds.has(m)) continue;
    labels.add(n);
    founds.add(m);
  }
  return {
    seen: labelledMs.filter((_, n) => labels.has(n)),
    missed: labelledMs.filter((_, n) => !labels.has(n)),
    falselySeen: foundMs.filter((_, m) => !founds.has(m)),
  };
}
