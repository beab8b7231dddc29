/** One run: cases on their way, a worker that is killed, and what is found at the end. */
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../../assess/synthetic/random.ts';
import { migrateCaseIndex } from '../case-index.ts';
import { startServer, type Launched } from '../dev-server.ts';
import { formKit } from '../filing/form-kit.ts';
import { originOf } from '../wrangler.ts';
import { audit, type Findings } from './audit.ts';
import { writeBare, type BareWrites } from './bare.ts';
import { bundleWorker, type WorkerOptions } from './bundle.ts';
import { Client } from './client.ts';
import { configured, type Provider } from './configuration.ts';
import { SoakedCase, whyOf, type Backend } from './filing.ts';
import { drawDeath, Killer, type Ended, type Moment } from './killer.ts';
import { launchLife } from './launch.ts';
import { pictureOf } from './pictures.ts';
import { startStandIns, webhookAddress } from './stand-in.ts';

export interface SoakOptions {
  /** How many cases there are at least. As long as lives are left to be ended, others follow. */
  readonly cases: number;
  /** How many are on their way at the same time. */
  readonly atOnce: number;
  readonly kills: number;
  readonly seed: number;
  readonly say: (text: string) => void;
  /** Once it is aborted, no further case begins; those on their way end, and what was done is looked at. */
  readonly stop?: AbortSignal;
}

/**
 * From one look at a case to the next. A provider's backend waits for the webhook and looks now and then; one whose worker is killed
 * looks often, so that lives end while it is answered.
 */
const lookMs = { killed: 300, whole: 3_000 };

export interface SoakReport extends Findings {
  readonly seed: number;
  readonly seconds: number;
  /** Of which the cases were on their way, without the start and the looks at the end. */
  readonly workSeconds: number;
  readonly ended: readonly Ended[];
  /** The same writes on the bare host; without kills alone. */
  readonly bare?: BareWrites | undefined;
  readonly client: Client;
}

export async function soak({ cases, atOnce, kills, seed, say, stop }: SoakOptions): Promise<SoakReport> {
  const startedMs = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'beihe-soak-'));
  let killer: Killer | undefined;
  const note = (moment: Moment) => killer?.note(moment);
  const standIns = await startStandIns(note);
  try {
    const { variables, provider } = await configured(standIns.origin, kills > 0);
    const worker = await bundleWorker('tool/soak/worker/index.ts', folder);
    const server = await startServer((launched) => launchVerifier(launched, worker, variables, folder));
    try {
      const client = new Client(server.origin, note);
      standIns.signedBy = await subscribe(client, provider);
      const { drawing } = await formKit();
      const ending = new Killer(server);
      killer = ending;
      const backend: Backend = {
        client,
        provider,
        picture: (n) => pictureOf(n, drawing),
        news: standIns.news,
        lookMs: kills > 0 ? lookMs.killed : lookMs.whole,
        calmSinceMs: () => ending.calmSinceMs,
      };
      const random = createRandom(seed);
      const killing = ending.run(Array.from({ length: kills }, () => drawDeath(random)));
      const all: SoakedCase[] = [];
      const failures: string[] = [];
      const isOn = () => !stop?.aborted && failures.length === 0;
      const work = async () => {
        while (isOn() && (all.length < cases || ending.ended.length < kills)) {
          const next = new SoakedCase(all.length, backend);
          all.push(next);
          await next.run().catch((error: unknown) => failures.push(`case ${next.n} (${next.id}): ${whyOf(error)}`));
        }
      };
      const workMs = performance.now();
      const progress = new AbortController();
      void report(() => say(`${ending.ended.length} kills; cases: ${statesOf(all)}`), progress.signal);
      await Promise.all(Array.from({ length: atOnce }, work));
      progress.abort();
      ending.stop();
      await killing;
      const complete = all.filter(({ seen }) => seen?.state === 'accepted');
      const workSeconds = (performance.now() - workMs) / 1000;
      const audited = await audit({ client, provider, cases: complete, standIns, pause: (ms) => sleep(ms) });
      return {
        ...audited,
        findings: [...failures, ...incomplete(all, complete, failures), ...audited.findings],
        seed,
        seconds: Math.round((performance.now() - startedMs) / 1000),
        workSeconds,
        ended: ending.ended,
        client,
        // A worker that is killed has no rate.
        ...(kills === 0 && { bare: await bareBeside(client, atOnce, { folder, say }) }),
      };
    } finally {
      await server.stop();
    }
  } finally {
    await standIns.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A case that did not fail and was not accepted either was forgotten. */
function incomplete(
  all: readonly SoakedCase[],
  complete: readonly SoakedCase[],
  failures: readonly string[],
): string[] {
  const missing = all.length - complete.length - failures.length;
  return missing === 0 ? [] : [`${missing} of ${all.length} cases were not accepted`];
}

/** A bare host that does not start costs its figures, and not those of a run of an hour. */
async function bareBeside(
  client: Client,
  atOnce: number,
  { folder, say }: { readonly folder: string; readonly say: (text: string) => void },
): Promise<BareWrites | undefined> {
  try {
    return await writeBare(client.writes, atOnce, folder);
  } catch (error) {
    say(`nothing to compare with: ${whyOf(error)}`);
    return undefined;
  }
}

/** Starts one life of the verifier; the first one makes the index's tables. */
function launchVerifier(launched: Launched, worker: WorkerOptions, variables: object, folder: string): ChildProcess {
  migrateCaseIndex(launched.storage);
  const bindings = { ...variables, ISSUER: originOf(launched) };
  return launchLife(launched, { ...worker, bindings }, join(folder, 'life.json'));
}

/** @returns the secret that signs the webhook's messages */
async function subscribe(client: Client, { key }: Provider): Promise<string> {
  const headers = { 'Idempotency-Key': 'webhook' };
  const made = await client.ask('POST', '/v1/webhooks', { key, headers, body: { url: webhookAddress } });
  return ((await made.json()) as { readonly secret: string }).secret;
}

async function report(say: () => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(10_000, undefined, { signal }).catch(() => {});
    if (!signal.aborted) say();
  }
}

/** How many cases are in which state, as they were seen last. */
function statesOf(all: readonly SoakedCase[]): string {
  const states = Map.groupBy(all, ({ seen }) => seen?.state ?? 'new');
  return [...states].map(([state, those]) => `${those.length} ${state}`).join(', ');
}
