/** A person before a camera that swaps left and right, as virtual cameras can. */
import type { Ask } from '#protocol/action/action.ts';
import { describe, expect, it } from 'vitest';
import { syntheticCapture } from '../../../../assess/synthetic/capture.ts';
import { perform, type Performance } from '../../../../assess/synthetic/performance.ts';
import { judge, judgeCapture, reveal, withoutBlink } from './judged.ts';

const swapped =
  (performance: Performance): Performance =>
  (atMs) => {
    const pose = performance(atMs);
    return { ...pose, yawDegrees: -pose.yawDegrees };
  };

describe('a picture whose left and right are swapped', () => {
  const mirrored = () => judge({ asks: withoutBlink, performance: (slots) => swapped(perform(slots, () => 500)) });

  it('is named as the only cause, and the verdict is the same as for any action that was not done', () => {
    const { verdict, causes, failed } = mirrored();
    expect({ verdict, causes, failed }).toEqual({
      verdict: 'undetermined',
      causes: ['action-mirrored'],
      failed: ['actions-done', 'nothing-else-done'],
    });
  });

  it('keeps the windows undone, with the movement that was seen in them', () => {
    expect(mirrored().windows.map(({ done, foreign }) => ({ done, foreign }))).toEqual([
      { done: false, foreign: ['turn-right'] },
      { done: true, foreign: [] },
      { done: false, foreign: ['turn-left'] },
    ]);
  });

  it('hides no other cause', () => {
    const nothingInTheSecond = judge({
      asks: withoutBlink,
      performance: (slots) => swapped(perform([slots[0]!, slots[2]!], () => 500)),
    });
    expect(nothingInTheSecond.causes).toEqual(['action-missed', 'action-mirrored']);
    const nod: Ask = { kind: 'nod' };
    const alsoNods = judge({
      asks: withoutBlink,
      performance: (slots) =>
        swapped(perform([...slots, { ask: nod, startMs: slots[1]!.startMs, endMs: 0 }], () => 500)),
    });
    expect(alsoNods.causes).toEqual(['action-mirrored', 'action-other']);
  });

  it('is not the cause where the asked action was done, or nothing was', () => {
    expect(judge({ asks: withoutBlink }).causes).toEqual([]);
    expect(judge({ asks: withoutBlink, performance: () => perform([], () => 0) }).causes).toEqual(['action-missed']);
  });

  it('is not the cause of a turn back and forth that ends on the asked side', () => {
    const left: Ask = { kind: 'turn-head', direction: 'left' };
    const right: Ask = { kind: 'turn-head', direction: 'right' };
    const { causes } = judge({
      asks: [left, { kind: 'open-mouth' }, { kind: 'nod' }],
      performance: (slots) =>
        perform(
          [
            { ask: right, startMs: slots[0]!.startMs, endMs: 0 },
            { ask: left, startMs: slots[0]!.startMs + 1_400, endMs: 0 },
            ...slots.slice(1),
          ],
          () => 300,
        ),
    });
    expect(causes).toEqual(['action-other']);
  });

  it('is not told where the evidence means an attack', () => {
    const capture = syntheticCapture({
      asks: withoutBlink,
      performance: (slots) => swapped(perform(slots, () => 500)),
    });
    const revealed = reveal(capture);
    const altered = revealed.with(3, {
      ...revealed[3]!,
      reading: { ...revealed[3]!.reading!, skin: [90, 140, 120] },
    });
    const { verdict, causes } = judgeCapture(capture, altered);
    expect({ verdict, causes }).toEqual({ verdict: 'attack', causes: ['evidence-unusable'] });
  });
});
