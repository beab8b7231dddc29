/** The app over a host's ports, with a clock that stands still until it is set. */
import { createApp } from '../../worker/app.ts';
import type { Config } from '../../worker/config.ts';
import type { Jobs } from '../../worker/delivery/jobs.ts';
import type { Ports } from '../../worker/ports.ts';
import { sandboxKeys } from '../../worker/tenant/sandbox-tenants.ts';

export const origin = 'http://localhost:8787';

export interface ProviderCall {
  readonly body?: unknown;
  readonly key?: string;
  readonly headers?: Record<string, string>;
}

export type TestSite = ReturnType<typeof createSite>;

export function createSite(ports: Ports, config: Config, clock = { nowMs: Date.now() }) {
  const lines: unknown[] = [];
  const log = (line: unknown) => void lines.push(line);
  /** Goes on with a case at once, in the time of this clock. */
  const jobs: Jobs = {
    async send(job) {
      if (job.kind !== 'case') return ports.jobs.send(job);
      void resume(job.id).catch((error: unknown) => log({ level: 'error', error: String(error) }));
    },
  };
  const parts = { ...ports, jobs, now: () => clock.nowMs, log };
  const { app, resume, drain, deliver, ring } = createApp(parts, config);
  return {
    origin,
    app: { request: async (url: string, init?: RequestInit) => app.request(url, init) },
    clock,
    policies: ports.policies,
    ports: parts,
    /** Goes on with a case, as its alarm does. */
    resume,
    /** Goes on with a bureau account, as its alarm does. */
    drain,
    /** Sends a tenant's webhooks, as the feed's alarm does. */
    deliver,
    /** Rings for what may be stuck, as the cron trigger does. */
    ring,
    /** Set the clock to that time. */
    waitUntil: async (nowMs: number) => {
      clock.nowMs = nowMs;
    },
    /** What was logged. */
    lines,
    /** Send a request as a provider. */
    asProvider: (method: string, path: string, { body, key = sandboxKeys.provider, headers }: ProviderCall = {}) =>
      app.request(`${origin}${path}`, {
        method,
        headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
  };
}
