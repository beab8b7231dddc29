import { expect, it } from 'vitest';
import { sha256 } from '#protocol/capture/commitment.ts';
import { syntheticCapture } from '../../../../assess/synthetic/capture.ts';
import { readTinyJpeg, syntheticFaceReader, tinyJpeg } from '../../../../assess/synthetic/picture.ts';
import type { SeenFrame } from '../../../../worker/capture/capture.ts';
import { createPortrait } from '../../../../worker/capture/portrait.ts';

const { records } = syntheticCapture({ asks: [{ kind: 'nod' }] }).trace;
const seen = (index: number): SeenFrame => {
  const jpeg = tinyJpeg(records[index]!);
  return { index, jpeg, digest: sha256(jpeg), reading: readTinyJpeg(jpeg) };
};
const revealed = [seen(2), seen(5), { ...seen(7), reading: undefined }];

it('createPortrait re-encodes the frame, and gives the digests of both files', async () => {
  const portrait = (await createPortrait(5, revealed, syntheticFaceReader))!;
  const frame = revealed[1]!;
  expect(portrait.jpeg).toEqual(await syntheticFaceReader.reencode(frame.jpeg!));
  expect(portrait.jpeg).not.toEqual(frame.jpeg);
  expect(portrait.digest).toEqual(sha256(portrait.jpeg));
  expect(portrait.frameDigest).toEqual(frame.digest);
});

it.each([
  ['without a suitable frame', undefined],
  ['of a frame that was not revealed', 3],
  ['of a frame that was not read', 7],
])('createPortrait makes none %s', async (_name, index) => {
  expect(await createPortrait(index, revealed, syntheticFaceReader)).toBeUndefined();
});
