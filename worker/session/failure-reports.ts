/** Failures that the widget reported: which of them a session keeps. Others than its holder share a small part. */
import type { ReceivedFailureReport } from '#protocol/session/failure-report.ts';
import { Refusal } from '#protocol/refusal.ts';
import { limits } from '#protocol/limits.ts';

export interface Reports {
  /** The first ones of the holder and of others: the rest tends to repeat them. */
  readonly kept: readonly ReceivedFailureReport[];
  /** How many more the holder sent. */
  readonly omitted: number;
  /** How many more others sent. */
  readonly foreignOmitted: number;
}

const none: Reports = { kept: [], omitted: 0, foreignOmitted: 0 };

/** @throws Refusal reports-exhausted */
export function admitReport(reports: Reports = none, fromHolder: boolean): void {
  const omitted = fromHolder ? reports.omitted : reports.foreignOmitted;
  const { taken } = fromHolder ? limits.failureReports.holder : limits.failureReports.others;
  if (keptOf(reports, fromHolder) + omitted >= taken) throw new Refusal('reports-exhausted');
}

/** The reports with one more, kept or counted. */
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
