/**
 * What happened to a case, when and by whom. Entries are numbered from 1 without gaps, and none is ever dropped or changed. Their
 * number is bounded, because people's commands are refused when the timeline is full (`limits.case.events`). The verifier's own
 * events may still come; each of them follows from a command that was accepted before.
 */
import type { CaseEvent, TimelineEntry } from '#protocol/case/case.ts';
import { limits } from '#protocol/limits.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { CaseCaller } from './command/command.ts';
import type { LiveCase } from './state.ts';

export interface Moment {
  readonly by: CaseCaller;
  readonly nowMs: number;
}

/**
 * The case with one more event. @param facts codes and ids, nothing personal; undefined ones are left out
 *
 * @throws Refusal case-exhausted
 */
export function noted<S extends LiveCase>(
  state: S,
  { by, nowMs }: Moment,
  event: CaseEvent,
  facts: Readonly<Record<string, string | undefined>> = {},
): S {
  const { timeline } = state;
  requireRoom(state, by);
  return { ...state, timeline: [...timeline, entryOf(timeline.length + 1, { by, nowMs }, event, facts)] };
}

/** @throws Refusal case-exhausted */
export function requireRoom({ timeline }: LiveCase, by: CaseCaller): void {
  if (timeline.length >= limits.case.events && !('verifier' in by)) throw new Refusal('case-exhausted');
}

export function entryOf(
  n: number,
  { by, nowMs }: Moment,
  event: CaseEvent,
  facts: Readonly<Record<string, string | undefined>> = {},
): TimelineEntry {
  const known = Object.entries(facts).filter((fact): fact is [string, string] => fact[1] !== undefined);
  return {
    n,
    atMs: nowMs,
    by: authorOf(by),
    event,
    ...(known.length > 0 && { facts: Object.fromEntries(known) }),
  };
}

/** As timeline, documents and reviews name the author. */
export const authorOf = (by: CaseCaller): string => ('key' in by ? by.key : 'session' in by ? 'filer' : 'verifier');
