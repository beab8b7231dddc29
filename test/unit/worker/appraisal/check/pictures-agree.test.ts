import { expect, it } from 'vitest';
import { captureOf, syntheticCapture, syntheticRecords } from '../../../../../assess/synthetic/capture.ts';
import { perform } from '../../../../../assess/synthetic/performance.ts';
import { tinyJpeg } from '../../../../../assess/synthetic/picture.ts';
import { judgeCapture, reveal } from '../judged.ts';
import { everyKnownAsk } from '../../../protocol/action/acted.ts';

it.each(everyKnownAsk)('pictures-agree refuses an action as an attack that only the trace shows: %j', (ask) => {
  const acted = syntheticCapture({ asks: [ask] }).trace.records;
  const durationMs = acted.at(-1)!.atMs;
  const still = perform([], () => 0);
  const neutral = syntheticRecords(still, { durationMs, seed: 2 });
  const shots = acted.map((record, n) => ({ record, jpeg: tinyJpeg(neutral[n]!) }));
  const capture = captureOf(shots, { asks: [ask] });
  const { verdict, failed } = judgeCapture(capture, reveal(capture));
  expect(verdict).toBe('attack');
  expect(failed).toEqual(['pictures-agree', 'actions-seen']);
});
