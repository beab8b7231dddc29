/**
 * Which questions a submit asks the authority databases. A question's digest covers all that it depends on, so that the same
 * question is not asked twice, and another picture or another consent makes another question.
 */
import type { DocumentKind } from '#protocol/case/document.ts';
import { jsonDigest } from '#protocol/filing/digest.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { hasResidentCard } from '#protocol/filing/subject.ts';
import { unitToCompare } from './filing.ts';
import { portraitDocumentOf } from './papers.ts';
import { personOf } from './people.ts';
import type { LiveCase, QuestionToAsk, Subject } from './state.ts';

/** The digest of the picture that is compared with the authority's: of the live check, or what staff or the ministry took. */
export const portraitOf = (state: LiveCase, subject: string): string | undefined =>
  state.channel === 'self'
    ? state.subjects.find(({ id }) => id === subject)?.attestation?.portraitDigest
    : portraitDocumentOf(state, subject)?.digest;

/** @param record of the state; nothing that `reasonsOf` names is missing */
export function questionsOf(state: LiveCase, record: FilingRecord): QuestionToAsk[] {
  const persons = state.subjects
    // Databases of persons know the resident identity card and no other document. On site, staff compare the others.
    .filter(({ id, required }) => required && hasResidentCard(personOf(record, id)))
    .map((subject) => personQuestion(state, record, subject));
  const unit = unitToCompare(record);
  if (!unit) return persons;
  const documents = documentDigests(state, ['unit-document']);
  return [...persons, { kind: 'unit', digest: jsonDigest({ question: 'unit', salt: state.salt, ...unit, documents }) }];
}

function personQuestion(state: LiveCase, record: FilingRecord, { id, consent }: Subject): QuestionToAsk {
  const { name, document } = personOf(record, id);
  const digest = jsonDigest({
    question: 'person',
    salt: state.salt,
    name,
    number: document.number,
    portrait: portraitOf(state, id) ?? null,
    documents: documentDigests(state, ['person-document-front', 'person-document-back'], id),
    // What the person has consented to. Staff ask the person themselves.
    consented: consent?.subjectDigest ?? null,
  });
  return { kind: 'person', subject: id, digest };
}

const documentDigests = ({ documents }: LiveCase, kinds: readonly DocumentKind[], subject?: string): string[] =>
  kinds.flatMap((kind) =>
    documents.filter((each) => each.kind === kind && each.subject === subject).map(({ digest }) => digest),
  );
