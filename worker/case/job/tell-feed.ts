import type { Feeds } from '../../delivery/feeds.ts';
import type { Cases } from '../cases.ts';
import type { LiveCase } from '../state.ts';
import { byVerifier } from './by-verifier.ts';

export interface Teller {
  readonly feeds: Pick<Feeds, 'append'>;
  readonly cases: Cases;
  readonly now: () => number;
}

/** Gives the case's events to its tenant's feed, which knows those that it already has. */
export async function tellFeed({ feeds, cases, now }: Teller, state: LiveCase): Promise<LiveCase> {
  const { id, tenant, outbox } = state;
  if (outbox.length === 0) return state;
  await feeds.append(tenant, outbox, now());
  const ids = outbox.map((event) => event.id);
  return cases.run(id, 'note-delivered', { by: byVerifier, ids }, now());
}
