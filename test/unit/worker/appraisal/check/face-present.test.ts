import type { TraceRecord } from '#protocol/capture/trace.ts';
import { expect, it } from 'vitest';
import { faceless, judge } from '../judged.ts';

const isAway = ({ atMs }: TraceRecord) => atMs > 5_000 && atMs < 5_500;

it('face-present distinguishes a missing face from missing frames', () => {
  const away = judge({ alter: (r) => (isAway(r) ? faceless(r) : r) });
  expect(away).toMatchObject({ failed: ['face-present'], causes: ['face-missing'] });
  const late = judge({ alter: (r) => (isAway(r) ? undefined : r) });
  expect(late).toMatchObject({ failed: ['face-present'], causes: ['frames-too-few'] });
});
