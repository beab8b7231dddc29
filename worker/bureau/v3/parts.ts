import type { Part } from './numbers.ts';
import { uploadElement, type UploadRecord } from './write.ts';

/** Everything of these records that the writer numbers. */
export function partsOf(records: readonly UploadRecord[]): Part[] {
  const parts = new Map<string, Part>();
  const numberOf = (kind: Part['kind'], _: string, id: string): number => {
    parts.set(JSON.stringify([kind, id]), { kind, id });
    return 1;
  };
  uploadElement({ providerId: 1, records }, { numberOf, idOf: () => undefined });
  return [...parts.values()];
}
