/** Commands to a case in any order, each as a caller could send it: what holds after every one of them. */
import { expect, it } from 'vitest';
import { caseStates } from '#protocol/case/case.ts';
import { outcomes } from '#protocol/case/comparison.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { approvalsNeeded, isApproved, reviewsOfRound } from '../../../worker/case/approval.ts';
import { basisOf } from '../../../worker/case/basis.ts';
import type { CaseArgs, CaseKind } from '../../../worker/case/commands.ts';
import { evidenceOf } from '../../../worker/case/evidence.ts';
import { papersNeeded } from '../../../worker/case/papers.ts';
import { causeOf, comparedQuestions, unansweredCauses } from '../../../worker/case/question.ts';
import { questionsOf } from '../../../worker/case/questions.ts';
import { reasonsOf } from '../../../worker/case/reasons.ts';
import {
  isHandedForm,
  isHandedOver,
  reminderAtMs,
  roundToQueue,
  withdrawnNumbers,
} from '../../../worker/case/rounds.ts';
import type { LiveCase } from '../../../worker/case/state.ts';
import { step, type CaseStep } from '../../../worker/case/step.ts';
import {
  attestationOf,
  byProvider,
  byVerifier,
  complete,
  consentOf,
  corrected,
  created,
  documentOf,
  filingOf,
  formsArgs,
  handOverArgs,
  record,
  renamed,
  resultArgs,
  resultOf,
  reviewOf,
  sessionOf,
  signatureOf,
  startMs,
  troubleArgs,
  uploadArgs,
} from '../worker/case/stage.ts';
import { fuzz, fuzzTimeoutMs, type Chance } from './chance.ts';

/** Commands of one case. */
const length = 80;

const filings = [record, corrected, renamed].flatMap((each) => [filingOf(each), filingOf(each, true)]);
const records: ReadonlyMap<string, FilingRecord> = new Map(
  [record, corrected, renamed].map((each) => [filingOf(each).recordDigest, each]),
);
const recordOf = ({ recordDigest }: LiveCase): FilingRecord => records.get(recordDigest)!;

/** What was sent to the databases, as the jobs do it. */
interface Sent {
  /** Sendings of each try, by its id. */
  readonly sendings: Map<string, number>;
  /** The try that each question is in. */
  readonly tries: Map<string, string>;
  /** Questions that a database has answered itself. */
  readonly final: Set<string>;
}

type Given = { [K in CaseKind]: { readonly kind: K; readonly args: CaseArgs<K> } }[CaseKind];

const given = <K extends CaseKind>(kind: K, args: CaseArgs<K>): Given => ({ kind, args }) as Given;

/** Mostly what a case needs next, so that many rounds come to forms. */
function drawCommand(state: LiveCase, nowMs: number, chance: Chance): Given {
  const subject = chance.of(state.subjects).id;
  const by = { tenant: 't', key: chance.of(['k-1', 'k-2', 'k-3']) };
  const session = sessionOf(subject);
  const reasons = reasonsOf(state, recordOf(state), nowMs);
  const picture = chance.oneIn(8) ? String(chance.below(3)) : '';
  const question = chance.of([...state.questions, undefined]);
  // Mostly the newest; also one that there never was.
  const round = Math.max(1, state.submissions.length - chance.below(2) + (chance.oneIn(10) ? 1 : 0));
  const next: readonly (() => Given)[] = [
    () => given('add-session', { by, session, subject }),
    () => {
      const attestation = {
        ...attestationOf(state, subject, `${subject} ${chance.below(2)}`, nowMs),
        review: chance.oneIn(6),
      };
      return given('collect', { ...byVerifier, session, consent: consentOf(state, subject, nowMs), attestation });
    },
    () => given('sign', { by: { session }, subject, signature: signatureOf(state, subject) }),
    () => {
      const paper = chance.of(papersNeeded(state));
      return given('put-document', { by, document: documentOf(paper.kind, { ...paper, picture }) });
    },
    () =>
      given('submit', {
        by,
        recordDigest: state.recordDigest,
        basis: basisOf(state),
        reasons,
        questions: reasons.length > 0 ? [] : questionsOf(state, recordOf(state)),
      }),
    () => given('take-question', { ...byVerifier, untilMs: nowMs + 60_000 }),
    () => given('take-question', { ...byVerifier, untilMs: nowMs + 60_000 }),
    () => given('send-again', { ...byVerifier, digest: question?.digest ?? '', untilMs: nowMs + 60_000 }),
    () => {
      const asked = state.questions.filter(({ stage }) => stage !== 'answered');
      const outcome = chance.oneIn(4) ? chance.of(outcomes) : 'match';
      const billed = chance.oneIn(5) ? 'possibly' : 'no';
      const digest = (chance.of([...asked, question]) ?? question)?.digest ?? '';
      return given('answer-question', { ...byVerifier, digest, result: resultOf(outcome, { billed }) });
    },
    () => {
      const decision = chance.oneIn(6) ? chance.of(['return', 'escalate'] as const) : 'approve';
      const unreached = chance.oneIn(8) ? { callBacks: [] } : {};
      return { kind: 'review', args: reviewOf(state, by.key, { decision, ...unreached }) };
    },
    () => given('add-forms', formsArgs(state)),
    () => given('note-view', { by, digest: 'd', reason: 'r' }),
    () => given('hand-over', handOverArgs(state)),
    () => given('note-queued', { ...byVerifier, round }),
    () => given('note-upload', uploadArgs(round, round + (chance.oneIn(4) ? 1 : 0))),
    () =>
      given(
        'note-trouble',
        troubleArgs(round, {
          cause: chance.of(['busy', 'stopped']),
          remedy: chance.of(['wait', 'operate', 'correct']),
        }),
      ),
    () => given('remind', byVerifier),
    () => given('note-result', resultArgs(round, { atMs: nowMs - chance.below(2), accepted: chance.oneIn(3) })),
    () =>
      given('note-numbers', {
        ...byVerifier,
        filingNumbers: { organiser: { ministryId: 1 }, services: [{ id: chance.of(['site', 'app']), ministryId: 2 }] },
      }),
    () => given('void-session', { ...byVerifier, session }),
    () =>
      given('note-delivered', { ...byVerifier, ids: state.outbox.slice(0, 1 + chance.below(3)).map(({ id }) => id) }),
    () => given('read', { by }),
  ];
  if (chance.oneIn(25)) {
    return given('change-record', { ...byProvider, version: state.version, filing: chance.of(filings) });
  }
  // Half of the commands are what this state needs to go on.
  const [first, last] = {
    open: [0, 5],
    comparing: [5, 9],
    'in-review': [9, 11],
    'form-ready': [12, 13],
    submitted: [13, 16],
    'sms-pending': [15, 19],
    accepted: [17, 19],
    returned: [4, 5],
  }[state.state];
  return chance.of(chance.oneIn(2) ? next.slice(first, last) : next)();
}

/** Keeps count of what is sent. */
function track({ kind, args }: Given, outcome: CaseStep<unknown>['outcome'], { sendings, tries, final }: Sent): void {
  if (!('answer' in outcome)) return;
  const send = (id: string) => sendings.set(id, (sendings.get(id) ?? 0) + 1);
  if (kind === 'take-question') {
    const { question } = outcome.answer as { question?: { digest: string; id: string; sent: number } };
    if (!question) return;
    const { digest, id, sent } = question;
    expect(final, 'an answered question is not asked').not.toContain(digest);
    expect(sent, 'what was sent is known').toBe(sendings.get(id) ?? 0);
    tries.set(digest, id);
    // The connector sends nothing for the third time.
    if (sent < 2) send(id);
  }
  if (kind === 'send-again') send(tries.get(args.digest)!);
  if (kind === 'answer-question') {
    const cause = causeOf(args.result);
    if (!cause || !unansweredCauses.includes(cause)) final.add(args.digest);
  }
}

function expectSound(before: LiveCase, state: LiveCase): void {
  expect(state.timeline.every(({ n }, place) => n === place + 1)).toBe(true);
  expect(before.timeline.every((entry, place) => state.timeline[place] === entry)).toBe(true);

  for (const { subjectDigest, consent, attestation, signature } of state.subjects) {
    expect(consent?.subjectDigest ?? subjectDigest).toBe(subjectDigest);
    expect(attestation?.subjectDigest ?? subjectDigest).toBe(subjectDigest);
    expect(signature?.recordDigest ?? state.recordDigest).toBe(state.recordDigest);
  }

  const digests = state.questions.map(({ digest }) => digest);
  expect(new Set(digests).size).toBe(digests.length);
  const asks = questionsOf(state, recordOf(state)).map(({ digest }) => digest);
  const all = comparedQuestions(state);
  const matches = all.filter((each) => each.stage === 'answered' && each.result.outcome === 'match');
  // After the hand-over a person may withdraw, which changes the case no more.
  const isWhole = !isHandedOver(state) && state.state !== 'returned';
  if (state.state === 'open')
    expect(evidenceOf(state).filter(({ kind }) => kind === 'comparison').length).toBe(matches.length);
  else if (isWhole) {
    expect(reasonsOf(state, recordOf(state), startMs)).toEqual([]);
    expect(all.map(({ digest }) => digest).toSorted()).toEqual(asks.toSorted());
    const isDone = all.every(({ stage }) => stage === 'answered');
    expect(isDone).toBe(state.state !== 'comparing');
    if (isDone) expect(matches).toHaveLength(all.length);
  }
  for (const { digest } of isWhole ? matches : [])
    expect(asks, 'a comparison counts for what was asked').toContain(digest);

  const approvals = reviewsOfRound(state).filter(({ decision }) => decision === 'approve');
  expect(new Set(approvals.map(({ by }) => by)).size).toBe(approvals.length);
  expectSoundRounds(before, state);
  if (state.state === 'form-ready') expect(approvals.length).toBe(approvalsNeeded(state));

  const goesOn =
    state.state === 'comparing' ||
    isApproved(state) ||
    state.outbox.length > 0 ||
    roundToQueue(state) !== undefined ||
    reminderAtMs(state) !== undefined;
  expect(state.resumeAtMs !== undefined).toBe(goesOn);
}

function expectSoundRounds(before: LiveCase, state: LiveCase): void {
  const { submissions, forms } = state;
  expect(submissions.map(({ round }) => round)).toEqual(submissions.map((_, n) => n + 1));
  const newest = submissions.at(-1);
  const isAtRound = isHandedOver(state) || state.state === 'returned';
  if (isAtRound) {
    expect(newest!.recordDigest).toBe(state.recordDigest);
    expect(forms).toEqual(newest!.forms);
  } else if (state.state === 'form-ready') {
    expect(forms.map(({ serviceId }) => serviceId)).toEqual(state.services.map(({ id }) => id));
    for (const form of forms) expect(form.recordDigest).toBe(state.recordDigest);
  } else {
    // The ministry's copies, until there are new forms.
    for (const form of forms) expect(isHandedForm(state, form)).toBe(true);
  }
  if (state.state === 'accepted' || (state.state === 'returned' && newest!.stage === 'answered'))
    expect(newest!.result!.accepted).toBe(state.state === 'accepted');
  // What was handed over stays as it was.
  for (const [n, { recordDigest, forms: handed, account }] of before.submissions.entries())
    expect(submissions[n]).toMatchObject({ recordDigest, forms: handed, account });
  if (isHandedOver(before)) {
    const { recordDigest, documents, reviews, sessions } = before;
    expect(state).toMatchObject({ recordDigest, documents, reviews });
    expect(state.sessions.map(({ id }) => id)).toEqual(sessions.map(({ id }) => id));
    expect(['form-ready', 'open', 'comparing', 'in-review']).not.toContain(state.state);
  }

  // A form counts, or counts no more.
  for (const number of withdrawnNumbers(before)) expect(withdrawnNumbers(state)).toContain(number);
  const isKnown = (number: string) =>
    withdrawnNumbers(state).includes(number) || forms.some((form) => form.number === number);
  for (const { number } of before.forms) expect(isKnown(number)).toBe(true);

  const added = state.outbox.filter(({ id }) => !before.outbox.some((each) => each.id === id));
  const changes = added.filter(({ type }) => type === 'case.state-changed').map(({ data }) => data.state);
  expect(changes).toEqual(state.state === before.state ? [] : [state.state]);
}

it('no sequence of commands breaks a case', { timeout: fuzzTimeoutMs }, async () => {
  const reached = new Set<string>();
  await fuzz((chance) => {
    let state = chance.oneIn(3) ? created() : complete(record, { doubtful: chance.oneIn(4) });
    let nowMs = startMs;
    const sent: Sent = { sendings: new Map(), tries: new Map(), final: new Set() };
    for (let n = 0; n < length; n += 1) {
      nowMs += chance.of([0, 1, 500, 30_000, 61_000, 3_600_000]);
      const command = drawCommand(state, nowMs, chance);
      const { state: next, outcome } = step(state, command.kind, command.args as never, nowMs);
      if ('refusal' in outcome) {
        expect(next).toBe(state);
        reached.add(outcome.refusal);
        // A second answer to a question is not taken.
      } else if (next !== state) track(command, outcome, sent);
      if (next !== state) expectSound(state, next as LiveCase);
      state = next as LiveCase;
      reached.add(state.state);
    }
    for (const count of sent.sendings.values()) expect(count).toBeLessThanOrEqual(2);
  }, 0.5);
  for (const name of [...caseStates.filter((each) => each !== 'withdrawn'), 'reviewer-same', 'call-back-missing']) {
    expect(reached).toContain(name);
  }
  for (const code of ['case-closed', 'case-handed-over']) expect(reached).toContain(code);
});
