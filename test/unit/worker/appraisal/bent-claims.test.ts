/**
 * An attack: one still picture, and a trace that claims a person who acts. The points that signals are computed from are bent by
 * less than the tolerance, whichever frames the verifier draws (decision 0014).
 */
import type { Ask } from '#protocol/action/action.ts';
import { seededDraw } from '#protocol/policy/chance.ts';
import { schedule } from '#protocol/policy/schedule.ts';
import { sha256 } from '#protocol/capture/commitment.ts';
import { tracedIndices } from '#protocol/measure/landmark.ts';
import { canonicalPoints } from '#protocol/measure/head-pose.ts';
import { policy } from '#protocol/policy/registry.ts';
import { actions3 } from '#protocol/policy/replaced.ts';
import { describe, expect, it } from 'vitest';
import { appraise } from '../../../../worker/appraisal/appraise.ts';
import { drawFrames } from '../../../../worker/capture/drawn-frames.ts';
import { captureOf } from '../../../../assess/synthetic/capture.ts';
import { neutralPose, syntheticFace, type Pose } from '../../../../assess/synthetic/face.ts';
import { readTinyJpeg, tinyJpeg, type Shot } from '../../../../assess/synthetic/picture.ts';

const asks: readonly Ask[] = [{ kind: 'nod' }, { kind: 'turn-head', direction: 'left' }, { kind: 'blink', count: 3 }];

/** The points that signals are computed from. The others stay in place, so the median of all points does not move. */
const isRead: ReadonlySet<number> = new Set([
  ...canonicalPoints.map(([index]) => index),
  13,
  14,
  33,
  160,
  158,
  133,
  153,
  144,
  263,
  387,
  385,
  362,
  380,
  373,
]);

/**
 * The claimed pose is far from the picture in the first second, then near it, and on the other side of it at each peak.
 */
const atFirst: Partial<Pose> = { yawDegrees: -9.9, pitchDegrees: 8.5, blink: -0.5 };
const idle: Partial<Pose> = { yawDegrees: -5, pitchDegrees: 4, blink: -0.25 };
const peaks: Readonly<Record<Ask['kind'], Partial<Pose>>> = {
  blink: { blink: 0.3 },
  'turn-head': { yawDegrees: 3 },
  nod: { pitchDegrees: -3 },
  'open-mouth': {},
};

function isPeak(ask: Ask, sinceMs: number): boolean {
  if (ask.kind !== 'blink') return sinceMs >= 1_000 && sinceMs < 1_100;
  return Array.from({ length: ask.count }, (_, n) => 800 + n * 400).some((ms) => sinceMs >= ms && sinceMs < ms + 50);
}

/** The shot that the attester sends for a time, always with the same still picture. */
function claim(atMs: number): Shot {
  const slots = schedule(asks, policy);
  const acting = slots.find(({ ask, startMs }) => isPeak(ask, atMs - startMs));
  const posed = syntheticFace({
    ...neutralPose,
    ...(atMs < 1_150 ? atFirst : { ...idle, ...(acting && peaks[acting.ask.kind]) }),
  });
  const still = syntheticFace(neutralPose);
  const n = atMs / 50;
  const face = still.map((point, at) => {
    if (isRead.has(tracedIndices[at]!)) return posed[at]!;
    // One point moves a little, so that no face repeats.
    return tracedIndices[at] === 50 ? { x: point.x + (n % 19) / 16, y: point.y + (n % 17) / 16 } : point;
  });
  const record = { atMs, faces: 1, skin: [180, 140, 120] as const, background: [90, 95, 100] as const, face };
  return { record, jpeg: tinyJpeg({ ...record, face: still }) };
}

describe('one still with bent claims', () => {
  const endMs = schedule(asks, policy).at(-1)!.endMs + 100;
  const shots = Array.from({ length: Math.ceil(endMs / 50) }, (_, n) => claim(n * 50));
  const capture = captureOf(shots, { asks });

  it.each(Array.from({ length: 8 }, (_, n) => n))('is refused, whichever frames are revealed: draw %i', (n) => {
    const { frames } = drawFrames(capture, policy, seededDraw(`bent ${n}`));
    const revealed = frames.map((index) => {
      const { jpeg } = shots[index]!;
      return { index, jpeg, digest: sha256(jpeg), reading: readTinyJpeg(jpeg) };
    });
    const { verdict, causes, checks, windows } = appraise(capture, revealed, policy);
    expect(windows.map(({ done }) => done)).toEqual([true, true, true]);
    expect({ verdict, causes }).toEqual({ verdict: 'attack', causes: ['evidence-unusable'] });
    expect(appraise(capture, revealed, actions3).verdict, 'by the bounds of version 3').toBe('attack');
    const failed = checks.filter(({ passed }) => !passed).map(({ name }) => name);
    expect(failed).toEqual(['pictures-agree', 'neutral-seen', 'actions-seen']);
  });
});
