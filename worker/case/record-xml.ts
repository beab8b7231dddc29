import { Refusal } from '#protocol/refusal.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { sequentialNumbers } from '../bureau/v3/numbers.ts';
import { prepareUpload } from '../bureau/v3/prepare.ts';

/** Stands in for the id that the bureau gives the provider (请求单位ID), until there is an account at the bureau. */
const providerId = 1;

/** The record as the ministry's interface takes it. @throws Refusal filing-invalid, with what the interface cannot carry */
export function recordXml(record: FilingRecord): Uint8Array {
  const { carriages, faults, bytes } = prepareUpload([record], providerId, sequentialNumbers());
  if (!bytes) {
    throw new Refusal('filing-invalid', { faults: [...(carriages[0]?.faults ?? []), ...faults] });
  }
  return bytes;
}
