/** Reads a case's stored state in every form that may still be in storage. There is one form so far. */
import { caseVersion, type CaseState } from './state.ts';

/** Any form that a host may find in its storage. When `caseVersion` rises, the previous form is still one of them. */
export type StoredCase = CaseState;

/** The case in its present form. @throws RangeError for a form that this program does not know */
export function loadCase(stored: StoredCase): CaseState {
  if (stored.v !== caseVersion) throw new RangeError(`a case of version ${String(stored.v)}`);
  return stored;
}
