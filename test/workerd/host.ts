import { env } from 'cloudflare:workers';
import { createApp } from '../../worker/app.ts';
import type { Config } from '../../worker/config.ts';
import type { Ports } from '../../worker/ports.ts';
import { configOf, portsOf } from '../../worker/host/cloudflare/index.ts';
import { sandboxKeys } from '../../worker/tenant/tenant.ts';
import { syntheticFaceReader } from '../../assess/synthetic/picture.ts';

export const origin = 'http://localhost:8787';

/**
 * The app over the real Durable Objects and R2, with eyes for synthetic pictures and a clock that stands until it is
 * set; or over what is given instead.
 */
export function createHost(config: Partial<Config> = {}, instead: Partial<Ports> = {}) {
  const clock = { nowMs: Date.now() };
  const lines: unknown[] = [];
  const faceReader = async () => syntheticFaceReader;
  const ports = {
    ...portsOf(env),
    faceReader,
    ...instead,
    now: () => clock.nowMs,
    log: (line: unknown) => void lines.push(line),
  };
  const app = createApp(ports, { ...configOf(env), ...config });

  return {
    origin,
    app: { request: async (url: string, init?: RequestInit) => app.request(url, init) },
    clock,
    /** Let time pass until then. */
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

export interface ProviderCall {
  readonly body?: unknown;
  readonly key?: string;
  readonly headers?: Record<string, string>;
}

export type Host = ReturnType<typeof createHost>;

/** Keys of everything that is kept of a session in R2. */
export async function blobsOf(session: string): Promise<string[]> {
  const { objects } = await env.EVIDENCE.list({ prefix: `${session}/` });
  return objects.map(({ key }) => key);
}
