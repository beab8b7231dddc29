import { channelOfKind, type CaseDocument } from '#protocol/case/document.ts';
import { Refusal } from '#protocol/refusal.ts';
import { opened } from '../course.ts';
import type { LiveCase } from '../state.ts';
import { noted } from '../timeline.ts';
import { done, type By, type CaseCaller, type Command } from './command.ts';
import { requireOwn, requireUnfinished, subjectOf } from './guard.ts';

export interface PutDocumentArgs extends By {
  readonly document: CaseDocument;
}

/** Replaces the document of its kind, subject and place, and the case is open again. */
export const putDocument: Command<PutDocumentArgs, LiveCase> = {
  isFilers: true,
  isRepeatable: true,

  onLive(state, { by, document }, nowMs) {
    const { kind, subject, place, digest } = document;
    admitDocument(state, by, document);
    const before = state.documents.find((each) => isOfSamePlace(each, document));
    if (before && isSame(before, document)) return done(state);
    const documents = [...state.documents.filter((each) => each !== before), document];
    const facts = { kind, subject, place: place === undefined ? undefined : String(place), digest };
    const put = noted({ ...state, documents }, { by, nowMs }, 'document-put', facts);
    return done(opened(put, { by, nowMs }));
  },
};

/**
 * Whether the case takes such a document. It is asked before the picture is stored too, so that refused ones leave nothing behind.
 *
 * @throws Refusal subject-unknown, case-closed, channel-forbidden
 */
export function admitDocument(
  state: LiveCase,
  by: CaseCaller,
  { kind, subject }: Pick<CaseDocument, 'kind' | 'subject'>,
): void {
  requireOwn(state, by, subject);
  requireUnfinished(state);
  if (subject !== undefined) subjectOf(state, subject);
  // What one channel proves is no evidence of another one.
  if ((channelOfKind[kind] ?? state.channel) !== state.channel) throw new Refusal('channel-forbidden');
}

const isOfSamePlace = (one: CaseDocument, other: CaseDocument): boolean =>
  one.kind === other.kind && one.subject === other.subject && one.place === other.place;

function isSame(one: CaseDocument, other: CaseDocument): boolean {
  const keys = new Set([...Object.keys(one.fields), ...Object.keys(other.fields)]);
  return one.digest === other.digest && [...keys].every((key) => one.fields[key] === other.fields[key]);
}
