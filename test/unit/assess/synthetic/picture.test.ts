import { sha256 } from '#protocol/capture/commitment.ts';
import { describe, expect, it } from 'vitest';
import { syntheticCapture } from '../../../../assess/synthetic/capture.ts';
import { readTinyJpeg, tinyJpeg } from '../../../../assess/synthetic/picture.ts';

describe('tinyJpeg', () => {
  const [record] = syntheticCapture({ asks: [{ kind: 'nod' }] }).trace.records;

  it('differs for a different record and for a different mark', () => {
    const digests = [tinyJpeg(record!), tinyJpeg(record!, 1), tinyJpeg({ ...record!, atMs: 1 })].map(
      (jpeg) => `${sha256(jpeg)}`,
    );
    expect(new Set(digests).size).toBe(3);
  });

  it('is read as its record; other bytes are not read', () => {
    const { face, skin, background } = record!;
    const light = { contrast: 90, noise: 0.01, clipped: 0 };
    expect(readTinyJpeg(tinyJpeg(record!))).toEqual({ faces: 1, found: face, face, skin, light, background });
    expect(readTinyJpeg(Uint8Array.of(1, 2, 3))).toBeUndefined();
  });
});
