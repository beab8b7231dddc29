import { describe, expect, it } from 'vitest';
import { faultText, readLabels, timesAfter } from '../../../../assess/real/labels.ts';

const read = (labels: unknown) => readLabels({ clips: { 'a/b.mp4': labels } });

const whole = {
  until: 30,
  rest: [0, 1.5],
  blinks: [3.65, 7.35],
  actions: [
    ['M', 14.9],
    ['R', 20],
    ['L', 21.2],
    ['N', 23],
  ],
  words: [[24, 24.5, 'bin']],
  sentence: 'bin blue',
  crop: '480:480:320:530',
  remark: 'narrow eyes',
};

describe('labels', () => {
  it('are read with every field, and without any', () => {
    expect(readLabels({ note: 'by one viewer', clips: { 'a.mp4': whole, 'b.mp4': {} } })).toEqual({
      clips: { 'a.mp4': whole, 'b.mp4': {} },
      faults: [],
    });
  });

  it.each([
    [
      'an unknown action',
      {
        actions: [
          ['M', 1],
          ['X', 2],
        ],
      },
      'label-action-unknown',
      'a/b.mp4 actions 1 0',
    ],
    ['a negative time', { blinks: [-1] }, 'label-time-malformed', 'a/b.mp4 blinks 0'],
    ['a time that is no number', { actions: [['M', '1.5']] }, 'label-time-malformed', 'a/b.mp4 actions 0 1'],
    ['a rest that ends before it begins', { rest: [2, 1] }, 'label-time-malformed', 'a/b.mp4 rest'],
    ['a word that ends before it begins', { words: [[2, 1, 'bin']] }, 'label-time-malformed', 'a/b.mp4 words 0'],
    ['a blink after until', { until: 3, blinks: [1, 4] }, 'label-time-outside', 'a/b.mp4 blinks 1'],
    ['a crop in words', { crop: 'the middle' }, 'label-crop-malformed', 'a/b.mp4 crop'],
    ['a field that does not exist', { blink: [1] }, 'labels-malformed', 'a/b.mp4'],
  ])('with %s are refused', (_, labels, code, place) => {
    const { faults } = read(labels);
    expect(faults).toMatchObject([{ code, place }]);
    expect(faultText(faults[0]!)).toMatch(new RegExp(`^${code}: ${place}: .{20,}`));
  });

  it.each([
    ['no object', []],
    ['no clips', { clips: {} }],
    ['clips in a list', { clips: [] }],
  ])('with %s are refused', (_, json) => {
    expect(readLabels(json).faults).toMatchObject([{ code: 'labels-malformed' }]);
  });

  it('with several faults are refused with all of them', () => {
    const { faults } = read({ blinks: [-1, 2, -3], actions: [['Q', 1]] });
    expect(faults.map(({ code }) => code)).toEqual([
      'label-time-malformed',
      'label-time-malformed',
      'label-action-unknown',
    ]);
  });

  it('are compared with the end of the clip, each time with its place', () => {
    const { clips } = read(whole);
    expect(timesAfter('c', clips['a/b.mp4']!, 31)).toEqual([]);
    expect(timesAfter('c', clips['a/b.mp4']!, 22).map(({ place }) => place)).toEqual([
      'c until',
      'c actions 3',
      'c words 0',
    ]);
  });
});
