import { env } from 'cloudflare:workers';
import type { Config } from '../../worker/config.ts';
import type { Ports } from '../../worker/ports.ts';
import type { LiveSession } from '../../worker/session/state.ts';
import { configOf, portsOf } from '../../worker/host/cloudflare/index.ts';
import { syntheticFaceReader } from '../../assess/synthetic/picture.ts';
import { createSite } from '../contract/site.ts';

export { origin } from '../contract/site.ts';

/**
 * The app over the real Durable Objects and R2, with a face reader for synthetic pictures. Given ports replace these.
 */
export const createHost = (config: Partial<Config> = {}, instead: Partial<Ports> = {}) =>
  createSite(
    { ...portsOf(env), faceReader: async () => syntheticFaceReader, ...instead },
    { ...configOf(env), ...config },
  );

export type Host = ReturnType<typeof createHost>;

/** The keys of all blobs of a session in R2. */
export async function blobsOf(session: string): Promise<string[]> {
  const { objects } = await env.EVIDENCE.list({ prefix: `${session}/` });
  return objects.map(({ key }) => key);
}

/** The decrypted state of a live session. */
export const stateOf = (session: string, tenant = 'sandbox-provider'): Promise<LiveSession> =>
  portsOf(env).sessions.run(session, 'read', { by: { tenant } }, Date.now());
