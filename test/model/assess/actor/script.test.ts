import { describe, expect, it } from 'vitest';
import { joinMjpeg, splitMjpeg } from '../../../../assess/clip/mjpeg.ts';
import { awayPose, neutralPose } from '../../../../assess/actor/pose.ts';
import { blinks, clip, clipFrames, endMs, inTurn, planClip, renderClip } from '../../../../assess/actor/script.ts';
import { segment } from '../../../../assess/actor/segment.ts';
import type { FrameSource } from '../../../../assess/actor/source.ts';

/** Bytes with the structure of a JPEG. The scan contains these words, which name a frame of a segment. */
function jpegSaying(words: string): Uint8Array {
  return Uint8Array.from([
    0xff,
    0xd8,
    0xff,
    0xda,
    0,
    2,
    0xff,
    0,
    ...new TextEncoder().encode(words),
    0xff,
    0xd0,
    1,
    0xff,
    0xd9,
  ]);
}

const source: FrameSource = {
  name: 'outline',
  frames: async (name, seed) => segment(name, seed).map((_, index) => jpegSaying(`${name} ${seed} ${index}`)),
};

const twoBlinks = { leadInMs: 1500, script: blinks(2, 1000), durationMs: 4000 };

describe('clip', () => {
  it('begins with an empty room, then has the requested length', () => {
    const poses = clip(twoBlinks);
    expect(poses).toHaveLength(45 + 120);
    expect(poses.slice(0, 45).every((pose) => pose === awayPose)).toBe(true);
    expect(poses[45]).toEqual(neutralPose);
    expect(poses.slice(45)).not.toContain(awayPose);
  });

  it('plays each entry completely, at its time', () => {
    const plan = planClip({ leadInMs: 1000, script: [{ atMs: 2100, segment: 'nod', seed: 4 }], durationMs: 5000 });
    const nod = plan.slice(30 + 63, 30 + 63 + segment('nod', 4).length);
    expect(nod.map(({ index }) => index)).toEqual(segment('nod', 4).map((_, index) => index));
    expect(nod.every((frame) => frame.segment === 'nod' && frame.seed === 4)).toBe(true);
  });

  it('does not jump between segments', () => {
    const poses = clip({ leadInMs: 0, script: inTurn(['turn-left', 'nod', 'blink'], 700, 310), durationMs: 9000 });
    poses.reduce((before, pose) => {
      expect(Math.abs(pose.yawDegrees - before.yawDegrees)).toBeLessThan(4);
      expect(Math.abs(pose.x - before.x)).toBeLessThan(0.005);
      return pose;
    });
  });

  it.each([2, 3, 4])('blinks %d times when asked', (count) => {
    const script = blinks(count, 500);
    const lids = clip({ leadInMs: 0, script, durationMs: endMs(script) + 500 }).map((pose) => pose.blinkLeft);
    expect(lids.filter((lid, frame) => lid >= 0.9 && lids[frame - 1]! < 0.9)).toHaveLength(count);
  });

  it('refuses entries that overlap or run past the end', () => {
    const overlapping = [
      { atMs: 0, segment: 'nod' },
      { atMs: 500, segment: 'blink' },
    ] as const;
    expect(() => planClip({ leadInMs: 0, script: overlapping, durationMs: 9000 })).toThrow(RangeError);
    expect(() => planClip({ leadInMs: 0, script: overlapping.slice(0, 1), durationMs: 900 })).toThrow(RangeError);
  });

  it('takes each frame from the source', async () => {
    const frames = await clipFrames(source, twoBlinks);
    const said = planClip(twoBlinks).map(({ segment: name, seed, index }) => jpegSaying(`${name} ${seed} ${index}`));
    expect(frames).toEqual(said);
    expect(splitMjpeg(await renderClip(source, twoBlinks))).toEqual(said);
  });
});

describe('splitMjpeg', () => {
  it('returns the frames that joinMjpeg joined', () => {
    const frames = ['one', 'two', 'three'].map(jpegSaying);
    expect(splitMjpeg(joinMjpeg(frames))).toEqual(frames);
  });

  it('refuses an incomplete JPEG, and bytes that are not a JPEG', () => {
    expect(() => splitMjpeg(joinMjpeg(['one', 'two'].map(jpegSaying)).slice(0, -2))).toThrow(RangeError);
    expect(() => splitMjpeg(Uint8Array.of(1, 2, 3))).toThrow(RangeError);
  });
});
