/** Rounds of cases and where they stand: `queued`, `filed` (in a file that is on its way), `sent`, or `dropped`. */
import type { MinistryCode } from '#protocol/case/submission.ts';
import type { Rows } from '../../retention/rows.ts';
import { readState } from './state.ts';
import { forgetTroubles, tellCase } from './tellings.ts';

/** A case's round that waits for its file. */
export interface QueuedRound {
  readonly case: string;
  readonly round: number;
  readonly recordDigest: string;
}

export interface RoundName {
  readonly case: string;
  readonly round: number;
}

/** Puts a round into the queue, once, however often it is told. */
export function enqueue(rows: Rows, { case: id, round, recordDigest }: QueuedRound, nowMs: number): void {
  const { stopped } = readState(rows);
  const [added] = rows.run<{ n: number }>(
    `insert into rounds (case_id, round, record_digest, stage, queued_at_ms) values (?, ?, ?, 'queued', ?)
     on conflict do nothing returning n`,
    id,
    round,
    recordDigest,
    nowMs,
  );
  if (!added || !stopped) return;
  const { atMs: _, ...trouble } = stopped;
  tellTrouble(rows, [{ case: id, round }], trouble, nowMs);
}

/** The oldest rounds whose time has come. */
export const queuedRounds = (rows: Rows, limit: number, nowMs: number): QueuedRound[] =>
  rows.run<{ case: string; round: number; recordDigest: string }>(
    `select case_id as "case", round, record_digest as recordDigest from rounds
     where stage = 'queued' and not_before_ms <= ? order by n limit ?`,
    nowMs,
    limit,
  );

/** Puts a round aside that cannot be written now, and tells its case. It is tried again later, and the other rounds do not wait for it. */
export function setAside(
  rows: Rows,
  {
    case: id,
    round,
    trouble,
    notBeforeMs,
  }: RoundName & { readonly trouble: MinistryCode; readonly notBeforeMs: number },
  nowMs: number,
): void {
  rows.run(
    `update rounds set not_before_ms = ? where case_id = ? and round = ? and stage = 'queued'`,
    notBeforeMs,
    id,
    round,
  );
  tellTrouble(rows, [{ case: id, round }], trouble, nowMs);
}

/** The case is gone, or has gone on without this round: it is not sent. */
export function dropRound(rows: Rows, { case: id, round }: RoundName): void {
  rows.run(`update rounds set stage = 'dropped' where case_id = ? and round = ? and stage = 'queued'`, id, round);
}

/** Tells each of the cases its trouble, unless that is what it was told last. */
export function tellTrouble(rows: Rows, told: readonly RoundName[], trouble: MinistryCode, nowMs: number): void {
  for (const { case: id, round } of told) {
    const [changed] = rows.run<{ n: number }>(
      `update rounds set trouble = ?1 where case_id = ?2 and round = ?3 and trouble is not ?1 returning n`,
      trouble.cause,
      id,
      round,
    );
    if (changed) tellCase(rows, { case: id, round }, { kind: 'trouble', trouble }, nowMs);
  }
}

/**
 * The round goes into a file, so that what kept it out is over. A case that heard of it now could be returned and withdrawn, although it
 * is sent.
 */
export function takeBackTroubles(rows: Rows, { case: id, round }: RoundName): void {
  forgetTroubles(rows, { case: id, round });
  rows.run('update rounds set trouble = null where case_id = ? and round = ?', id, round);
}

/** Rounds that the bureau has not taken yet. */
export const waitingRounds = (rows: Rows): RoundName[] =>
  rows.run<{ case: string; round: number }>(
    `select case_id as "case", round from rounds where stage in ('queued', 'filed') order by n`,
  );
