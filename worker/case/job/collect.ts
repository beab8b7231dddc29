/**
 * What the sessions of a case have gathered. The case asks them whenever it is read or submitted, so that nothing is lost if
 * a writer between the two ends; asking again changes nothing.
 */
import { limits } from '#protocol/limits.ts';
import { Refusal } from '#protocol/refusal.ts';
import { digestOf } from '../../trust/digest.ts';
import type { Sessions } from '../../session/sessions.ts';
import type { Binding, LiveSession } from '../../session/state.ts';
import type { Cases } from '../cases.ts';
import type { CaseArgs } from '../commands.ts';
import type { LiveCase } from '../state.ts';
import { indexed, type Indexer } from './index-line.ts';

export interface Collector extends Indexer {
  readonly cases: Cases;
  readonly sessions: Sessions;
  readonly now: () => number;
}

/** The case after its newest sessions were asked. A session that cannot be read now is asked the next time. */
export async function collected(collector: Collector, state: LiveCase): Promise<LiveCase> {
  const { sessions, now, log } = collector;
  const by = { tenant: state.tenant };
  const read = await Promise.all(
    state.sessions.slice(-limits.case.collected).map(({ id }) =>
      sessions.run(id, 'read', { by }, now()).catch((error: unknown) => {
        if (!(error instanceof Refusal)) log({ level: 'error', error: `not collected: ${String(error)}` });
        return undefined;
      }),
    ),
  );
  let current = state;
  for (const session of read) {
    const gathered = session && gatheredOf(session);
    if (gathered && isNew(gathered, current)) {
      current = await collector.cases.run(state.id, 'collect', { by: { verifier: true }, ...gathered }, now());
    }
  }
  return current === state ? state : indexed(collector, current);
}

/** Collects one session, after something has happened in it. */
export async function collectSession(collector: Collector, { bound, id }: LiveSession): Promise<void> {
  if (!bound) return;
  const state = await collector.cases.run(bound.case, 'read', { by: { session: id } }, collector.now());
  await collected(collector, { ...state, sessions: state.sessions.filter((each) => each.id === id) });
}

type Gathered = Omit<CaseArgs<'collect'>, 'by'>;

/** @returns undefined if the session has nothing for its case yet */
function gatheredOf(session: LiveSession): Gathered | undefined {
  const { id, bound, consent, conclusions } = session;
  if (!bound) return undefined;
  const consented =
    consent?.signed === undefined ? undefined : consentOf(id, bound, consent.acceptedAtMs, consent.signed);
  const attestation = attestationOf(id, bound, conclusions.at(-1));
  if (!consented && conclusions.length === 0) return undefined;
  return {
    session: id,
    ...(consented && { consent: consented }),
    ...(attestation ? { attestation } : conclusions.length > 0 && { failed: true }),
  };
}

const consentOf = (session: string, { subjectDigest }: Binding, atMs: number, signed: string) => ({
  session,
  atMs,
  subjectDigest,
  signed,
});

function attestationOf(
  session: string,
  { subjectDigest }: Binding,
  conclusion: LiveSession['conclusions'][number] | undefined,
): Gathered['attestation'] {
  if (!conclusion?.verified) return undefined;
  const { challengeId, result, verified } = conclusion;
  return { session, subjectDigest, result, digest: digestOf(result), challenge: challengeId, ...verified };
}

/** Whether the case lacks any of it. Otherwise a read of the case would not have to write. */
function isNew({ session, consent, attestation, failed }: Gathered, { subjects, timeline }: LiveCase): boolean {
  const lacksConsent =
    consent && !subjects.some((each) => each.consent?.session === session && each.consent.atMs === consent.atMs);
  const lacksAttestation = attestation && !subjects.some((each) => each.attestation?.digest === attestation.digest);
  const lacksFailure =
    failed && !timeline.some(({ event, facts }) => event === 'not-verified' && facts?.['session'] === session);
  return Boolean(lacksConsent || lacksAttestation || lacksFailure);
}
