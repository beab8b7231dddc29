/**
 * Which failure reports a session stores. The key that the session is bound to (the holder) has one limit, and all other keys
 * share another.
 */
import type { ReceivedFailureReport } from '#protocol/session/failure-report.ts';
import { Refusal } from '#protocol/refusal.ts';
import { limits } from '#protocol/limits.ts';

export interface Reports {
  /** The first reports of the holder and of other keys; later ones tend to repeat them. */
  readonly kept: readonly ReceivedFailureReport[];
  /** The number of reports from the holder that were counted but not stored. */
  readonly omitted: number;
  /** The number of reports from other keys that were counted but not stored. */
  readonly foreignOmitted: number;
}

const none: Reports = { kept: [], omitted: 0, foreignOmitted: 0 };

/** @throws Refusal reports-exhausted */
export function admitReport(reports: Reports = none, fromHolder: boolean): void {
  const omitted = fromHolder ? reports.omitted : reports.foreignOmitted;
  const { taken } = fromHolder ? limits.failureReports.holder : limits.failureReports.others;
  if (keptOf(reports, fromHolder) + omitted >= taken) throw new Refusal('reports-exhausted');
}

/** Stores a report, or only counts it if enough are stored. */
export function takeReport(reports: Reports = none, received: ReceivedFailureReport): Reports {
  const { fromHolder } = received;
  const { kept } = fromHolder ? limits.failureReports.holder : limits.failureReports.others;
  if (keptOf(reports, fromHolder) < kept) return { ...reports, kept: [...reports.kept, received] };
  return fromHolder
    ? { ...reports, omitted: reports.omitted + 1 }
    : { ...reports, foreignOmitted: reports.foreignOmitted + 1 };
}

const keptOf = ({ kept }: Reports, fromHolder: boolean): number =>
  kept.filter((report) => report.fromHolder === fromHolder).length;
