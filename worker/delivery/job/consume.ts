/** Does what a queue rings for. */
import { Refusal } from '#protocol/refusal.ts';
import type { Job } from '../jobs.ts';

/** What goes on with the work, by the kind of job. */
export type Workers = Readonly<Record<Job['kind'], (id: string) => Promise<unknown>>>;

/** A message of a queue, which is delivered again unless it is acknowledged. */
export interface Bell {
  readonly body: unknown;
  ack(): void;
  /** @param options in how many seconds; otherwise as the queue is configured */
  retry(options?: { readonly delaySeconds: number }): void;
}

type Log = (line: Readonly<Record<string, unknown>>) => void;

/**
 * Does what a batch rings for, each thing once. What fails is rung again; a queue gives that up after a while, and the work wakes by
 * itself all the same. A message of no known kind is from another version, and is dropped.
 */
export async function consume(bells: readonly Bell[], workers: Workers, log: Log): Promise<void> {
  const byJob = Map.groupBy(bells, ({ body }) => JSON.stringify(jobOf(body) ?? null));
  await Promise.all([...byJob.values()].map((same) => consumeOne(same, workers, log)));
}

async function consumeOne(bells: readonly Bell[], workers: Workers, log: Log): Promise<void> {
  const job = jobOf(bells[0]!.body);
  try {
    if (job) await workers[job.kind](job.id);
    else log({ level: 'error', error: 'a message of the queue is no job' });
  } catch (error) {
    if (!isOver(error)) {
      const delaySeconds = refusedSeconds(error);
      if (delaySeconds !== undefined) return bells.forEach((bell) => bell.retry({ delaySeconds }));
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log({ level: 'error', error: `job ${job?.kind} failed: ${why}` });
      return bells.forEach((bell) => bell.retry());
    }
  }
  for (const bell of bells) bell.ack();
}

/** Whether there is nothing left to go on with. */
const isOver = (error: unknown): boolean =>
  error instanceof Refusal && (error.code === 'case-withdrawn' || error.code === 'case-unknown');

/** How long what was refused for now has to wait. Its alarm is set with jitter, so the bells need none. */
const refusedSeconds = (error: unknown): number | undefined =>
  error instanceof Refusal && error.retryAfterMs !== undefined ? Math.ceil(error.retryAfterMs / 1_000) : undefined;

const kinds: readonly string[] = ['case', 'account', 'feed'] satisfies readonly Job['kind'][];

function jobOf(body: unknown): Job | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { kind, id } = body as Partial<Job>;
  return typeof id === 'string' && kinds.includes(String(kind)) ? ({ kind, id } as Job) : undefined;
}
