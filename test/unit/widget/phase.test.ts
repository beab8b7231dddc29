import { expect, it } from 'vitest';
import { phaseNames, type PhaseName } from '#protocol/session/phase.ts';
import { advance, detailOf, following, type Phase } from '../../../widget/phase.ts';

const idle: Phase = { name: 'idle' };

it('refuses a phase that may not follow', () => {
  expect(() => advance(idle, { name: 'sending' })).toThrow('sending cannot follow idle');
});

it('can reach every phase from idle', () => {
  const reached = new Set<PhaseName>(['idle']);
  for (const name of reached) following[name].forEach((next) => reached.add(next));
  expect([...reached].toSorted()).toEqual(phaseNames.toSorted());
});

it('tells the page the code of a failure, and nothing of causes', () => {
  expect(detailOf({ name: 'failed', code: 'camera-busy', retryAtMs: 5 })).toEqual({
    phase: 'failed',
    code: 'camera-busy',
  });
  expect(detailOf({ name: 'retry', causes: ['too-dark'] })).toEqual({ phase: 'retry', code: undefined });
});
