/** Where a case stands in the page's six steps. Pure. */
import type { ProviderCase } from '#protocol/case/case.ts';
import { areDocumentsPut } from './documents.ts';
import type { Filed } from './subject.ts';

export const stepNames = ['record', 'documents', 'verification', 'comparison', 'review', 'form'] as const;
export type StepName = (typeof stepNames)[number];
export type StepState = 'done' | 'now' | 'waiting';

/** Each step is done, the first one that is not is the present one, and the others wait. */
export function stepsOf(filing: Filed | undefined): Readonly<Record<StepName, StepState>> {
  const now = stepNames.find((name) => !isDone(name, filing)) ?? 'form';
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
      return filed.state === 'in-review' || filed.state === 'form-ready';
    case 'review':
      return filed.state === 'form-ready';
    case 'form':
      return false;
  }
}

type CaseSubject = ProviderCase['subjects'][number];

/** Whether nothing is left for the person to do. */
export const isVerified = ({ attestation, signed }: CaseSubject): boolean => attestation !== undefined && signed;

/** How many reviewers have approved since the case was last submitted. */
export function approvalsOf({ reviews, timeline }: ProviderCase): number {
  const submitted = timeline.findLast(({ event }) => event === 'submitted')?.atMs ?? 0;
  return reviews.filter(({ decision, atMs }) => decision === 'approve' && atMs >= submitted).length;
}

/** Whether the verifier works without anybody having to do something: asks the authority, or makes the forms. */
export const isWorking = (filed: ProviderCase): boolean =>
  filed.state === 'comparing' || (filed.state === 'in-review' && approvalsOf(filed) >= filed.approvalsNeeded);
