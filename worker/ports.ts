/** What the verifier needs from its host, composed of the ports that its folders declare. */
import type { Accounts } from './bureau/account/accounts.ts';
import type { Blobs } from './capture/blobs.ts';
import type { FaceReader, Run } from './capture/face-reader.ts';
import type { FormKit } from './form/kit.ts';
import type { Policies } from '#protocol/policy/registry.ts';
import type { CaseIndex, Cases } from './case/cases.ts';
import type { Feeds } from './delivery/feeds.ts';
import type { Jobs } from './delivery/jobs.ts';
import type { Persons } from './person/persons.ts';
import type { SealingKeys } from './retention/sealing-keys.ts';
import type { Sessions } from './session/sessions.ts';
import type { Random } from './trust/random.ts';
import type { Keys } from './trust/ring.ts';

/** Writes one line of the log. A line never contains a token, a secret or a score. */
export type Log = (line: Readonly<Record<string, unknown>>) => void;

export interface Ports {
  /** The registry that the host also gives to its sessions. */
  readonly policies: Policies;
  readonly sessions: Sessions;
  readonly cases: Cases;
  readonly caseIndex: CaseIndex;
  readonly persons: Persons;
  readonly accounts: Accounts;
  readonly feeds: Feeds;
  readonly jobs: Jobs;
  /** The simulated bureau's system. Only the sandbox calls it. */
  readonly sandboxBureau: (request: Request) => Promise<Response>;
  /** The store itself, of sessions' blobs and of cases'. The app encrypts what it puts there. */
  readonly blobs: Blobs;
  readonly sessionKeys: SealingKeys;
  readonly caseKeys: SealingKeys;
  /** Of the files that bureau accounts send and receive. */
  readonly fileKeys: SealingKeys;
  readonly keys: Keys;
  /** @param run runs the steps of its start @throws Error if its models cannot be loaded now; the next call tries again */
  readonly faceReader: (run: Run) => Promise<FaceReader>;
  /** @throws Error if the font cannot be loaded now; the next call tries again */
  readonly formKit: () => Promise<FormKit>;
  /** Calls another server. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** A page or file of the built site, as the host serves it. */
  readonly site: (path: string) => Promise<Response>;
  /** Server time, epoch milliseconds. */
  readonly now: () => number;
  /** Wait, and let other requests be handled. @param signal ends the wait, which then rejects: a timer that is left keeps an object awake */
  readonly pause: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Let this work finish, even if the request that began it is aborted. */
  readonly keepAlive: (work: Promise<unknown>) => void;
  readonly random: Random;
  readonly log: Log;
}
