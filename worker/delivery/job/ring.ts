/**
 * Rings for everything that may be stuck. Whatever has work also wakes by itself; this is for the alarm that was lost, and for what
 * was stored by a version that set none.
 */
import type { Random } from '../../trust/random.ts';
import { randomId } from '../../trust/random.ts';
import type { Job, Jobs } from '../jobs.ts';

export interface RingWork {
  readonly jobs: Jobs;
  readonly config: {
    readonly tenants: readonly { readonly id: string; readonly bureaus?: readonly string[] | undefined }[];
  };
  readonly random: Random;
  readonly now: () => number;
  readonly caseIndex: {
    /** Ids of cases in a state in which the verifier has work, unchanged since then, in the order of ids from one on. */
    waiting(query: {
      readonly unchangedSinceMs: number;
      readonly from: string;
      readonly limit: number;
    }): Promise<readonly string[]>;
  };
}

/** A case that has work changes within minutes. Convention. */
const unchangedMs = 60 * 60_000;

/** Cases of one run. Ids are random, and each run begins at a random one, so that all have their turn. Convention. */
const casesPerRun = 500;

export async function ringStuck({ jobs, config, random, now, caseIndex }: RingWork): Promise<void> {
  const accounts = new Set(config.tenants.flatMap(({ bureaus = [] }) => bureaus));
  const unchangedSinceMs = now() - unchangedMs;
  const start = randomId(random);
  const later = await caseIndex.waiting({ unchangedSinceMs, from: start, limit: casesPerRun });
  // Beyond the last id it goes on with the first.
  const rest = casesPerRun - later.length;
  const earlier = rest > 0 ? await caseIndex.waiting({ unchangedSinceMs, from: '', limit: rest }) : [];
  const all: Job[] = [
    ...config.tenants.map(({ id }) => ({ kind: 'feed', id }) as const),
    ...[...accounts].map((id) => ({ kind: 'account', id }) as const),
    ...[...new Set([...later, ...earlier])].map((id) => ({ kind: 'case', id }) as const),
  ];
  for (const job of all) await jobs.send(job);
}
