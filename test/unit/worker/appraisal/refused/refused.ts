import type { CheckName } from '#protocol/capture/appraisal-record.ts';
import type { Judged } from '../judged.ts';

/** A capture that a check must refuse. */
export interface RefusedCapture {
  readonly what: string;
  readonly judged: () => Judged;
}

/** For each of these checks, captures that it must refuse. */
export type RefusedBy<Name extends CheckName = CheckName> = Readonly<Record<Name, readonly RefusedCapture[]>>;
