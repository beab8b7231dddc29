/** One tenant's feed in a host's storage. The host calls it for one tenant only. */
import { limits } from '#protocol/limits.ts';
import type { Rows } from '../../retention/rows.ts';
import { runCommand, type FeedAnswer, type FeedArgs, type FeedKind, type FeedOutcome } from './commands.ts';
import { prune, pruneAtMs } from './events.ts';
import { longestDelayMs } from './back-off.ts';
import { createTables } from './tables.ts';

export interface FeedStorage {
  readonly rows: Rows;
  /** Sets the alarm, in place of an earlier one. */
  readonly wakeAt: (atMs: number) => void;
  /** Sends what is due. It runs the feed's commands like any other caller. @returns whether it has tried anything */
  readonly deliver: (tenant: string) => Promise<boolean>;
  readonly onFailed: (error: unknown) => void;
}

export class StoredFeed {
  readonly #storage: FeedStorage;

  constructor(storage: FeedStorage) {
    createTables(storage.rows);
    this.#storage = storage;
  }

  run<K extends FeedKind>(tenant: string, kind: K, args: FeedArgs<K>, nowMs: number): FeedOutcome<FeedAnswer<K>> {
    const { rows } = this.#storage;
    if (reads.has(kind)) return runCommand(rows, kind, args, nowMs);
    rows.run('insert or ignore into feed (tenant) values (?)', tenant);
    const outcome = runCommand(rows, kind, args, nowMs);
    this.#wakeAt(dueAtMs(rows, nowMs));
    return outcome;
  }

  /** Deletes what is old, sends what is due, and sets the next alarm. */
  async wake(nowMs: number): Promise<void> {
    const { rows, deliver, onFailed } = this.#storage;
    const [feed] = rows.run<{ tenant: string }>('select tenant from feed');
    if (!feed) return;
    rows.atomic(() => prune(rows, nowMs));
    const againMs = nowMs + limits.delivery.againMs;
    // The alarm is set before the work, so that the work is tried again even if this process ends now.
    this.#wakeAt(againMs);
    let hasTried = false;
    try {
      hasTried = await deliver(feed.tenant);
    } catch (error) {
      onFailed(error);
    }
    const nextMs = dueAtMs(rows, nowMs);
    // What is due and was not tried is not asked for again at once.
    this.#wakeAt(nextMs === undefined || hasTried ? nextMs : Math.max(nextMs, againMs));
  }

  /** If no delivery waits, the alarm only deletes old events. */
  #wakeAt(atMs: number | undefined): void {
    const nextMs = Math.min(atMs ?? Infinity, pruneAtMs(this.#storage.rows) ?? Infinity);
    if (Number.isFinite(nextMs)) this.#storage.wakeAt(nextMs);
  }
}

/** Commands that change nothing. */
const reads: ReadonlySet<FeedKind> = new Set<FeedKind>([
  'page',
  'list-endpoints',
  'read-endpoint',
  'target',
  'list-deliveries',
]);

/** When a delivery can be tried next; undefined if none waits. */
function dueAtMs(rows: Rows, nowMs: number): number | undefined {
  const endpoints = rows.run<{ id: string; pausedUntilMs: number | null }>(
    'select id, paused_until_ms as pausedUntilMs from endpoints where disabled_because is null',
  );
  const dues = endpoints.flatMap(({ id, pausedUntilMs }) => {
    const [{ dueAtMs: atMs }] = rows.run<{ dueAtMs: number | null }>(
      `select min(due_at_ms) as dueAtMs from deliveries where endpoint = ? and state = 'due'`,
      id,
    ) as [{ dueAtMs: number | null }];
    return atMs === null ? [] : [Math.max(atMs, pausedUntilMs ?? 0)];
  });
  if (dues.length === 0) return undefined;
  return Math.min(...dues, nowMs + longestDelayMs);
}
