import { Refusal } from '#protocol/refusal.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { carry } from '../bureau/v3/carried.ts';
import { numbersOfParts, sequentialNumbers, type NumberedPart, type Numbers } from '../bureau/v3/numbers.ts';
import { partsOf } from '../bureau/v3/parts.ts';
import { prepareUpload } from '../bureau/v3/prepare.ts';

/** What a bureau account knows of a record. */
export interface KnownToBureau {
  /** 请求单位ID. */
  readonly providerId: number;
  readonly numbers: readonly NumberedPart[];
}

/** Stands in for what an account has not given out yet. */
const preview: KnownToBureau = { providerId: 1, numbers: [] };

/**
 * The record as the ministry's interface takes it, with the account's numbers if all parts of the record have one.
 *
 * @throws Refusal filing-invalid, with what the interface cannot carry
 */
export function recordXml(record: FilingRecord, { providerId, numbers } = preview): Uint8Array {
  const { carriages, faults, bytes } = prepareUpload([record], providerId, numbersFor(record, numbers));
  if (!bytes) {
    throw new Refusal('filing-invalid', { faults: [...(carriages[0]?.faults ?? []), ...faults] });
  }
  return bytes;
}

function numbersFor(record: FilingRecord, known: readonly NumberedPart[]): Numbers {
  const records = carry(record).carried.map((carried, n) => ({ key: String(n), carried }));
  const isKnown = partsOf(records).every(({ kind, id }) => known.some((part) => part.kind === kind && part.id === id));
  return isKnown ? numbersOfParts(known) : sequentialNumbers();
}
