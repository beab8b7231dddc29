/** When the account has work next. */
import { limits } from '#protocol/limits.ts';
import type { Rows } from '../../retention/rows.ts';
import { readState } from './state.ts';
import { tellingsAtMs } from './tellings.ts';

/** Now, or the time of the alarm. */
export function dueAtMs(rows: Rows, nowMs: number): number {
  const { stopped, retryAtMs, pollAtMs, lease } = readState(rows);
  // Someone is at work; if they die, another one goes on after their lease.
  if (lease.holder !== undefined && lease.untilMs > nowMs) return lease.untilMs;
  const first = (sql: string): number => rows.run<{ at: number | null }>(sql)[0]?.at ?? Infinity;
  const told = tellingsAtMs(rows);
  const kept = first(
    `select min(delete_at_ms) as at from (
       select delete_at_ms from files where state in ('taken', 'discarded')
       union all select delete_at_ms from downloads where state in ('applied', 'acknowledged')
       union all select at_ms + ${limits.bureau.keptMs} from unmatched)`,
  );
  if (stopped) return Math.max(nowMs, Math.min(told, kept));
  const underWay =
    first(`select min(n) as at from files where state in ('composing', 'ready', 'sending')`) < Infinity ? 0 : Infinity;
  const queued = first(`select min(not_before_ms) as at from rounds where stage = 'queued'`);
  const sent = Math.max(retryAtMs, Math.min(underWay, queued));
  return Math.max(nowMs, Math.min(told, kept, sent, pollAtMs));
}
