import type { FailureReport } from '#protocol/session/failure-report.ts';
import { admitReport, takeReport } from '../failure-reports.ts';
import type { LiveSession } from '../state.ts';
import type { Command, Filer } from './command.ts';

export interface ReportArgs {
  readonly by: Filer;
  readonly report: FailureReport;
}

/**
 * Accepts a failure report in any state of the session. Any key may send one, because it is also a failure if the session is
 * bound to another key. Reports over the limit are refused before their proof is stored, so that they cannot use up the
 * number of proofs that the session stores. Answers the session's tenant.
 */
export const report: Command<ReportArgs, string> = {
  fromAnyKey: true,

  admit: (session, { by }) => admitReport(session.reports, isHolder(session, by)),

  onLive(session, { by, report: sent }, { nowMs }) {
    const received = { ...sent, receivedAtMs: nowMs, fromHolder: isHolder(session, by) };
    return { state: { ...session, reports: takeReport(session.reports, received) }, answer: session.tenant };
  },
};

const isHolder = ({ jkt }: LiveSession, by: Filer): boolean => by.jkt === jkt;
