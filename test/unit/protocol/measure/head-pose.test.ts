import { canonicalPoints, headPose } from '#protocol/measure/head-pose.ts';
import { tracedIndices } from '#protocol/measure/landmark.ts';
import { describe, expect, it } from 'vitest';
import canonical from '../../../../dist/models/canonical-face.json' with { type: 'json' };
import { neutralPose, syntheticFace } from '../../../../assess/synthetic/face.ts';

describe('headPose', () => {
  it('uses points of MediaPipe’s canonical face', () => {
    for (const [index, ...at] of canonicalPoints) {
      canonical.vertices[index]!.forEach((coordinate, axis) => expect(at[axis]).toBeCloseTo(coordinate, 2));
    }
  });

  it.each([
    ['straight on', {}, [0, 0, 0]],
    ['turned to the person’s left: nose to the image’s right', { yawDegrees: 25 }, [25, 0, 0]],
    ['turned to the person’s right', { yawDegrees: -25 }, [-25, 0, 0]],
    ['looking up', { pitchDegrees: 15 }, [0, 15, 0]],
    ['looking down', { pitchDegrees: -15 }, [0, -15, 0]],
    ['leaning clockwise in the image', { rollDegrees: 12 }, [0, 0, 12]],
  ] as const)('reads a head %s', (_name, pose, [yaw, pitch, roll]) => {
    // From far away there is little perspective, as the fit assumes.
    const measured = headPose(syntheticFace({ ...neutralPose, ...pose, distanceCm: 4_000 }).map(zoom))!;
    expect(measured.yawDegrees).toBeCloseTo(yaw, 0);
    expect(measured.pitchDegrees).toBeCloseTo(pitch, 0);
    expect(measured.rollDegrees).toBeCloseTo(roll, 0);
  });

  it('follows the head at arm’s length, within the error that perspective causes', () => {
    const neutral = headPose(syntheticFace(neutralPose))!;
    for (const degrees of [-25, -15, 15, 25]) {
      const turned = headPose(syntheticFace({ ...neutralPose, yawDegrees: degrees }))!;
      expect(Math.abs(turned.yawDegrees - neutral.yawDegrees - degrees)).toBeLessThan(Math.abs(degrees) * 0.25);
      const nodded = headPose(syntheticFace({ ...neutralPose, pitchDegrees: degrees / 2 }))!;
      expect(Math.abs(nodded.pitchDegrees - neutral.pitchDegrees - degrees / 2)).toBeLessThan(Math.abs(degrees) * 0.25);
    }
  });

  it('is undefined when all points coincide', () => {
    expect(headPose(tracedIndices.map(() => ({ x: 5, y: 5 })))).toBeUndefined();
  });
});

const zoom = ({ x, y }: { x: number; y: number }) => ({ x: 320 + (x - 320) * 88, y: 240 + (y - 240) * 88 });
