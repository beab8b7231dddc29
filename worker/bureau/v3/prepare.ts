/** Checked records as the bytes of one upload, within the ministry's limits on a file. */
import { recordFinding, type RecordFinding } from '#protocol/filing/finding.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { limits } from '#protocol/limits.ts';
import { carry, type Carriage } from './carried.ts';
import type { Numbers } from './numbers.ts';
import { writeUpload } from './write.ts';

export interface Prepared {
  /** What V3.0 carries of each record, in the records' order; undefined for a record that has a fault. */
  readonly carriages: readonly (Carriage | undefined)[];
  /** What is wrong with the upload as a whole. */
  readonly faults: readonly RecordFinding[];
  /** GBK; undefined where a record or the upload has a fault. */
  readonly bytes?: Uint8Array;
}

/**
 * @param records undefined for a record that has a fault: the others are looked at all the same, so that all faults come
 *   at once
 * @param providerId the provider's id at the bureau (请求单位ID)
 */
export function prepareUpload(
  records: readonly (FilingRecord | undefined)[],
  providerId: number,
  numbers: Numbers,
): Prepared {
  const carriages = records.map((record) => record && carry(record));
  const messages = carriages.flatMap((carriage, n) =>
    (carriage?.carried ?? []).map((carried, k) => ({ key: `${n}-${k}`, carried })),
  );
  const { uploadRecords, uploadBytes } = limits.filing;
  if (messages.length > uploadRecords) {
    const values = { max: uploadRecords, count: messages.length };
    return { carriages, faults: [recordFinding('upload-too-many-records', [], values)] };
  }
  if (messages.length === 0 || carriages.some((carriage) => !carriage || carriage.faults.length > 0)) {
    return { carriages, faults: [] };
  }
  const bytes = writeUpload({ providerId, records: messages }, numbers);
  return bytes.length > uploadBytes
    ? { carriages, faults: [recordFinding('upload-too-large', [], { max: uploadBytes, bytes: bytes.length })] }
    : { carriages, faults: [], bytes };
}
