/** Reads a case's stored state in every form that may still be in storage. */
import { caseVersion, type CaseState, type LiveCase, type WithdrawnCase } from './state.ts';

/** Version 1 knew no submission. */
type LiveCase1 = Omit<LiveCase, 'v' | 'droppedForms' | 'submissions' | 'filingNumbers' | 'outbox'> & { readonly v: 1 };
type WithdrawnCase1 = Omit<WithdrawnCase, 'v'> & { readonly v: 1 };

/** Any form that a host may find in its storage. When `caseVersion` rises, the previous form is still one of them. */
export type StoredCase = CaseState | LiveCase1 | WithdrawnCase1;

/** The case in its present form. @throws RangeError for a form that this program does not know */
export function loadCase(stored: StoredCase): CaseState {
  if (stored.v === caseVersion) return stored;
  if ((stored.v as number) !== 1) throw new RangeError(`a case of version ${String(stored.v)}`);
  if (stored.kind === 'withdrawn') return { ...stored, v: caseVersion };
  return { ...stored, v: caseVersion, droppedForms: [], submissions: [], outbox: [] };
}
