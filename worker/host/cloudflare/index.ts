/** The verifier on Cloudflare: makes the app's ports from Cloudflare's bindings. */
import { policies } from '#protocol/policy/registry.ts';
import { createApp } from '../../app.ts';
import { Misconfigured, readConfig, type Config } from '../../config.ts';
import type { Ports } from '../../ports.ts';
import { problem } from '../../http/problem.ts';
import { wrappedSessionKeys } from '../../retention/session-keys.ts';
import { version } from '../../../package.json';
import { r2Blobs } from './blobs.ts';
import { DurableSession, durableSessions } from './capture-session.ts';
import type { CloudflareEnv } from './env.ts';
import { faceReaderOf } from './face-reader.ts';
import { formKitOf } from './form-kit.ts';
import { durableKeys } from './key-ring.ts';
import { random } from './random.ts';

export { KeyRing } from './key-ring.ts';

/** The class that wrangler.toml binds; its policies are those of the app. */
export class CaptureSession extends DurableSession {
  protected override readonly policies = policies;
}

export function portsOf(env: CloudflareEnv): Ports {
  // The binding ignores the host name.
  const site = (path: string) => env.ASSETS.fetch(new URL(path, 'https://assets.invalid'));
  return {
    policies,
    sessions: durableSessions(env.SESSIONS),
    blobs: r2Blobs(env.EVIDENCE),
    sessionKeys: wrappedSessionKeys(r2Blobs(env.SESSION_KEYS), env.BEIHE_SECRET, random),
    keys: durableKeys(env.KEY_RING, env.BEIHE_SECRET),
    faceReader: () => faceReaderOf(site),
    formKit: () => formKitOf(site),
    site,
    now: () => Date.now(),
    random,
    log: (line) => console.log(JSON.stringify(line)),
  };
}

/** @throws Misconfigured if the tenants do not parse */
export const configOf = (env: CloudflareEnv): Config => readConfig(env, version);

let app: ReturnType<typeof createApp> | undefined;

export default {
  fetch(request, env) {
    try {
      app ??= createApp(portsOf(env), configOf(env));
    } catch (error) {
      if (!(error instanceof Misconfigured)) throw error;
      console.error(JSON.stringify({ level: 'error', error: `refusing to start: ${error.message}` }));
      return problem(503, 'misconfigured', 'The server is not configured correctly.', undefined);
    }
    return app.fetch(request, env);
  },
} satisfies ExportedHandler<CloudflareEnv>;
