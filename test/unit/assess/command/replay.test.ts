import { expect, it } from 'vitest';
import { policy } from '#protocol/policy/registry.ts';
import { replayLines } from '../../../../assess/command/replay.ts';
import { appraise } from '../../../../worker/appraisal/appraise.ts';
import { syntheticCapture } from '../../../../assess/synthetic/capture.ts';

const capture = syntheticCapture({ asks: [{ kind: 'nod' }, { kind: 'open-mouth' }] });
// No picture is revealed, so every check that needs one fails.
const appraisal = appraise(capture, [], policy);

it.each([
  ['zh-CN', '疑似攻击', '未通过', '帧率足够: 最低'],
  ['en', 'Suspected attack', 'not passed', 'Frame rate: lowest rate'],
] as const)('prints a replayed appraisal in %s', (locale, verdict, notPassed, measured) => {
  const [first, ...checks] = replayLines(appraisal, locale);
  expect(first).toContain(`attack: ${verdict}`);
  expect(checks).toHaveLength(appraisal.checks.length);
  expect(checks.filter((line) => line.startsWith(notPassed))).toHaveLength(
    appraisal.checks.filter(({ passed }) => !passed).length,
  );
  expect(checks.find((line) => line.includes('rate-enough'))).toContain(measured);
});
