/** The verifier on Cloudflare: bindings in, ports out. */
import { z } from 'zod';
import { createApp } from '../../app.ts';
import { Misconfigured, type Config } from '../../config.ts';
import type { Ports } from '../../ports.ts';
import { problem } from '../../http/problem.ts';
import { originPattern, sandboxTenants } from '../../tenant/tenant.ts';
import { version } from '../../../package.json';
import { r2Blobs } from './blobs.ts';
import { durableSessions } from './capture-session.ts';
import type { CloudflareEnv } from './env.ts';
import { faceReaderOf } from './face-reader.ts';
import { durableKeys } from './key-ring.ts';

export { CaptureSession } from './capture-session.ts';
export { KeyRing } from './key-ring.ts';

const Tenants = z.array(
  z.strictObject({
    id: z.string().min(1),
    name: z.string().min(1),
    apiKeyDigest: z.string().regex(/^[0-9a-f]{64}$/),
    assessor: z.boolean(),
    origins: z.array(z.string().regex(originPattern)),
  }),
);

export function portsOf(env: CloudflareEnv): Ports {
  // The host name is not looked at.
  const site = (path: string) => env.ASSETS.fetch(new URL(path, 'https://assets.invalid'));
  return {
    sessions: durableSessions(env.SESSIONS),
    blobs: r2Blobs(env.EVIDENCE),
    keys: durableKeys(env.KEY_RING, env.BEIHE_SECRET),
    faceReader: () => faceReaderOf(site),
    site,
    now: () => Date.now(),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    log: (line) => console.log(JSON.stringify(line)),
  };
}

/** @throws Misconfigured if the tenants do not parse */
export function configOf(env: CloudflareEnv): Config {
  const sandbox = env.SANDBOX === 'true';
  const { ISSUER: issuer, BEIHE_SECRET: secret } = env;
  return { sandbox, issuer, version, secret, tenants: sandbox ? sandboxTenants : tenantsOf(env) };
}

function tenantsOf({ TENANTS }: CloudflareEnv): Config['tenants'] {
  try {
    return Tenants.parse(JSON.parse(TENANTS ?? ''));
  } catch (cause) {
    throw new Misconfigured('TENANTS is not a JSON list of tenants', { cause });
  }
}

let app: ReturnType<typeof createApp> | undefined;

export default {
  fetch(request, env) {
    try {
      app ??= createApp(portsOf(env), configOf(env));
    } catch (error) {
      if (!(error instanceof Misconfigured)) throw error;
      console.error(JSON.stringify({ level: 'error', error: `refusing to start: ${error.message}` }));
      return problem(503, 'misconfigured', 'The server is not configured to run.', undefined);
    }
    return app.fetch(request, env);
  },
} satisfies ExportedHandler<CloudflareEnv>;
