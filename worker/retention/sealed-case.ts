/** A case's state as it is stored: encrypted under the case's key, except for what is needed to wake and delete it. */
import { withdrawnCase, type CaseLifetime, type CaseState, type WithdrawnCase } from '../case/state.ts';
import { loadCase, type StoredCase as StoredState } from '../case/stored.ts';
import { open, seal, type Envelope } from './envelope.ts';
import type { StoredForm } from './sealed-object.ts';

export interface SealedCase extends CaseLifetime, Envelope {
  /** When the case goes on by itself. */
  readonly resumeAtMs?: number;
}

/** Any form that a host may find in its storage. */
export type StoredCase = SealedCase | WithdrawnCase;

export const caseForm: StoredForm<CaseState, StoredCase> = {
  seal(state, key, random) {
    const { id, tenant, createdAtMs, deleteAtMs, resumeAtMs } = state;
    const header = { id, tenant, createdAtMs, deleteAtMs, ...(resumeAtMs !== undefined && { resumeAtMs }) };
    return seal(header, state, key, contextOf(id), random);
  },

  open(stored, key) {
    if (stored.kind !== 'sealed') return loadCase(stored);
    return key && loadCase(open(stored, key, contextOf(stored.id)) as StoredState);
  },

  tombstone: withdrawnCase,
};

/** Binds a content to its case. */
const contextOf = (id: string): string => `case ${id}`;
