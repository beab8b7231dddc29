/** Clips through the product's models in Node, without a browser: every frame looked at once, then played at any offset. */
import jpeg from 'jpeg-js';
import type { Ask } from '#protocol/action/action.ts';
import { drawAsks, movementOrders, schedule } from '#protocol/challenge.ts';
import { tracedIndices } from '#protocol/landmark.ts';
import { policy } from '#protocol/policy.ts';
import type { TraceRecord } from '#protocol/trace.ts';
import { appraise, type Appraisal } from '../../worker/appraisal.ts';
import { captureOf } from '../synthetic/capture.ts';
import type { Tracker } from './tracker.ts';

/** A clip as the models see it, played in a loop: one record for each frame it is looked at. */
export interface SeenClip {
  readonly records: readonly TraceRecord[];
  readonly stepMs: number;
}

/** Colours of a lit face: light is not what these trials are about. */
const lit = { skin: [180, 140, 120], background: [90, 95, 100] } as const;

/** Look at every `every`-th frame of a clip of 30 frames a second. */
export async function seeClip(tracker: Tracker, frames: readonly Uint8Array[], every: number): Promise<SeenClip> {
  const stepMs = (every * 1000) / 30;
  const records: TraceRecord[] = [];
  tracker.reset();
  for (let n = 0; n < frames.length; n += every) {
    const { data, width, height } = jpeg.decode(frames[n]!, { useTArray: true });
    const landmarks = await tracker.track(data, width, height);
    records.push({
      ...lit,
      atMs: 0,
      faces: landmarks ? 1 : 0,
      face: landmarks && tracedIndices.map((index) => ({ x: landmarks[index]!.x, y: landmarks[index]!.y })),
    });
  }
  return { records, stepMs };
}

/** The clip looped from this record on, as the answer to a challenge, appraised. */
export function appraiseLoop({ records, stepMs }: SeenClip, asks: readonly Ask[], offset: number): Appraisal {
  const lengthMs = schedule(asks, policy).at(-1)!.endMs + 100;
  const looped = Array.from({ length: Math.ceil(lengthMs / stepMs) }, (_, n): TraceRecord => {
    return { ...records[(offset + n) % records.length]!, atMs: Math.round(n * stepMs) };
  });
  const capture = captureOf(looped, { asks });
  // The pictures stand for themselves here: the trace decides.
  return appraise(capture, [{ index: 0, jpeg: capture.jpegs[0] }], policy);
}

/** One challenge for every order of movements there is. */
export function everyOrder(): Ask[][] {
  const orders = movementOrders(policy.challenge.windows).length;
  return Array.from({ length: orders }, (_, order) => {
    const draws = [order, order];
    return drawAsks((below) => (draws.shift() ?? 0) % below, policy);
  });
}
