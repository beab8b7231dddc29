import { describe, expect, it } from 'vitest';
import { packFrames, unpackFrames, type EncodedFrame } from '#protocol/capture/packed-frames.ts';
import { sha256 } from '#protocol/capture/commitment.ts';
import { encodeRecord, type TraceRecord } from '#protocol/capture/trace.ts';
import { tracedIndices } from '#protocol/measure/landmark.ts';
import { Refusal } from '#protocol/refusal.ts';
import { syntheticCapture } from '../../../../assess/synthetic/capture.ts';

const header = { mesh: 'attention', widthPx: 480, heightPx: 640 } as const;

const frameOf = (record: Partial<TraceRecord>): EncodedFrame => {
  const bytes = encodeRecord({ atMs: 0, faces: 0, skin: [0, 0, 0], background: [1, 2, 3], face: undefined, ...record });
  return { record: bytes, jpegDigest: sha256(bytes) };
};
const at = (x: number, y: number) => ({ faces: 1, face: tracedIndices.map((_, n) => ({ x: x + n, y: y - n })) });

const frames = [
  frameOf({ atMs: 4_000_000_000, ...at(100, 200) }),
  frameOf({ atMs: 4_000_000_050, skin: [255, 254, 253], ...at(101, 199.5), faces: 255 }),
  frameOf({ atMs: 4_000_000_100 }),
  frameOf({ atMs: 4_000_000_150, ...at(102, 198) }),
  // The largest difference between two frames: from one end of the coordinates' range to the other.
  frameOf({ atMs: 4_000_000_200, ...at(2_047, -2_047) }),
  frameOf({ atMs: 4_000_000_250, ...at(-3_000, 3_000) }),
];

const packed = packFrames(header, frames);

/** The refusal of unpacking; undefined if there is none. */
function refusalOf(bytes: Uint8Array, maxFrames = 10): Refusal | undefined {
  try {
    unpackFrames(bytes, maxFrames);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  return undefined;
}

const codeOf = (bytes: Uint8Array, maxFrames?: number) => refusalOf(bytes, maxFrames)?.code;

const altered = (offset: number, ...values: number[]) => {
  const bytes = packed.slice();
  bytes.set(values, offset);
  return bytes;
};

describe('packed frames', () => {
  it('unpack to what was packed', () => {
    expect(unpackFrames(packed, frames.length)).toEqual({ header, frames });
  });

  it('may be none', () => {
    expect(unpackFrames(packFrames(header, []), 0)).toEqual({ header, frames: [] });
  });

  it('have less than half the bytes of the trace', () => {
    const { trace, frameDigests } = syntheticCapture({ asks: [{ kind: 'nod' }] });
    const all = trace.recordBytes.map((record, n) => ({ record, jpegDigest: frameDigests[n]! }));
    const records = trace.recordBytes.reduce((sum, record) => sum + record.length, 0);
    const bytes = packFrames(trace.header, all);
    expect(bytes.length - 32 * all.length).toBeLessThan(records / 2);
    expect(unpackFrames(bytes, all.length).frames).toEqual(all);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['another magic number', altered(0, 0)],
    ['another version', altered(4, 2)],
    ['an unknown mesh', altered(5, 9)],
    ['fewer digests than frames', packed.slice(0, 60)],
    ['fewer bits than frames', packed.slice(0, -2)],
    ['a byte too many', Uint8Array.from([...packed, 0])],
    ['a frame less than there is', altered(10, frames.length - 1)],
    ['a frame more than there is', altered(10, frames.length + 1)],
  ])('are refused with %s', (_, bytes) => {
    expect(codeOf(bytes)).toBe('trace-malformed');
  });

  it('are refused if the padding is not zero', () => {
    const one = packFrames(header, [frameOf(at(1, 1))]);
    const bits = one.slice();
    bits[bits.length - 1]! |= 1;
    expect(codeOf(one)).toBeUndefined();
    expect(codeOf(bits)).toBe('trace-malformed');
  });

  it('are refused if a landmark leaves the range of the trace', () => {
    // The steps of the second face are 0. A bit that is flipped there makes one of them large.
    const far = packFrames(header, [frameOf(at(1_980, 0)), frameOf(at(1_980, 0))]);
    const causes = Array.from({ length: far.length * 8 }, (_, bit) => {
      const bytes = far.slice();
      bytes[bit >> 3]! ^= 1 << (bit % 8);
      return refusalOf(bytes)?.cause;
    });
    expect(causes).toContain('a landmark is out of range');
  });

  it('are refused before they are read if there are too many', () => {
    expect(codeOf(packed, frames.length - 1)).toBe('trace-oversized');
    expect(codeOf(altered(10, 0xff, 0xff))).toBe('trace-oversized');
  });
});
