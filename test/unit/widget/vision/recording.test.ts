import { concatBytes } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { advanceRunningHash, frameLeaf, merkleRoot, sha256, startRunningHash } from '#protocol/capture/commitment.ts';
import { unpackFrames } from '#protocol/capture/packed-frames.ts';
import { encodeHeader } from '#protocol/capture/trace.ts';
import { toBase64url } from '../../../../widget/vision/encoding.ts';
import { Recording } from '../../../../widget/vision/recording.ts';

const header = { mesh: 'attention', widthPx: 640, heightPx: 480 } as const;
const limits = { longestMs: 20_000, maxRecords: 1_200, frameBytes: Infinity };

/** A recording with this number of frames, whose JPEGs have this size. */
async function recorded(frames: number, { frameBytes = Infinity, jpegBytes = 100, maxRecords = 1_200 } = {}) {
  const recording = new Recording('a.b.c', { ...limits, frameBytes, maxRecords });
  for (let n = 0; n < frames; n += 1) await add(recording, n, jpegBytes);
  // All of them are in the chain.
  await recording.disclose();
  return recording;
}

function add(recording: Recording, n: number, jpegBytes = 100, jpeg?: Promise<Blob>): Promise<void> {
  const record = { faces: 0, skin: [0, 0, 0], background: [n, 0, 0], face: undefined } as const;
  return recording.add(
    {
      record: { ...record, atMs: recording.timeOf(n * 50) },
      jpeg: jpeg ?? Promise.resolve(new Blob([new Uint8Array(jpegBytes).fill(n)])),
    },
    header,
  );
}

const leavesOf = (packed: readonly Uint8Array[]) =>
  packed
    .flatMap((bytes) => unpackFrames(bytes, 100).frames)
    .map(({ record, jpegDigest }, n) => frameLeaf(n, record, jpegDigest));

const hashOf = (leaves: readonly Uint8Array[]) =>
  toBase64url(leaves.reduce(advanceRunningHash, startRunningHash('a.b.c')));

describe('a recording', () => {
  it('gives its frames in parts that together are what it has committed to', async () => {
    const recording = await recorded(3);
    const boundary = (await recording.disclose())!;
    expect(boundary).toMatchObject({ frames: 3, traceMs: 100 });
    for (let n = 3; n < 7; n += 1) await add(recording, n);
    const ended = await recording.finish();
    const parts = [recording.pack(0, boundary.frames), recording.pack(boundary.frames, ended.frames)];
    const leaves = leavesOf(parts);
    expect(hashOf(leaves.slice(0, 3))).toBe(boundary.runningHash);
    expect(hashOf(leaves)).toBe(ended.runningHash);
    expect(toBase64url(merkleRoot(leaves))).toBe(ended.root);
    const records = parts.flatMap((part) => unpackFrames(part, 100).frames.map(({ record }) => record));
    expect(toBase64url(sha256(concatBytes(encodeHeader(header, 7), ...records)))).toBe(ended.traceDigest);
  });

  it('that has ended takes no frame, and one that was on its way changes nothing', async () => {
    const recording = await recorded(4);
    let encode: (jpeg: Blob) => void = () => undefined;
    const late = add(recording, 4, 0, new Promise((resolve) => (encode = resolve)));
    const ending = recording.finish();
    expect(recording.takesFrames).toBe(false);
    const later = add(recording, 5);
    encode(new Blob(['late']));
    await Promise.all([late, later]);
    const ended = await ending;
    expect(hashOf(leavesOf([recording.pack(0, ended.frames)]))).toBe(ended.runningHash);
    expect(toBase64url(merkleRoot(leavesOf([recording.pack(0, ended.frames)])))).toBe(ended.root);
  });

  it('takes no more frames than the verifier accepts', async () => {
    expect((await recorded(8, { maxRecords: 10 })).takesFrames).toBe(true);
    expect((await recorded(9, { maxRecords: 10 })).takesFrames).toBe(false);
  });

  it.each([
    ['keeps the best quality on a fast line', Infinity, 0.75],
    ['keeps it if the frames are small enough', 100, 0.75],
    ['lowers the quality while they are too large for the line', 99, 0.4],
  ])('%s', async (_, frameBytes, quality) => {
    const recording = await recorded(10, { frameBytes });
    expect(recording.quality).toBeCloseTo(quality);
  });
});
