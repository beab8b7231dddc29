/** The input of checks, from a synthetic person who does what is asked. A test changes the part that it tests. */
import { policy } from '#protocol/policy/registry.ts';
import type { Sample } from '#protocol/measure/sample.ts';
import { syntheticCapture } from '../../../../assess/synthetic/capture.ts';
import type { CheckContext } from '../../../../worker/appraisal/check/check.ts';
import type { SeenFrame } from '../../../../worker/capture/capture.ts';
import { read, type ReadWindow } from '../../../../worker/capture/reading.ts';
import { asks, reveal } from './judged.ts';

const capture = syntheticCapture({ asks });
const reading = read(capture, policy);

export const honest: CheckContext & { readonly revealed: readonly SeenFrame[] } = {
  capture,
  reading,
  windows: reading.windows!,
  watched: capture.trace.records.slice(0, reading.judged),
  revealed: reveal(capture),
  policy,
};

/** A window of one second from `startMs` on, with samples at this rate; `isFace` gives those that have a face. */
export function windowAt(startMs: number, rateHz: number, isFace: (n: number) => boolean = () => true): ReadWindow {
  const [first] = honest.windows;
  const seen: Sample = { atMs: 0, ...reading.neutral! };
  const blind = { eyeAspectRatio: undefined, mouthAperture: undefined, yawDegrees: undefined };
  const samples = Array.from({ length: rateHz }, (_, n): Sample => {
    const atMs = startMs + Math.round(((n + 1) * 1_000) / rateHz);
    return isFace(n) ? { ...seen, atMs } : { ...seen, ...blind, atMs };
  });
  return { ...first!, startMs, endMs: startMs + 1_000, samples };
}
