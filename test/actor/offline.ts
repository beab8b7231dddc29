/** Trials without a browser: what a camera would show, through the product's models, the verifier's eyes and the appraisal. */
import type { Ask } from '#protocol/action/action.ts';
import { drawAsks, movementOrders, schedule, seededDraw } from '#protocol/challenge.ts';
import { policy } from '#protocol/policy.ts';
import { appraise, type Appraisal } from '../../worker/appraisal.ts';
import type { SeenFrame } from '../../worker/capture.ts';
import type { Look } from '../../worker/look.ts';
import { drawOpenings } from '../../worker/opening.ts';
import { captureOf, type SyntheticCapture } from '../synthetic/capture.ts';
import type { Shot } from '../synthetic/picture.ts';
import { nodeVision } from './node-vision.ts';

const looks = new WeakMap<Uint8Array, Promise<Look | undefined>>();

/** What the verifier's eyes see; looked at once for each picture, since films repeat their frames. */
async function lookAt(jpeg: Uint8Array): Promise<Look | undefined> {
  const { eyes } = await nodeVision();
  const known = looks.get(jpeg) ?? eyes.look(jpeg);
  looks.set(jpeg, known);
  return known;
}

export interface OfflineTrial {
  readonly capture: SyntheticCapture;
  readonly seen: readonly SeenFrame[];
  readonly appraisal: Appraisal;
}

/**
 * Appraise these shots as the answer to a challenge.
 *
 * @param seed of the draw of frames to open
 */
export async function appraiseShots(shots: readonly Shot[], asks: readonly Ask[], seed: number): Promise<OfflineTrial> {
  const capture = captureOf(shots, { asks });
  const { frames } = drawOpenings(capture, policy, seededDraw(`openings ${seed}`));
  const seen = await Promise.all(
    frames.map(async (index) => {
      const jpeg = capture.jpegs[index]!;
      return { index, jpeg, look: await lookAt(jpeg) };
    }),
  );
  return { capture, seen, appraisal: appraise(capture, seen, policy) };
}

/** A film of so many frames a second in a loop from this frame on, for as long as these asks take. */
export function loopFrom(film: readonly Shot[], rateHz: number, offset: number, asks: readonly Ask[]): Shot[] {
  const lengthMs = schedule(asks, policy).at(-1)!.endMs + 100;
  return Array.from({ length: Math.ceil((lengthMs * rateHz) / 1000) }, (_, n) => {
    const { record, jpeg } = film[(offset + n) % film.length]!;
    return { record: { ...record, atMs: Math.round((n * 1000) / rateHz) }, jpeg };
  });
}

/** One challenge for every order of movements there is. */
export function everyOrder(): Ask[][] {
  const orders = movementOrders(policy.challenge.windows).length;
  return Array.from({ length: orders }, (_, order) => {
    const draws = [order, order];
    return drawAsks((below) => (draws.shift() ?? 0) % below, policy);
  });
}
