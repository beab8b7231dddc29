import { expect, it } from 'vitest';
import { formKit } from '../../../../tool/filing/form-kit.ts';
import { pictureOf } from '../../../../tool/soak/pictures.ts';

it('no two pictures of a soak are the same, also after the verifier has made them anew', async () => {
  const { drawing } = await formKit();
  const made = new Set<string>();
  for (const n of [0, 1, 2, 3, 255, 256, 65_536, 1_048_575]) {
    const again = await drawing.reencode(await pictureOf(n, drawing));
    made.add(Buffer.from(again!).toString('base64'));
  }
  expect(made.size).toBe(8);
});
