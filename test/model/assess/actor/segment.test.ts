import { describe, expect, it } from 'vitest';
import { awayPose, neutralPose, type Pose } from '../../../../assess/actor/pose.ts';
import { segment, segmentNames, usualManner, type SegmentName } from '../../../../assess/actor/segment.ts';

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
const played = segmentNames.filter((name) => name !== 'absent');

function peak(name: SegmentName, seed: number, measure: (pose: Pose) => number): number {
  return Math.max(...segment(name, seed).map(measure));
}

describe('segment', () => {
  it.each(played)('%s begins and ends exactly neutral', (name) => {
    for (const seed of seeds) {
      const poses = segment(name, seed);
      expect(poses[0]).toEqual(neutralPose);
      expect(poses.at(-1)).toEqual(neutralPose);
    }
  });

  it.each(segmentNames)('%s is the same for the same seed', (name) => {
    expect(segment(name, 3)).toEqual(segment(name, 3));
  });

  it.each(played)('%s differs for different seeds', (name) => {
    expect(segment(name, 1)).not.toEqual(segment(name, 2));
  });

  it.each(played)('%s moves smoothly: less than 4° and at most half of a lid per frame', (name) => {
    for (const seed of seeds) {
      segment(name, seed).reduce((before, pose) => {
        expect(Math.abs(pose.yawDegrees - before.yawDegrees)).toBeLessThan(4);
        expect(Math.abs(pose.pitchDegrees - before.pitchDegrees)).toBeLessThan(4);
        expect(Math.abs(pose.blinkLeft - before.blinkLeft)).toBeLessThanOrEqual(0.5);
        return pose;
      });
    }
  });

  it('makes the movement of its name, as far as people do', () => {
    for (const seed of seeds) {
      const left = peak('turn-left', seed, (pose) => pose.yawDegrees);
      expect(left).toBeGreaterThanOrEqual(25);
      expect(left).toBeLessThanOrEqual(30);
      expect(peak('turn-right', seed, (pose) => -pose.yawDegrees)).toBeGreaterThanOrEqual(25);
      const down = peak('nod', seed, (pose) => -pose.pitchDegrees);
      expect(down).toBeGreaterThanOrEqual(15);
      expect(down).toBeLessThanOrEqual(18);
      expect(peak('blink', seed, (pose) => Math.min(pose.blinkLeft, pose.blinkRight))).toBeGreaterThan(0.97);
      expect(peak('open-mouth', seed, (pose) => pose.jawOpen)).toBeGreaterThan(0.7);
      expect(peak('neutral', seed, (pose) => pose.blinkLeft)).toBeLessThan(0.1);
      expect(segment('blink', seed).length).toBeLessThanOrEqual(13);
    }
  });

  it('shows an empty room for absent', () => {
    expect(new Set(segment('absent', 1))).toEqual(new Set([awayPose]));
  });
});

describe('manner', () => {
  const manner = { turnDegrees: 60, nodDegrees: 33, jawOpen: 0.6 };
  const furthest = (name: SegmentName, value: (pose: Pose) => number, of = manner) =>
    Math.max(...segment(name, 1, of).map((pose) => Math.abs(value(pose))));

  it('says how far a person turns, nods and opens the mouth', () => {
    const usual = furthest('turn-left', ({ yawDegrees }) => yawDegrees, usualManner) / usualManner.turnDegrees;
    expect(furthest('turn-left', ({ yawDegrees }) => yawDegrees) / 60).toBeCloseTo(usual, 5);
    expect(furthest('turn-right', ({ yawDegrees }) => yawDegrees)).toBeGreaterThan(54);
    expect(furthest('nod', ({ pitchDegrees }) => pitchDegrees)).toBeGreaterThan(29);
    expect(furthest('open-mouth', ({ jawOpen }) => jawOpen)).toBeLessThan(0.66);
  });

  it('makes far movements last longer', () => {
    for (const name of ['turn-left', 'nod'] as const)
      expect(segment(name, 1, manner).length, name).toBeGreaterThan(segment(name, 1).length);
  });

  it('changes nothing else', () => {
    for (const name of ['neutral', 'pause', 'blink'] as const)
      expect(segment(name, 1, manner)).toEqual(segment(name, 1));
  });
});
