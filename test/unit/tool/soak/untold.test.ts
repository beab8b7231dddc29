import { expect, it } from 'vitest';
import type { CaseEvent, ProviderCase } from '#protocol/case/case.ts';
import { untoldEntries } from '../../../../tool/soak/untold.ts';

const caseWith = (...events: readonly CaseEvent[]) => ({
  id: 'a',
  timeline: events.map((event, n) => ({ n: n + 1, event, facts: { round: '1' } })) as never as ProviderCase['timeline'],
});

it('each change of a case that its tenant is told of has its event in the feed', () => {
  const way = caseWith(
    'created',
    'signed',
    'in-review',
    'forms-released',
    'handed-over',
    'upload-taken',
    'result-received',
  );
  const ids = ['a-1', 'a-3', 'a-4', 'a-5', 'a-6', 'a-7'];
  expect(untoldEntries(way, new Set(ids))).toEqual([]);
  for (const lost of ids) {
    const left = new Set(ids.filter((id) => id !== lost));
    expect(untoldEntries(way, left).map(({ n }) => `a-${n}`)).toEqual([lost]);
  }
});

it('an upload that was known after its result changes no state, and has no event', () => {
  expect(untoldEntries(caseWith('result-received', 'upload-taken'), new Set(['a-1']))).toEqual([]);
});
