/** The standing set of real people, which lies beside the repository. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { judgeReal } from '../../../../assess/command/real.ts';
import { totalOf } from '../../../../assess/real/total.ts';

const folder = fileURLToPath(new URL('../../../../../shared/media/real/', import.meta.url));

it.skipIf(!existsSync(folder))('the product sees what real people do (needs ../shared/media/real)', async () => {
  const { clips, faults } = await judgeReal(folder, '', () => {});
  expect(faults).toEqual([]);
  const { frames, framesFound, blinks, actions } = totalOf(clips);
  expect(framesFound / frames).toBeGreaterThan(0.99);
  // One blink in nineteen may be missed, and one seen that nobody labelled: labels are one viewer's.
  expect(blinks.seen).toBeGreaterThanOrEqual(blinks.labelled - 1);
  expect(blinks.falselySeen).toBeLessThanOrEqual(1);
  for (const { done, labelled, withForeign } of Object.values(actions)) {
    expect(done).toBe(labelled);
    expect(withForeign).toBe(0);
  }
});
