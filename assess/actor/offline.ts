/**
 * Trials without a browser: the product's models, the verifier's face reader and the appraisal process camera frames.
 */
import type { Ask } from '#protocol/action/action.ts';
import { drawAsks, movementOrders, seededDraw } from '#protocol/policy/chance.ts';
import { schedule } from '#protocol/policy/schedule.ts';
import type { TracedFace } from '#protocol/measure/landmark.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { policy as current } from '#protocol/policy/registry.ts';
import { appraise, type Appraisal } from '../../worker/appraisal/appraise.ts';
import type { SeenFrame } from '../../worker/capture/capture.ts';
import type { FaceReader, FaceReading } from '../../worker/capture/face-reader.ts';
import { readRevealed } from '../../worker/capture/revealed-frames.ts';
import { drawFrames } from '../../worker/capture/drawn-frames.ts';
import { captureOf, type SyntheticCapture } from '../synthetic/capture.ts';
import type { Shot } from '../synthetic/picture.ts';
import type { Player } from './cast.ts';
import { nodeVision } from './node-vision.ts';
import { play, segmentsPlayed, shootReel } from './play.ts';

const readings = new WeakMap<Uint8Array, [claim: TracedFace | undefined, reading: Promise<FaceReading | undefined>]>();

/**
 * The verifier's face reader with a cache. Films repeat their frames, and each picture is read once for the same claim.
 */
const rememberingReader: Pick<FaceReader, 'read'> = {
  async read(jpeg, claim) {
    const [known, seen] = readings.get(jpeg) ?? [];
    if (seen && known === claim) return seen;
    const { faceReader } = await nodeVision();
    const reading = faceReader.read(jpeg, claim);
    readings.set(jpeg, [claim, reading]);
    return reading;
  },
};

export interface OfflineTrial {
  readonly capture: SyntheticCapture;
  readonly seen: readonly SeenFrame[];
  readonly appraisal: Appraisal;
}

/**
 * Appraises shots as the answer to a challenge.
 *
 * @param seed draws the frames to reveal
 */
export async function appraiseShots(
  shots: readonly Shot[],
  asks: readonly Ask[],
  seed: number,
  policy = current,
): Promise<OfflineTrial> {
  const capture = captureOf(shots, { asks, policy });
  const { frames } = drawFrames(capture, policy, seededDraw(`openings ${seed}`));
  const revealed = frames.map((index) => ({ index, jpeg: capture.jpegs[index] }));
  // The original records: where a film repeats, their faces are the same objects, so that the reader's cache finds
  // them.
  const trace = { ...capture.trace, records: shots.map(({ record }) => record) };
  const seen = await readRevealed(revealed, { ...capture, trace }, rememberingReader);
  return { capture, seen, appraisal: appraise(capture, seen, policy) };
}

export interface Rehearsal {
  /** The policy that asks and judges; by default the current one. */
  readonly policy?: Policy | undefined;
  /** By how many milliseconds the player answers later than usual. */
  readonly lateMs?: number | undefined;
}

/**
 * How many films of the neutral face are played under a policy with longer windows. With one film of 2 s too few frames would differ,
 * and `not-frozen` would refuse a person because the actor repeats itself.
 */
const longNeutrals = 3;

/** Has a player answer the challenge that the seed draws, and appraises the answer. */
export async function rehearse(player: Player, seed: number, rehearsal: Rehearsal = {}): Promise<OfflineTrial> {
  const { policy = current, lateMs = 0 } = rehearsal;
  const asks = asksOf(seed, policy);
  const slots = schedule(asks, policy);
  const options = { ...player.options, lagMs: (player.options.lagMs ?? 0) + lateMs, seed };
  const neutrals = policy === current ? 1 : longNeutrals;
  // A forged trace may be made of any segment.
  const needs = player.forge ? { neutrals } : { neutrals, segments: segmentsPlayed(slots, options) };
  const reel = await shootReel(await player.reel(seed, needs));
  const shots = player.forge ? player.forge(reel, slots, seed) : play(reel, slots, options);
  return appraiseShots(shots, asks, seed, policy);
}

/** The challenge that a trial's seed draws. */
export const asksOf = (seed: number, policy = current): Ask[] => drawAsks(seededDraw(`trial ${seed}`), policy);

/** Repeats a film at `rateHz` frames a second, from frame `offset` on, for as long as the challenge lasts. */
export function loopFrom(film: readonly Shot[], rateHz: number, offset: number, asks: readonly Ask[]): Shot[] {
  const lengthMs = schedule(asks, current).at(-1)!.endMs + 100;
  return Array.from({ length: Math.ceil((lengthMs * rateHz) / 1000) }, (_, n) => {
    const { record, jpeg } = film[(offset + n) % film.length]!;
    return { record: { ...record, atMs: Math.round((n * 1000) / rateHz) }, jpeg };
  });
}

/** One challenge for every possible order of movements. */
export function everyOrder(): Ask[][] {
  const orders = movementOrders(current).length;
  return Array.from({ length: orders }, (_, order) => {
    const draws = [order, order];
    return drawAsks((below) => (draws.shift() ?? 0) % below, current);
  });
}
