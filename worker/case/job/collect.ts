/**
 * What the sessions of a case have gathered. The case asks them whenever it is read or submitted, so that nothing is lost if
 * a writer between the two ends; asking again changes nothing.
 */
import { limits } from '#protocol/limits.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { Sessions } from '../../session/sessions.ts';
import type { Binding } from '../../consent/binding.ts';
import { gatheredIn } from '../../session/gathered.ts';
import type { LiveCase } from '../state.ts';
import { restsOn } from '../command/guard.ts';
import { byVerifier } from './by-verifier.ts';
import { indexed } from './index-line.ts';
import { voidSession, type Voider } from './void-session.ts';

export interface Collector extends Voider {
  readonly sessions: Sessions;
}

/**
 * The case after its newest sessions were asked, and those that it rests on. A session that cannot be read now is asked the next
 * time; what came from one that was withdrawn is deleted.
 */
export async function collected(collector: Collector, state: LiveCase): Promise<LiveCase> {
  const { sessions, now, log } = collector;
  const by = { tenant: state.tenant };
  const withdrawn: string[] = [];
  const read = await Promise.all(
    askedOf(state).map(({ id }) =>
      sessions.run(id, 'read', { by }, now()).catch((error: unknown) => {
        if (!(error instanceof Refusal)) log({ level: 'error', error: `not collected: ${String(error)}` });
        else if (error.code === 'session-withdrawn') withdrawn.push(id);
        return undefined;
      }),
    ),
  );
  let current = state;
  for (const session of withdrawn) current = await voidSession(collector, state.id, session);
  for (const session of read) {
    const gathered = session && gatheredIn(session);
    if (!gathered || !isNew(gathered, current)) continue;
    current = await collector.cases.run(state.id, 'collect', { by: byVerifier, ...gathered }, now());
  }
  return current === state ? state : indexed(collector, current);
}

const askedOf = ({ sessions, subjects }: LiveCase) =>
  sessions.filter(
    ({ id, withdrawn }, n) =>
      !withdrawn && (n >= sessions.length - limits.case.collected || subjects.some((subject) => restsOn(subject, id))),
  );

/** Collects one session, after something has happened in it. */
export async function collectBound(collector: Collector, session: string, { case: id }: Binding): Promise<void> {
  const state = await collector.cases.run(id, 'read', { by: byVerifier }, collector.now());
  await collected(collector, { ...state, sessions: state.sessions.filter((each) => each.id === session) });
}

type Gathered = NonNullable<ReturnType<typeof gatheredIn>>;

/** Whether the case lacks any of it. Otherwise each read of the case would write. */
function isNew({ session, consent, attestation, failed }: Gathered, { subjects, sessions }: LiveCase): boolean {
  const lacksConsent = consent && !subjects.some((each) => each.consent?.signed === consent.signed);
  const lacksAttestation = attestation && !subjects.some((each) => each.attestation?.digest === attestation.digest);
  const lacksFailure = failed && !sessions.some(({ id, failed: known }) => id === session && known);
  return Boolean(lacksConsent || lacksAttestation || lacksFailure);
}
