/** Altered traces: `decodeTrace` refuses each of them, or decodes it without loss. */
import { concatBytes } from '@noble/hashes/utils.js';
import { expect, it } from 'vitest';
import { leastStepMs, longSidePx, decodeTrace, encodeHeader, encodeRecord } from '#protocol/capture/trace.ts';
import { Refusal } from '#protocol/refusal.ts';
import { syntheticCapture } from '../../../assess/synthetic/capture.ts';
import { fuzz, fuzzTimeoutMs } from './chance.ts';
import { mutateBytes } from './mutate.ts';

const maxRecords = 200;
const traceAt = (rateHz: number) => syntheticCapture({ asks: [{ kind: 'nod' }], rateHz });
const [quick, slow] = [traceAt(20), traceAt(4)];

/** The decoded trace, encoded again. */
function encodeAgain({ header, records }: ReturnType<typeof decodeTrace>): Uint8Array {
  return concatBytes(encodeHeader(header, records.length), ...records.map(encodeRecord));
}

it('decodeTrace refuses mutated traces, or decodes them without loss', { timeout: fuzzTimeoutMs }, async () => {
  let decoded = 0;
  await fuzz((chance) => {
    const [one, other] = chance.oneIn(4) ? [quick, slow] : [slow, quick];
    const bytes = mutateBytes(one.traceBytes, other.traceBytes, chance);
    let trace: ReturnType<typeof decodeTrace>;
    try {
      trace = decodeTrace(bytes, maxRecords);
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal);
      return;
    }
    decoded += 1;
    expect(Buffer.compare(encodeAgain(trace), bytes)).toBe(0);
    const { header, records, recordBytes } = trace;
    expect(records.length).toBeLessThanOrEqual(maxRecords);
    expect(recordBytes).toHaveLength(records.length);
    expect(Math.max(header.widthPx, header.heightPx)).toBeLessThanOrEqual(longSidePx);
    records.forEach(({ atMs, faces, face }, n) => {
      expect(atMs).toBeGreaterThanOrEqual(n * leastStepMs);
      expect(face === undefined).toBe(faces === 0);
      expect(face?.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)) ?? true).toBe(true);
    });
  });
  expect(decoded, 'mutants that are still traces').toBeGreaterThan(0);
});
