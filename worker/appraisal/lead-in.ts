import type { SeenFrame } from '../capture/capture.ts';
import type { ReadWindow } from '../capture/reading.ts';

/** The revealed frames before the first window; none if no window is bound to the trace. */
export const leadInOf = (windows: readonly ReadWindow[], revealed: readonly SeenFrame[]): SeenFrame[] => {
  const first = windows[0]?.first ?? 0;
  return revealed.filter(({ index }) => index < first);
};
