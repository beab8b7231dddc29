import { sampleOf } from '#protocol/measure/sample.ts';
import { policy } from '#protocol/policy/registry.ts';
import { expect, it } from 'vitest';
import { syntheticCapture } from '../../../../../assess/synthetic/capture.ts';
import { perform } from '../../../../../assess/synthetic/performance.ts';
import type { SeenFrame } from '../../../../../worker/capture/capture.ts';
import { judgeCapture, reveal } from '../judged.ts';

const openness = ({ reading }: SeenFrame) => sampleOf({ atMs: 0, face: reading!.face }).eyeAspectRatio!;

it.each([
  ['a series of blinks if the pictures show only one of them', 'face', 'every'],
  ['peaks that are seen only at the face that the trace claims', 'found', 'found'],
] as const)('actions-seen refuses %s', (_what, by, bound) => {
  const capture = syntheticCapture({ asks: [{ kind: 'blink', count: 3 }] });
  const revealed = reveal(capture);
  const shut = revealed.filter((frame) => openness(frame) < 0.15).toSorted((a, b) => openness(a) - openness(b));
  const hidden = by === 'face' ? shut.slice(1) : shut;
  const neutral = revealed[0]!.reading!.face;
  const seen = revealed.map((frame) =>
    hidden.includes(frame) ? { ...frame, reading: { ...frame.reading!, [by]: neutral } } : frame,
  );
  const { measured, passed } = judgeCapture(capture, seen).checks.find(({ name }) => name === 'actions-seen')!;
  expect(passed).toBe(false);
  const short = Object.entries(policy.pictures.minReach).filter(([name, least]) => measured[name]! < least);
  expect(short.map(([name]) => name)).toEqual([bound]);
});

it('actions-seen refuses a turn that is claimed only in profile, where the picture is not compared', () => {
  const turning = (jumps: boolean) =>
    syntheticCapture({
      asks: [{ kind: 'turn-head', direction: 'left' }],
      performance: (slots) => {
        const acted = perform(slots, () => 500, { reach: 2.1, pace: 1.4 });
        return (atMs) => {
          const pose = acted(atMs);
          return jumps ? { ...pose, yawDegrees: pose.yawDegrees > 30 ? 50 : 0 } : pose;
        };
      },
    });
  const [gradual, jumping] = [turning(false), turning(true)].map((capture) =>
    judgeCapture(capture, reveal(capture)).checks.filter(({ name }) => ['actions-done', 'actions-seen'].includes(name)),
  );
  expect(gradual!.map(({ passed }) => passed)).toEqual([true, true]);
  expect(
    jumping!.map(({ passed }) => passed),
    'the trace alone shows a turn',
  ).toEqual([true, false]);
  expect(jumping!.find(({ name }) => name === 'actions-seen')!.measured['every']).toBe(0);
});
