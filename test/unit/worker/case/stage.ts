/** A case of a company at each of its stages, made by its commands. */
import type { CaseStatus } from '#protocol/case/case.ts';
import type { CaseForm } from '#protocol/case/form.ts';
import type { ComparisonResult } from '#protocol/case/comparison.ts';
import type { CaseDocument, DocumentKind } from '#protocol/case/document.ts';
import type { MinistryCode, MinistryResult } from '#protocol/case/submission.ts';
import { limits } from '#protocol/limits.ts';
import type { FilingRecord, Person } from '#protocol/filing/record.ts';
import type { CaseAnswer, CaseArgs, CaseKind } from '../../../../worker/case/commands.ts';
import { approvalOf } from '../../../../worker/case/approval.ts';
import { basisOf } from '../../../../worker/case/basis.ts';
import { checkedFiling } from '../../../../worker/case/filing.ts';
import { papersNeeded } from '../../../../worker/case/papers.ts';
import { questionsOf } from '../../../../worker/case/questions.ts';
import { reasonsOf } from '../../../../worker/case/reasons.ts';
import type { CaseState, LiveCase, StoredReview } from '../../../../worker/case/state.ts';
import { step } from '../../../../worker/case/step.ts';
import { digestOf } from '../../../../worker/trust/digest.ts';
import { unit } from '../../protocol/filing/example.ts';

export const startMs = Date.UTC(2026, 10, 30, 4);
export const salt = 'AAAAAAAAAAAAAAAAAAAAAA';
const provider = '某某云计算有限公司';

const person = unit.organiser.personInCharge;

/** In charge of the app alone. */
export const other: Person = {
  ...person,
  name: '李四·买买提',
  document: { typeId: 2, number: '11010519880206002X', validUntil: '长期' },
};

/** A company, whose app another person is in charge of. */
export const record: FilingRecord = {
  ...unit,
  organiser: { ...unit.organiser, legalRepresentative: { name: person.name } },
  services: [unit.services[0]!, { ...unit.services[1]!, personInCharge: other }],
};

/** The same record with the shown parts as they were, and with another address. */
export const corrected: FilingRecord = {
  ...record,
  organiser: { ...record.organiser, address: { ...record.organiser.address, detail: '测试路 2 号' } },
};

/** The same record with another name of the website, which both persons are shown. */
export const renamed: FilingRecord = {
  ...record,
  services: [{ ...record.services[0]!, name: '棋友之家' }, record.services[1]!],
};

export const filingOf = (of: FilingRecord, doubtful = false) => checkedFiling(of, { salt, provider, doubtful });

export const byProvider = { by: { tenant: 't', key: 'k-1' } } as const;
export const byVerifier = { by: { verifier: true } } as const;

/** Runs a command that is not refused. The feed takes its events at once. */
export function run<K extends CaseKind>(
  state: CaseState | undefined,
  kind: K,
  args: CaseArgs<K>,
  nowMs = startMs,
): { readonly state: CaseState; readonly answer: CaseAnswer<K> } {
  const stepped = step(state, kind, args, nowMs);
  if ('refusal' in stepped.outcome) throw new Error(`${kind}: ${stepped.outcome.refusal}`);
  return { state: delivered(stepped.state!, nowMs), answer: stepped.outcome.answer };
}

/** The case whose events the feed has. */
export const delivered = (state: CaseState, nowMs = startMs): CaseState =>
  state.kind === 'withdrawn'
    ? state
    : step(state, 'note-delivered', { ...byVerifier, ids: state.outbox.map(({ id }) => id) }, nowMs).state!;

/** The case after a command. */
export const after = <K extends CaseKind>(state: LiveCase, kind: K, args: CaseArgs<K>, nowMs = startMs): LiveCase =>
  run(state, kind, args, nowMs).state as LiveCase;

/** The code of a refusal; undefined if the command was not refused. */
export function refusalOf<K extends CaseKind>(state: CaseState, kind: K, args: CaseArgs<K>, nowMs = startMs) {
  const { outcome } = step(state, kind, args, nowMs);
  return 'refusal' in outcome ? outcome.refusal : undefined;
}

export const createArgs = (
  of: FilingRecord = record,
  { channel = 'self', doubtful = false }: { readonly channel?: LiveCase['channel']; readonly doubtful?: boolean } = {},
): CaseArgs<'create'> => ({
  ...byProvider,
  id: 'case',
  tenant: 't',
  createdAtMs: startMs,
  deleteAtMs: startMs + limits.case.openMs,
  requestDigest: digestOf('request'),
  channel,
  salt,
  filing: filingOf(of, doubtful),
});

export const created = (...args: Parameters<typeof createArgs>): LiveCase =>
  run(undefined, 'create', createArgs(...args)).state as LiveCase;

export const sessionOf = (subject: string): string => `session-${subject}`;

export const consentOf = ({ subjects }: LiveCase, subject: string, atMs = startMs) => ({
  session: sessionOf(subject),
  atMs,
  subjectDigest: subjects.find(({ id }) => id === subject)!.subjectDigest,
  signed: 'jws',
});

export const attestationOf = (state: LiveCase, subject: string, portrait = subject, atMs = startMs) => ({
  session: sessionOf(subject),
  atMs,
  subjectDigest: state.subjects.find(({ id }) => id === subject)!.subjectDigest,
  result: 'jwt',
  digest: digestOf(`result ${portrait}`),
  challenge: 'challenge',
  portraitDigest: digestOf(`portrait ${portrait}`),
  review: false,
});

export const signatureOf = ({ recordDigest, subjects }: LiveCase, subject: string) => ({
  session: sessionOf(subject),
  recordDigest,
  signature: {
    role: 'person-in-charge' as const,
    name: subjects.find(({ id }) => id === subject)!.name,
    strokes: [[[0, 0] as [number, number], [9, 9] as [number, number]]],
    atMs: startMs,
    value: 'A'.repeat(86),
    jwk: { kty: 'EC' as const, crv: 'P-256' as const, x: 'x', y: 'y' },
  },
  jkt: 'jkt',
});

/** What each kind shows of the record. */
function fieldsOf(kind: DocumentKind, of: FilingRecord, subject: string | undefined): Record<string, string> {
  const { organiser } = of;
  const shown = subject === 'organiser' ? organiser.personInCharge : of.services.at(-1)!.personInCharge;
  switch (kind) {
    case 'unit-document':
      return {
        name: organiser.name,
        number: organiser.document.number,
        legalRepresentative: organiser.legalRepresentative?.name ?? '',
      };
    case 'person-document-front':
      return { name: shown.name, number: shown.document.number };
    case 'person-document-back':
      return { validUntil: shown.document.validUntil ?? '长期' };
    case 'approval':
      return { number: of.services.flatMap(({ approvals }) => approvals)[0]?.number ?? '' };
    default:
      return {};
  }
}

export const documentOf = (
  kind: DocumentKind,
  {
    subject,
    place,
    picture = '',
    fields,
    of = record,
  }: {
    readonly subject?: string;
    readonly place?: number;
    readonly picture?: string;
    readonly fields?: Record<string, string>;
    readonly of?: FilingRecord;
  } = {},
): CaseDocument => ({
  kind,
  ...(subject !== undefined && { subject }),
  ...(place !== undefined && { place }),
  digest: digestOf(`picture ${kind} ${subject} ${picture}`),
  bytes: 1_000,
  fields: { ...fieldsOf(kind, of, subject), ...fields },
  atMs: startMs,
  by: 'k-1',
});

/** With every paper that is needed. */
export const documented = (state: LiveCase, of = record): LiveCase =>
  papersNeeded(state).reduce(
    (next, paper) => after(next, 'put-document', { ...byProvider, document: documentOf(paper.kind, { ...paper, of }) }),
    state,
  );

/** A session of each subject that is verified, and what it has gathered. */
export const verified = (state: LiveCase): LiveCase =>
  state.subjects
    .filter(({ required }) => required)
    .reduce((next, { id: subject }) => {
      const session = sessionOf(subject);
      const bound = after(next, 'add-session', { ...byProvider, session, subject });
      const gathered = { consent: consentOf(bound, subject), attestation: attestationOf(bound, subject) };
      const collected = after(bound, 'collect', { ...byVerifier, session, ...gathered });
      return after(collected, 'sign', { by: { session }, subject, signature: signatureOf(collected, subject) });
    }, state);

export const complete = (...args: Parameters<typeof createArgs>): LiveCase => {
  const state = created(...args);
  return documented(state.channel === 'self' ? verified(state) : state, args[0]);
};

export const submitArgs = (state: LiveCase, of = record): CaseArgs<'submit'> => {
  const reasons = reasonsOf(state, of, startMs);
  return {
    ...byProvider,
    recordDigest: state.recordDigest,
    basis: basisOf(state),
    reasons,
    questions: reasons.length > 0 ? [] : questionsOf(state, of),
  };
};

export const submitted = (state: LiveCase, of = record): LiveCase => after(state, 'submit', submitArgs(state, of));

export const resultOf = (outcome: ComparisonResult['outcome'], more: Partial<ComparisonResult> = {}) =>
  ({ outcome, authority: 'test', code: outcome, billed: 'no', sendings: 1, ...more }) satisfies ComparisonResult;

/** Answers every question that is due. */
export function answeredAll(
  state: LiveCase,
  outcome: ComparisonResult['outcome'] = 'match',
  nowMs = startMs,
): LiveCase {
  const untilMs = nowMs + 60_000;
  const { question, state: taken } = run(state, 'take-question', { ...byVerifier, untilMs }, nowMs).answer;
  if (!question) return taken;
  const { digest } = question;
  const next = after(taken, 'answer-question', { ...byVerifier, digest, result: resultOf(outcome) }, nowMs);
  return answeredAll(next, outcome, nowMs);
}

export const reviewOf = (state: LiveCase, by = 'k-1', changes: Partial<StoredReview> = {}): CaseArgs<'review'> => ({
  by: { tenant: 't', key: by },
  basis: basisOf(state),
  review: {
    atMs: startMs,
    by,
    decision: 'approve',
    causes: [],
    recordDigest: state.recordDigest,
    callBacks: state.services.map(({ subject }) => ({
      subject,
      atMs: startMs,
      reached: true,
      confirmed: ['mobile', 'office-phone', 'email'],
    })),
    items: Object.fromEntries(state.services.map(({ id }) => [id, []])),
    signature: { ...signatureOf(state, state.subjects[0]!.id).signature, role: 'checker' },
    checker: { jkt: 'jkt', name: '张核验' },
    ...changes,
  },
});

export const formsOf = ({ services, recordDigest, submissions }: LiveCase): CaseForm[] =>
  services.map(({ id: serviceId }) => ({
    serviceId,
    number: `BH-${serviceId}-${submissions.length + 1}`,
    digest: digestOf(`form ${serviceId} ${submissions.length + 1}`),
    madeAtMs: startMs,
    recordDigest,
    pdf: digestOf('pdf'),
    pictures: [],
  }));

/** The forms of what the case is approved by now. */
export const formsArgs = (state: LiveCase): CaseArgs<'add-forms'> => ({
  ...byVerifier,
  recordDigest: state.recordDigest,
  approval: approvalOf(state)?.signature?.value ?? '',
  forms: formsOf(state),
});

export const stages: Readonly<Record<Stage, () => LiveCase>> = {
  open: () => complete(),
  comparing: () => submitted(complete()),
  'in-review': () => answeredAll(submitted(complete())),
  approved: () => {
    const state = stages['in-review']();
    return after(state, 'review', reviewOf(state));
  },
  'form-ready': () => {
    const state = stages.approved();
    return after(state, 'add-forms', formsArgs(state));
  },
  submitted: () => handedOver(stages['form-ready']()),
  'sms-pending': () => after(stages.submitted(), 'note-upload', uploadArgs(1)),
  accepted: () => after(stages['sms-pending'](), 'note-result', resultArgs(1)),
  returned: () => after(stages['sms-pending'](), 'note-result', resultArgs(1, { accepted: false })),
};

export const handedOver = (state: LiveCase): LiveCase => after(state, 'hand-over', handOverArgs(state));

export const handOverArgs = ({ recordDigest }: LiveCase): CaseArgs<'hand-over'> => ({
  ...byProvider,
  recordDigest,
  account: 'bureau',
});

export const uploadArgs = (round: number, sequence = round): CaseArgs<'note-upload'> => ({
  ...byVerifier,
  round,
  file: { sequence, digest: digestOf(`file ${sequence}`) },
  atMs: startMs,
});

export const resultArgs = (round: number, changes: Partial<MinistryResult> = {}): CaseArgs<'note-result'> => ({
  ...byVerifier,
  round,
  result: { atMs: startMs, accepted: true, codes: [], opinions: [], ...changes },
});

export const troubleArgs = (round: number, trouble: Partial<MinistryCode> = {}): CaseArgs<'note-trouble'> => ({
  ...byVerifier,
  round,
  trouble: { code: 15, cause: 'system-busy', remedy: 'wait', ...trouble },
  atMs: startMs,
});

export type Stage = Exclude<CaseStatus, 'withdrawn'> | 'approved';
