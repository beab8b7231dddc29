import type { Job, Jobs } from '../../delivery/jobs.ts';

/** Jobs in a queue of Cloudflare. */
export const queuedJobs = (queue: Queue<Job>): Jobs => ({
  async send(job) {
    await queue.send(job);
  },
});
