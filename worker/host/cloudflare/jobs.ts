import { Refusal } from '#protocol/refusal.ts';
import type { Job, Jobs } from '../../delivery/jobs.ts';

/** Jobs in a queue of Cloudflare. */
export const queuedJobs = (queue: Queue<Job>): Jobs => ({
  async send(job) {
    await queue.send(job);
  },
});

/** What goes on with the work, by the kind of job. */
export type Workers = Readonly<Record<Job['kind'], (id: string) => Promise<unknown>>>;

/**
 * Does what a batch of the queue rings for, each thing once. What fails is rung again; after `max_retries` its message is kept in the
 * dead-letter queue, and the work wakes by itself all the same. A message of no known kind is from another version, and is dropped.
 */
export async function consume(batch: MessageBatch<unknown>, workers: Workers): Promise<void> {
  const byJob = Map.groupBy(batch.messages, ({ body }) => JSON.stringify(jobOf(body) ?? null));
  await Promise.all([...byJob.values()].map((messages) => consumeOne(messages, workers)));
}

async function consumeOne(messages: readonly Message<unknown>[], workers: Workers): Promise<void> {
  const job = jobOf(messages[0]!.body);
  try {
    if (job) await workers[job.kind](job.id);
    else console.error(JSON.stringify({ level: 'error', error: 'a message of the queue is no job' }));
    for (const message of messages) message.ack();
  } catch (error) {
    if (isOver(error)) return messages.forEach((message) => message.ack());
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.error(JSON.stringify({ level: 'error', error: `job ${job?.kind} failed: ${why}` }));
    for (const message of messages) message.retry();
  }
}

/** Whether there is nothing left to go on with. */
const isOver = (error: unknown): boolean =>
  error instanceof Refusal && (error.code === 'case-withdrawn' || error.code === 'case-unknown');

const kinds: readonly string[] = ['case', 'account', 'feed'] satisfies readonly Job['kind'][];

function jobOf(body: unknown): Job | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { kind, id } = body as Partial<Job>;
  return typeof id === 'string' && kinds.includes(String(kind)) ? ({ kind, id } as Job) : undefined;
}
