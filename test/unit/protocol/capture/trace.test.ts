import { tracedIndices } from '#protocol/measure/landmark.ts';
import { decodeTrace, encodeHeader, encodeRecord, type TraceRecord } from '#protocol/capture/trace.ts';
import type { RefusalCode } from '#protocol/refusal.ts';
import { describe, expect, it } from 'vitest';

const header = { mesh: 'attention', widthPx: 480, heightPx: 640 } as const;
const face = tracedIndices.map((_, n) => ({ x: n * 5 + 0.0625, y: 400.5 - n }));
const withFace: TraceRecord = { atMs: 0, faces: 1, skin: [200, 150, 120], background: [10, 20, 30], face };
const without: TraceRecord = { atMs: 50, faces: 0, skin: [0, 0, 0], background: [10, 20, 31], face: undefined };

const encode = (records: readonly TraceRecord[], count = records.length) =>
  Uint8Array.from([...encodeHeader(header, count), ...records.flatMap((record) => [...encodeRecord(record)])]);

const altered = (offset: number, ...values: number[]) => {
  const bytes = encode([withFace, without]);
  bytes.set(values, offset);
  return bytes;
};

describe('decodeTrace', () => {
  it('returns what was encoded', () => {
    const { header: decoded, records } = decodeTrace(encode([withFace, without]), 10);
    expect(decoded).toEqual(header);
    expect(records).toEqual([withFace, without]);
  });

  it('reads traces that are as long as documented', () => {
    expect(encode([withFace, without])).toHaveLength(16 + 268 + 12);
  });

  it('keeps landmarks to within 1/16 pixel', () => {
    const moved = { ...withFace, face: face.map(({ x, y }) => ({ x: x + 0.03, y: y - 0.03 })) };
    const [record] = decodeTrace(encode([moved]), 10).records;
    record!.face!.forEach(({ x, y }, n) => {
      expect(Math.abs(x - moved.face[n]!.x)).toBeLessThanOrEqual(1 / 32);
      expect(Math.abs(y - moved.face[n]!.y)).toBeLessThanOrEqual(1 / 32);
    });
  });

  it.each<[string, RefusalCode, Uint8Array]>([
    ['an empty trace', 'trace-malformed', new Uint8Array()],
    ['no records', 'trace-malformed', encode([])],
    ['another magic number', 'trace-malformed', altered(0, 0)],
    ['another version', 'trace-malformed', altered(4, 2)],
    ['an unknown mesh', 'trace-malformed', altered(5, 7)],
    ['a width of 0', 'trace-malformed', altered(6, 0, 0)],
    ['a width above the limit', 'trace-malformed', altered(6, 0x81, 0x02)],
    ['another number of points', 'trace-malformed', altered(10, 63)],
    ['a reserved byte set in the header', 'trace-malformed', altered(11, 1)],
    ['a reserved byte set in a record', 'trace-malformed', altered(16 + 11, 1)],
    ['a truncated record', 'trace-malformed', encode([withFace, without]).slice(0, -1)],
    ['a truncated face', 'trace-malformed', encode([withFace]).slice(0, 100)],
    ['one byte too many', 'trace-malformed', Uint8Array.from([...encode([withFace]), 0])],
    ['fewer records than its header says', 'trace-malformed', encode([withFace], 2)],
    ['a landmark that is not a number', 'trace-malformed', altered(16 + 12, 0x00, 0x80)],
    ['a first record not at zero', 'trace-non-monotonic', altered(16, 1)],
    ['equal times', 'trace-non-monotonic', encode([withFace, { ...without, atMs: 0 }])],
    ['times less than 20 ms apart', 'trace-non-monotonic', encode([withFace, { ...without, atMs: 19 }])],
    ['times that fall', 'trace-non-monotonic', encode([withFace, { ...without, atMs: 60 }, without])],
    ['too many records', 'trace-oversized', encode([withFace], 11)],
    ['a count near 2³²', 'trace-oversized', encode([withFace], 0xffffffff)],
  ])('refuses %s', (_name, code, bytes) => {
    expect(() => decodeTrace(bytes, 10)).toThrow(expect.objectContaining({ code }));
  });
});

describe('encodeRecord', () => {
  it.each([NaN, Infinity, -Infinity])('refuses a landmark at %d', (x) => {
    const bad = { ...withFace, face: [{ x, y: 0 }, ...face.slice(1)] };
    expect(() => encodeRecord(bad)).toThrow(expect.objectContaining({ code: 'trace-malformed' }));
  });
});
