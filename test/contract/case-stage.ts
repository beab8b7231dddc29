/** Brings a case to a stage by running its commands, without HTTP. */
import { limits } from '#protocol/limits.ts';
import { basisOf } from '../../worker/case/basis.ts';
import type { Cases } from '../../worker/case/cases.ts';
import type { CaseArgs } from '../../worker/case/commands.ts';
import type { LiveCase } from '../../worker/case/state.ts';
import { randomId } from '../../worker/trust/random.ts';
import { digest } from '../../assess/synthetic/filer.ts';

/** The provider of the case. */
export const byKey = { tenant: 'one', key: 'server' } as const;

/** The name of the case's person, which no host may store in plain. */
export const personsName = '欧阳示例';

export const unitQuestion = { digest: digest('question'), kind: 'unit' } as const;

export const creation = (nowMs: number): CaseArgs<'create'> => ({
  by: byKey,
  id: randomId((length) => crypto.getRandomValues(new Uint8Array(length))),
  tenant: 'one',
  createdAtMs: nowMs,
  deleteAtMs: nowMs + limits.case.openMs,
  requestDigest: digest('request'),
  channel: 'self',
  salt: 'c2FsdA',
  filing: {
    recordDigest: digest('record'),
    provinceId: 110000,
    services: [{ id: '1', kind: 'website', subject: 'organiser', items: ['mobile'] }],
    subjects: [
      { id: 'organiser', role: 'organiser', name: personsName, required: true, subjectDigest: digest('subject') },
    ],
    papers: [],
    doubtful: false,
  },
});

/** A new case. */
export async function openCase(cases: Cases, nowMs: number): Promise<LiveCase> {
  const args = creation(nowMs);
  return delivered(cases, await cases.run(args.id, 'create', args, nowMs), nowMs);
}

/** The case whose events the feed has, so that it does not wake for them. */
const delivered = (cases: Cases, { id, outbox }: LiveCase, nowMs: number): Promise<LiveCase> =>
  cases.run(id, 'note-delivered', { by: { verifier: true }, ids: outbox.map((event) => event.id) }, nowMs);

/** A case with a question that is due. */
export async function submittedCase(cases: Cases, nowMs: number): Promise<LiveCase> {
  const state = await openCase(cases, nowMs);
  const { id, recordDigest } = state;
  const basis = basisOf(state);
  const args = { by: byKey, recordDigest, basis, reasons: [], questions: [unitQuestion] };
  return delivered(cases, await cases.run(id, 'submit', args, nowMs), nowMs);
}
