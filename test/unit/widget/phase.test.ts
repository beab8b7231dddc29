import { expect, it } from 'vitest';
import { phaseNames, type PhaseName } from '#protocol/session/phase.ts';
import { advance, detailOf, following, type Phase } from '../../../widget/phase.ts';

const idle: Phase = { name: 'idle' };

it('advance refuses a phase that may not follow', () => {
  expect(() => advance(idle, { name: 'sending' })).toThrow('sending cannot follow idle');
});

it('every phase can be reached from idle', () => {
  const reached = new Set<PhaseName>(['idle']);
  for (const name of reached) following[name].forEach((next) => reached.add(next));
  expect([...reached].toSorted()).toEqual(phaseNames.toSorted());
});

it('the event for the page has the code of a failure, but no causes', () => {
  expect(detailOf({ name: 'failed', code: 'camera-busy', retryAtMs: 5 })).toEqual({
    phase: 'failed',
    code: 'camera-busy',
  });
  expect(detailOf({ name: 'retry', causes: ['too-dark'] })).toEqual({ phase: 'retry', code: undefined });
});
