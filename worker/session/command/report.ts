import type { Report } from '#protocol/session/failure-report.ts';
import { admitReport, takeReport } from '../failure-reports.ts';
import type { LiveSession } from '../state.ts';
import type { Command, Filer } from './command.ts';

export interface ReportArgs {
  readonly by: Filer;
  readonly report: Report;
}

/**
 * Take a failure report, whatever the session's status. Any key may send one: that another key holds the session is a
 * failure too. Reports over the limit are refused before their proof is stored, so that they cannot use up the proofs of
 * the holder. Answers the tenant whose session it is.
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
