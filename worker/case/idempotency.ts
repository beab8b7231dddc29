/** Submits and reviews that were carried out, by their idempotency keys. */
import { limits } from '#protocol/limits.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { LiveCase } from './state.ts';

export interface Idempotency {
  readonly key: string;
  /** Of the request. */
  readonly digest: string;
}

/** Whether this request was carried out before. @throws Refusal idempotency-mismatch */
export function isRepeated({ done }: LiveCase, idempotency: Idempotency | undefined): boolean {
  const before = done.find(({ key }) => key === idempotency?.key);
  if (before && before.digest !== idempotency?.digest) throw new Refusal('idempotency-mismatch');
  return before !== undefined;
}

export const remembered = (state: LiveCase, idempotency: Idempotency | undefined): LiveCase =>
  idempotency ? { ...state, done: [...state.done, idempotency].slice(-limits.case.idempotencyKept) } : state;
