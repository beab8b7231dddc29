/** Submits a case: collects, moves the portraits to the case, and names everything that is missing, or asks the authority. */
import { base64url } from 'jose';
import type { OpenReason } from '#protocol/case/case.ts';
import { sha256 } from '#protocol/capture/commitment.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { Refusal } from '#protocol/refusal.ts';
import { portraitKey } from '../../capture/blob-keys.ts';
import { personName } from '../../person/person-name.ts';
import { digestOf } from '../../trust/digest.ts';
import { basisOf } from '../basis.ts';
import { casePictureKey } from '../blob-keys.ts';
import type { CaseCaller } from '../command/command.ts';
import { personOf } from '../people.ts';
import { questionsOf } from '../questions.ts';
import { reasonsOf } from '../reasons.ts';
import type { LiveCase, QuestionToAsk } from '../state.ts';
import { collected } from './collect.ts';
import { readFiling } from './filing.ts';
import { indexed } from './index-line.ts';
import type { CaseWork } from './parts.ts';
import { resumeLater } from './resume.ts';

export interface Submission {
  readonly by: CaseCaller;
  readonly idempotencyKey: string | undefined;
  /** Of a filer, who learns only the reasons that concern this subject. */
  readonly subject?: string;
}

/**
 * @throws Refusal case-incomplete with the reasons, authority-missing, comparisons-exhausted, and as the command `submit` does
 */
export async function submitCase(
  work: CaseWork,
  id: string,
  { by, idempotencyKey, subject }: Submission,
): Promise<LiveCase> {
  const { cases, now, config, authorities } = work;
  const state = await collected(work, await cases.run(id, 'read', { by }, now()));
  const record = await readFiling(work, state);
  const portraitless = await movePortraits(work, state);
  const reasons = [...reasonsOf(state, record, now()), ...portraitless];
  const questions = reasons.length > 0 ? [] : questionsOf(state, record);
  const answerers = authorities.of(config.tenants.find((tenant) => tenant.id === state.tenant) ?? {});
  if (questions.some(({ kind }) => !answerers[kind])) throw new Refusal('authority-missing');
  // What was answered is not asked again, so it tells nothing new.
  const isAnswered = ({ digest }: QuestionToAsk) =>
    state.questions.some((known) => known.stage === 'answered' && known.digest === digest);
  await admitPersons(
    work,
    record,
    questions.filter((question) => !isAnswered(question)),
  );
  const { recordDigest } = state;
  const submitted = await cases.run(
    id,
    'submit',
    {
      by,
      recordDigest,
      basis: basisOf(state),
      ...(idempotencyKey !== undefined && {
        idempotency: { key: idempotencyKey, digest: digestOf(`submit ${recordDigest}`) },
      }),
      reasons,
      questions,
    },
    now(),
  );
  await indexed(work, submitted);
  if (submitted.state === 'open') {
    throw new Refusal('case-incomplete', { faults: faultsFor(submitted.reasons, subject) });
  }
  resumeLater(work, id);
  return submitted;
}

/** @throws Refusal comparisons-exhausted */
async function admitPersons(
  { persons, personKey, now }: CaseWork,
  record: FilingRecord,
  questions: readonly QuestionToAsk[],
): Promise<void> {
  for (const { subject } of questions) {
    if (subject === undefined) continue;
    const { typeId, number } = personOf(record, subject).document;
    await persons.admitComparison(personName(personKey, typeId, number), now());
  }
}

/** Without what a comparison said, a filer learns only what they can do themselves. */
function faultsFor(reasons: readonly OpenReason[], subject: string | undefined): object[] {
  return reasons
    .filter(({ about }) => subject === undefined || about === subject)
    .map(({ cause, ...where }) => ({
      code: subject !== undefined && cause.startsWith('comparison-') ? 'not-confirmed' : cause,
      ...(subject === undefined && where),
    }));
}

/**
 * Stores the portraits of the attestations that count under the case's key. A session lives for days, a case for months.
 *
 * @returns the subjects whose portrait is gone with its session
 */
async function movePortraits({ blobs }: CaseWork, { id, subjects }: LiveCase): Promise<OpenReason[]> {
  const missing = await Promise.all(
    subjects.map(async ({ id: about, attestation }): Promise<OpenReason[]> => {
      if (!attestation) return [];
      const key = casePictureKey(id, attestation.portraitDigest);
      if (await blobs.get(key)) return [];
      const portrait = await blobs.get(portraitKey(attestation.session, attestation.challenge));
      if (!portrait || base64url.encode(sha256(portrait)) !== attestation.portraitDigest) {
        return [{ cause: 'subject-unverified', about }];
      }
      await blobs.put(key, portrait);
      return [];
    }),
  );
  return missing.flat();
}
