/** What keeps a case from being submitted, all at once. */
import type { OpenCause, OpenReason } from '#protocol/case/case.ts';
import type { CaseDocument } from '#protocol/case/document.ts';
import { checkValidUntil } from '#protocol/document/validity.ts';
import { pointerOf, type Keys } from '#protocol/filing/finding.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { hasResidentCard } from '#protocol/filing/subject.ts';
import { approvalsOf, papersNeeded } from './papers.ts';
import { peopleOf } from './people.ts';
import { hasSigned } from './signature.ts';
import type { LiveCase, Paper } from './state.ts';

/** @param record of the state */
export const reasonsOf = (state: LiveCase, record: FilingRecord, nowMs: number): OpenReason[] => [
  ...missingOf(state, nowMs),
  ...unavailable(state, record),
  ...disagreements(state, record),
];

/** Which causes `missingOf` finds. */
export const missingCauses: readonly OpenCause[] = [
  'subject-unverified',
  'consent-missing',
  'signature-missing',
  'document-missing',
  'document-expired',
];

/** What can be told without the record. */
export const missingOf = (state: LiveCase, nowMs: number): OpenReason[] => [
  ...(state.channel === 'self' ? undone(state) : []),
  ...papersNeeded(state)
    .filter((paper) => !documentOf(state, paper))
    .map(({ kind, subject, place }) => ({
      cause: 'document-missing' as const,
      ...aboutOf(subject),
      ...named(kind, place),
    })),
  ...state.documents.flatMap((document) => expired(document, nowMs)),
];

/** What persons who verify themselves have not done. */
const undone = (state: LiveCase): OpenReason[] =>
  state.subjects
    .filter(({ required }) => required)
    .flatMap(({ id: about, subjectDigest, consent, attestation, signature }) => [
      ...(attestation?.subjectDigest === subjectDigest ? [] : [{ cause: 'subject-unverified' as const, about }]),
      ...(consent?.subjectDigest === subjectDigest ? [] : [{ cause: 'consent-missing' as const, about }]),
      ...(hasSigned({ signature, attestation }, state) ? [] : [{ cause: 'signature-missing' as const, about }]),
    ]);

const documentOf = ({ documents }: LiveCase, { kind, subject, place }: Paper): CaseDocument | undefined =>
  documents.find((each) => each.kind === kind && each.subject === subject && each.place === place);

function expired({ kind, subject, place, fields }: CaseDocument, nowMs: number): OpenReason[] {
  const validUntil = fields['validUntil'];
  if (validUntil === undefined || checkValidUntil(validUntil, nowMs).length === 0) return [];
  return [{ cause: 'document-expired', ...aboutOf(subject), ...named(kind, place), field: 'validUntil' }];
}

/** Databases of persons know the resident identity card and no other document; the channel that is left is named. */
const unavailable = ({ channel }: LiveCase, record: FilingRecord): OpenReason[] =>
  peopleOf(record)
    .filter(({ required, person }) => channel !== 'on-site' && required && !hasResidentCard(person))
    .map(({ id: about, keys }) => ({
      cause: 'comparison-unavailable',
      about,
      path: pointerOf([...keys, 'document', 'typeId']),
      channel: 'on-site',
    }));

/** A field of a document, and what the record says at the same place. */
interface Pair {
  readonly paper: Paper;
  readonly field: string;
  readonly keys: Keys;
  /** Undefined where the record says nothing, which disagrees with nothing. */
  readonly expected: string | undefined;
}

const disagreements = (state: LiveCase, record: FilingRecord): OpenReason[] =>
  pairsOf(record).flatMap(({ paper, field, keys, expected }) => {
    const shown = documentOf(state, paper)?.fields[field];
    if (shown === undefined || expected === undefined || normalised(shown) === normalised(expected)) return [];
    const { kind, subject, place } = paper;
    return [{ cause: 'document-disagrees', ...aboutOf(subject), path: pointerOf(keys), ...named(kind, place), field }];
  });

const pair = (paper: Paper, field: string, keys: Keys, expected: string | undefined): Pair => ({
  paper,
  field,
  keys,
  expected,
});

function pairsOf(record: FilingRecord): Pair[] {
  const { organiser } = record;
  const unit = { kind: 'unit-document' } as const;
  return [
    ...(organiser.kind === 'unit'
      ? [
          pair(unit, 'name', ['organiser', 'name'], organiser.name),
          pair(unit, 'number', ['organiser', 'document', 'number'], organiser.document.number),
          pair(unit, 'validUntil', ['organiser', 'document', 'validUntil'], organiser.document.validUntil),
          pair(
            unit,
            'legalRepresentative',
            ['organiser', 'legalRepresentative', 'name'],
            organiser.legalRepresentative?.name,
          ),
        ]
      : []),
    ...peopleOf(record).flatMap(({ id: subject, keys, person: { name, document } }) => {
      const front = { kind: 'person-document-front', subject } as const;
      const back = { kind: 'person-document-back', subject } as const;
      return [
        pair(front, 'name', [...keys, 'name'], name),
        pair(front, 'number', [...keys, 'document', 'number'], document.number),
        pair(back, 'validUntil', [...keys, 'document', 'validUntil'], document.validUntil),
      ];
    }),
    ...approvalsOf(record).map(({ number, keys }, n) =>
      pair({ kind: 'approval', place: n + 1 }, 'number', [...keys, 'number'], number),
    ),
  ];
}

/** Dots between the parts of a name, which keyboards write differently. */
const dots = /[·•・‧∙⋅.]/gu;

/** Without what only the way of writing changes: wide and narrow characters, blanks, small letters, kinds of dots. */
const normalised = (text: string): string =>
  text.normalize('NFKC').replaceAll(/\s/gu, '').replaceAll(dots, '·').toUpperCase();

const aboutOf = (subject: string | undefined) => (subject === undefined ? {} : { about: subject });

/** A document as a reason names it: its kind, and of several approvals its place. */
const named = (kind: Paper['kind'], place: number | undefined) => ({
  document: place === undefined ? kind : `${kind} ${place}`,
});
