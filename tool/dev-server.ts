import type { ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { originOf, spawnWorker } from './wrangler.ts';

/** The real worker in workerd, as `npm start` serves it, with its own storage. */
export interface Server {
  readonly origin: string;
  /** The process group of the worker: wrangler and workerd. */
  readonly group: () => number;
  /** The folder with everything that the worker stores. */
  readonly storage: string;
  /** End the worker as a power cut would, and start it again with the same storage. @param meanwhile called while it is down */
  readonly crash: (meanwhile?: () => Promise<void>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** How long the worker may take to start: some seconds on an idle machine, many on a busy one. */
const startMs = 180_000;

export interface Launched {
  readonly port: number;
  readonly storage: string;
}

/** Starts the worker in a process group of its own. */
export type Launch = (served: Launched) => ChildProcess;

const launchWrangler: Launch = (served) =>
  spawnWorker({ ...served, logLevel: 'error' }, { stdio: ['ignore', 'ignore', 'inherit'], detached: true });

/** Start the worker on a free port. @throws if it does not answer within `startMs` */
export async function startServer(launch: Launch = launchWrangler): Promise<Server> {
  const port = await freePort();
  const storage = await mkdtemp(join(tmpdir(), 'beihe-'));
  const origin = originOf({ port });
  let child = launch({ port, storage });
  // The child leads its own process group. The group outlives this process unless it is ended here.
  const onExit = () => endGroup(child);
  process.once('exit', onExit);
  await awaitAnswer(origin, child);
  return {
    origin,
    group: () => child.pid!,
    storage,
    crash: async (meanwhile) => {
      await kill(child);
      await meanwhile?.();
      child = launch({ port, storage });
      await awaitAnswer(origin, child);
    },
    stop: async () => {
      process.off('exit', onExit);
      await kill(child);
      await rm(storage, { recursive: true, force: true });
    },
  };
}

/** Wait until the worker answers. @throws if it does not answer within `startMs`; it is ended then */
async function awaitAnswer(origin: string, child: ChildProcess): Promise<void> {
  const untilMs = performance.now() + startMs;
  while (performance.now() < untilMs && !hasEnded(child)) {
    const health = await fetch(`${origin}/healthz`).catch(() => undefined);
    if (health?.ok) return;
    await sleep(50);
  }
  await kill(child);
  throw new Error(`no answer from ${origin}/healthz`);
}

/** End the child's process group, and wait until the child has ended. */
async function kill(child: ChildProcess): Promise<void> {
  const ended = hasEnded(child) || new Promise((resolve) => child.once('exit', resolve));
  endGroup(child);
  await ended;
}

/** Send SIGKILL to the process group that was started here: wrangler and its workerd. */
function endGroup({ pid }: ChildProcess): void {
  try {
    process.kill(-pid!, 'SIGKILL');
  } catch {
    // The whole group has ended already.
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

/** A free port, below the range of ports for outgoing connections, so that no connection takes it meanwhile. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_768);
    const probe = createServer().listen(port, '127.0.0.1');
    const isFree = await once(probe, 'listening').then(
      () => true,
      () => false,
    );
    probe.close();
    if (isFree) return port;
  }
}
