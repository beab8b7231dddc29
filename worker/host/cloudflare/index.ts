/** The verifier on Cloudflare: makes the app's ports from Cloudflare's bindings. */
import { env, waitUntil } from 'cloudflare:workers';
import { policies } from '#protocol/policy/registry.ts';
import { createApp } from '../../app.ts';
import { Misconfigured, readConfig, type Config } from '../../config.ts';
import { consume, type Workers } from '../../delivery/job/consume.ts';
import type { Log, Ports } from '../../ports.ts';
import { problem } from '../../http/problem.ts';
import { wrappedKeys } from '../../retention/sealing-keys.ts';
import { version } from '../../../package.json';
import { DurableAccount, durableAccounts } from './bureau-account.ts';
import { blobsByOwner, r2Blobs } from './blobs.ts';
import { DurableSession, durableSessions } from './capture-session.ts';
import { d1CaseIndex } from './case-index.ts';
import type { CloudflareEnv } from './env.ts';
import { faceReaderOf } from './face-reader.ts';
import { DurableCase, durableCases } from './filing-case.ts';
import { formKitOf } from './form-kit.ts';
import { durableKeys } from './key-ring.ts';
import { queuedJobs } from './jobs.ts';
import { durablePersons } from './person.ts';
import { random } from './random.ts';
import { DurableFeed, durableFeeds } from './tenant-feed.ts';

export { KeyRing } from './key-ring.ts';
export { Person } from './person.ts';
export { SandboxBureau } from './sandbox-bureau.ts';

/** The class that wrangler.toml binds; its policies are those of the app. */
export class CaptureSession extends DurableSession {
  protected override readonly policies = policies;
}

/** The class that wrangler.toml binds. */
export class FilingCase extends DurableCase {
  protected override resume(id: string): Promise<void> {
    return verifier.resume(id);
  }
}

/** The class that wrangler.toml binds. */
export class BureauAccount extends DurableAccount {
  protected override drain(account: string): Promise<void> {
    return verifier.drain(account);
  }
}

/** The class that wrangler.toml binds. */
export class TenantFeed extends DurableFeed {
  protected override deliver(tenant: string): Promise<boolean> {
    return verifier.deliver(tenant);
  }
}

const log: Log = (line) => console.log(JSON.stringify(line));

export function portsOf(bindings: CloudflareEnv): Ports {
  // The binding ignores the host name.
  const site = (path: string) => bindings.ASSETS.fetch(new URL(path, 'https://assets.invalid'));
  return {
    policies,
    sessions: durableSessions(bindings.SESSIONS),
    cases: durableCases(bindings.CASES),
    caseIndex: d1CaseIndex(bindings.INDEX),
    persons: durablePersons(bindings.PERSONS),
    accounts: durableAccounts(bindings.ACCOUNTS),
    feeds: durableFeeds(bindings.FEEDS),
    jobs: queuedJobs(bindings.JOBS),
    sandboxBureau: (request) => bindings.SANDBOX_BUREAU.getByName('bureau').fetch(request),
    blobs: blobsByOwner(r2Blobs(bindings.EVIDENCE), r2Blobs(bindings.CASE_FILES)),
    sessionKeys: wrappedKeys(r2Blobs(bindings.SESSION_KEYS), bindings.BEIHE_SECRET, 'session-key-wrap', random),
    caseKeys: wrappedKeys(r2Blobs(bindings.CASE_KEYS), bindings.BEIHE_SECRET, 'case-key-wrap', random),
    fileKeys: wrappedKeys(r2Blobs(bindings.CASE_KEYS), bindings.BEIHE_SECRET, 'file-key-wrap', random),
    keys: durableKeys(bindings.KEY_RING, bindings.BEIHE_SECRET),
    faceReader: (run) => faceReaderOf(site, run),
    formKit: () => formKitOf(site),
    fetch: (request) => fetch(request),
    site,
    now: () => Date.now(),
    pause: (ms, signal) => scheduler.wait(ms, signal && { signal }),
    keepAlive: waitUntil,
    random,
    log,
  };
}

/** @throws Misconfigured as `readConfig` does */
export const configOf = (variables: CloudflareEnv): Config => readConfig(variables, version);

interface Started {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** Goes on with a case that has woken. */
  readonly resume: (id: string) => Promise<void>;
  /** Goes on with a bureau account that has woken. */
  readonly drain: (account: string) => Promise<void>;
  /** Sends a tenant's webhooks. @returns whether anything was tried */
  readonly deliver: (tenant: string) => Promise<boolean>;
  /** Rings for what may be stuck. */
  readonly ring: () => Promise<void>;
}

/** The verifier, or what answers in place of one whose configuration does not allow it to run. */
export function start(bindings: CloudflareEnv): Started {
  try {
    const { app, ...work } = createApp(portsOf(bindings), configOf(bindings));
    return { fetch: (request) => app.fetch(request, bindings), ...work };
  } catch (error) {
    if (!(error instanceof Misconfigured)) throw error;
    console.error(JSON.stringify({ level: 'error', error: `refusing to start: ${error.message}` }));
    return {
      fetch: () => problem(503, 'misconfigured', 'The server is not configured correctly.', undefined),
      // What wakes is woken again, until the configuration is right.
      resume: async () => {},
      drain: async () => {},
      deliver: async () => false,
      ring: async () => {},
    };
  }
}

// When the isolate starts and not with the first request, so that the log says at once what is wrong.
const verifier = start(env as CloudflareEnv);

const workers: Workers = { case: verifier.resume, account: verifier.drain, feed: verifier.deliver };

export default {
  fetch: (request) => verifier.fetch(request),
  queue: (batch) => consume(batch.messages, workers, log),
  scheduled: () => verifier.ring(),
} satisfies ExportedHandler<CloudflareEnv>;
