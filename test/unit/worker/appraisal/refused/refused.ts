import type { CheckName } from '#protocol/capture/appraisal-record.ts';
import type { Judged } from '../judged.ts';

/** A capture that a check has to refuse. */
export interface RefusedCapture {
  readonly what: string;
  readonly judged: () => Judged;
}

/** For each of these checks what it refuses. */
export type RefusedBy<Name extends CheckName = CheckName> = Readonly<Record<Name, readonly RefusedCapture[]>>;
