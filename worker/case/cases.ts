/** The ports of this room: the case's single writer, and the indexes. */
import type { CaseStatus, CaseSummary } from '#protocol/case/case.ts';
import type { CaseAnswer, CaseArgs, CaseKind } from './commands.ts';

/** States in which the verifier may have work: questions to ask, forms to make, a round to hand over. */
export const waitingStates = ['comparing', 'in-review', 'submitted'] as const satisfies readonly CaseStatus[];

/** Cases. The commands to one case run one after another: each ends before the next begins. */
export interface Cases {
  /** @throws Refusal as the command does */
  run<K extends CaseKind>(id: string, kind: K, args: CaseArgs<K>, nowMs: number): Promise<CaseAnswer<K>>;
}

/**
 * What is found without a case's id. It has ids, states and times, nothing personal. It may lag behind the cases, and every
 * write may be repeated.
 */
export interface CaseIndex {
  /** Writes the case's line; an older `changedAtMs` than the stored one changes nothing. */
  put(tenant: string, line: CaseSummary): Promise<void>;
  /** Newest first. @param cursor of the previous page */
  list(
    tenant: string,
    query: { readonly state?: CaseStatus; readonly cursor?: string; readonly limit: number },
  ): Promise<{ readonly cases: CaseSummary[]; readonly cursor?: string }>;
  /**
   * Cases of all tenants in which the verifier may have work, unchanged since a time: their ids from one on, in order. It is for what
   * is stuck: a case that has work wakes by itself.
   */
  waiting(query: {
    readonly unchangedSinceMs: number;
    readonly from: string;
    readonly limit: number;
  }): Promise<readonly string[]>;
  /** Writes whose form a number is. @param number as SHA-256, base64url, so that the index alone reveals no number */
  putForm(number: string, form: { readonly case: string; readonly state: 'valid' | 'withdrawn' }): Promise<void>;
  findForm(number: string): Promise<{ readonly case: string; readonly state: 'valid' | 'withdrawn' } | undefined>;
  /** Removes the case's line; its forms become `withdrawn`. */
  remove(id: string): Promise<void>;
}
