/** Where a case stands in the page's steps. Pure. */
import type { ProviderCase } from '#protocol/case/case.ts';
import { areDocumentsPut } from './documents.ts';
import type { Filed } from './subject.ts';

export const stepNames = [
  'record',
  'documents',
  'verification',
  'comparison',
  'review',
  'form',
  'submission',
  'sms',
  'result',
] as const;
export type StepName = (typeof stepNames)[number];
export type StepState = 'done' | 'now' | 'waiting';

/** Each step is done, the first one that is not is the present one, and the others wait. */
export function stepsOf(filing: Filed | undefined): Readonly<Record<StepName, StepState>> {
  const now = stepNames.find((name) => !isDone(name, filing)) ?? 'result';
  const stateOf = (name: StepName): StepState =>
    name === now ? 'now' : stepNames.indexOf(name) < stepNames.indexOf(now) ? 'done' : 'waiting';
  return Object.fromEntries(stepNames.map((name) => [name, stateOf(name)])) as Record<StepName, StepState>;
}

function isDone(step: StepName, filing: Filed | undefined): boolean {
  if (!filing) return false;
  const { filed } = filing;
  switch (step) {
    case 'record':
      return true;
    case 'documents':
      return areDocumentsPut(filing);
    case 'verification':
      return filed.channel === 'on-site' || filed.subjects.every((subject) => !subject.required || isVerified(subject));
    case 'comparison':
      return filed.state === 'in-review' || isPastReview(filed);
    case 'review':
    case 'form':
      return isPastReview(filed);
    case 'submission':
      return filed.state === 'sms-pending' || isAnswered(filed);
    case 'sms':
      return isAnswered(filed);
    case 'result':
      return false;
  }
}

/** Whether the forms of the present record are there. */
export const isPastReview = ({ state }: ProviderCase): boolean =>
  ['form-ready', 'submitted', 'sms-pending', 'accepted', 'returned'].includes(state);

const isAnswered = ({ state }: ProviderCase): boolean => state === 'accepted' || state === 'returned';

/** Whether the provider may change the record. */
export const isChangeable = ({ state }: ProviderCase): boolean =>
  ['open', 'comparing', 'in-review', 'returned'].includes(state);

type CaseSubject = ProviderCase['subjects'][number];

/** Whether nothing is left for the person to do. */
export const isVerified = ({ attestation, signed }: CaseSubject): boolean => attestation !== undefined && signed;

/** How many reviewers have approved since the case was last submitted. */
export const approvalsOf = (filed: ProviderCase): number =>
  reviewsOf(filed).filter(({ decision }) => decision === 'approve').length;

/** The reviews since the case was last submitted. Earlier ones count no more. */
export function reviewsOf({ reviews, timeline }: ProviderCase): ProviderCase['reviews'] {
  const submitted = timeline.findLast(({ event }) => event === 'submitted')?.atMs ?? 0;
  return reviews.filter(({ atMs }) => atMs >= submitted);
}

/** Whether news comes without anybody doing something on this page: from the authority, the forms, or the bureau. */
export const isWorking = (filed: ProviderCase): boolean =>
  ['comparing', 'submitted', 'sms-pending'].includes(filed.state) ||
  (filed.state === 'accepted' && !filed.filingNumbers) ||
  (filed.state === 'in-review' && approvalsOf(filed) >= filed.approvalsNeeded);
