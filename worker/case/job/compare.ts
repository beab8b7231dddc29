/**
 * Asks the authority what the case has to ask, one question after another. A question is marked as asked before it is sent, and
 * what it answered is recorded before the next one. Wherever this ends, it can be begun again.
 */
import type { ComparisonResult } from '#protocol/case/comparison.ts';
import { limits } from '#protocol/limits.ts';
import { Refusal } from '#protocol/refusal.ts';
import { sendingMs } from '../../authority/ask.ts';
import type { Question } from '../../authority/authority.ts';
import type { CaseAnswer } from '../commands.ts';
import { casePictureKey } from '../blob-keys.ts';
import { personOf } from '../people.ts';
import { exhausted } from '../question.ts';
import { portraitOf } from '../questions.ts';
import { personName } from '../../person/person-name.ts';
import type { LiveCase } from '../state.ts';
import { readFiling } from './filing.ts';
import { indexed } from './index-line.ts';
import { byVerifier } from './by-verifier.ts';
import type { CaseWork } from './parts.ts';

/** How long a question may be under way: two sendings, and reading what is asked. Convention. */
const askMs = 2 * sendingMs + 15_000;

type Taken = NonNullable<CaseAnswer<'take-question'>['question']>;

/** Asks everything that is due now, as far as there is time: a host ends an alarm after 15 minutes, and the case wakes again at once. */
export async function compare(work: CaseWork, id: string): Promise<LiveCase> {
  const { cases, now } = work;
  const endMs = now() + limits.case.comparesMs;
  for (;;) {
    const nowMs = now();
    if (nowMs >= endMs) return cases.run(id, 'read', { by: byVerifier }, nowMs);
    const { question, state } = await cases.run(id, 'take-question', { by: byVerifier, untilMs: nowMs + askMs }, nowMs);
    if (!question) return indexed(work, state);
    const result = await countedAnswer(work, state, question);
    const { digest } = question;
    await indexed(work, await cases.run(id, 'answer-question', { by: byVerifier, digest, result }, now()));
  }
}

/**
 * Counts a comparison for the person's document number, over all cases, before it is asked; afterwards it is taken back unless
 * the answer does not confirm the person. If this ends in between, it counts until the same try has its answer.
 */
async function countedAnswer(work: CaseWork, state: LiveCase, taken: Taken): Promise<ComparisonResult> {
  const { persons, personKey, now } = work;
  if (taken.subject === undefined) return answerTo(work, state, taken);
  const { typeId, number } = personOf(await readFiling(work, state), taken.subject).document;
  const person = personName(personKey, typeId, number);
  try {
    await persons.beginComparison(person, taken.id, now());
  } catch (error) {
    if (error instanceof Refusal && error.code === 'comparisons-exhausted') return exhausted;
    throw error;
  }
  const result = await answerTo(work, state, taken);
  // Before the answer is recorded, since nothing would come back for it after.
  if (!isUnconfirmed(result)) await persons.forgive(person, 'comparisons', taken.id);
  return result;
}

async function answerTo(work: CaseWork, state: LiveCase, taken: Taken): Promise<ComparisonResult> {
  const { authorities, config, cases, now } = work;
  const tenant = config.tenants.find(({ id }) => id === state.tenant);
  const answerer = tenant && authorities.of(tenant)[taken.kind];
  // The configuration was changed since the case was submitted.
  if (!answerer)
    return { outcome: 'unauthorised', authority: '', code: 'authority-missing', sendings: 0, billed: 'no' };
  return answerer.ask(await questionOf(work, state, taken), {
    id: taken.id,
    sent: taken.sent,
    sending: async (n) => {
      // The first sending was stored when the question was taken.
      if (n <= taken.sent + 1) return;
      const nowMs = now();
      const { digest } = taken;
      await cases.run(state.id, 'send-again', { by: byVerifier, digest, untilMs: nowMs + askMs }, nowMs);
    },
  });
}

/** What a filer reads as `not-confirmed`: the database has answered, and has not confirmed the person. */
const isUnconfirmed = ({ outcome }: ComparisonResult): boolean =>
  ['mismatch', 'not-found', 'photo-unavailable', 'liveness-failed', 'quality-failed'].includes(outcome);

/** @throws Error if the portrait is missing, since it is moved to the case before a question is added */
async function questionOf(work: CaseWork, state: LiveCase, { kind, subject: id }: Taken): Promise<Question> {
  const record = await readFiling(work, state);
  if (kind === 'unit') {
    const { name, document, legalRepresentative } = record.organiser;
    return { kind, name, creditCode: document.number, legalRepresentative: legalRepresentative?.name ?? '' };
  }
  const { name, document } = personOf(record, id!);
  const digest = portraitOf(state, id!);
  const portrait = digest === undefined ? undefined : await work.blobs.get(casePictureKey(state.id, digest));
  if (!portrait) throw new Error('the portrait to compare is missing');
  return { kind, name, number: document.number, portrait };
}
