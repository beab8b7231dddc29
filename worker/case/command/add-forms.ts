import type { CaseForm } from '#protocol/case/form.ts';
import { Refusal } from '#protocol/refusal.ts';
import { approvalOf } from '../approval.ts';
import { isHandedOver } from '../rounds.ts';
import type { LiveCase } from '../state.ts';
import { noted } from '../timeline.ts';
import { done, type By, type Command } from './command.ts';

export interface AddFormsArgs extends By {
  readonly recordDigest: string;
  /** The signature value of the approving review. Forms of an older approval are refused by it. */
  readonly approval: string;
  /** One of each service. */
  readonly forms: readonly CaseForm[];
}

/** The forms of the approved record. Of forms that were made twice at once, the first stay. */
export const addForms: Command<AddFormsArgs, LiveCase> = {
  onLive(state, { by, recordDigest, approval, forms }, nowMs) {
    if (recordDigest !== state.recordDigest) throw new Refusal('record-changed');
    if (state.state === 'form-ready' || isHandedOver(state)) return done(state);
    const current = approvalOf(state);
    if (!current) throw new Refusal('case-not-in-review');
    // While forms were made, the case may have been returned, and approved again with other documents.
    if (current.signature?.value !== approval) throw new Refusal('case-changed');
    requireOneEach(state, forms);
    const { making: _, ...made } = state;
    const ready: LiveCase = { ...made, state: 'form-ready', forms };
    return done(noted(ready, { by, nowMs }, 'forms-released', { forms: String(forms.length) }));
  },
};

/** @throws RangeError for forms of other services or of another record, which is a bug of the caller */
function requireOneEach({ services, recordDigest }: LiveCase, forms: readonly CaseForm[]): void {
  const isComplete =
    forms.length === services.length &&
    services.every(({ id }) => forms.some((form) => form.serviceId === id && form.recordDigest === recordDigest));
  if (!isComplete) throw new RangeError('not one form of each service');
}
