import type { Ask } from '#protocol/action/action.ts';
import type { Slot } from '#protocol/policy/schedule.ts';
import { blinks, type Script, type ScriptEntry } from './script.ts';

/** The script of a person who answers each window `reactionMs` after it began. */
export function answerScript(
  slots: readonly Slot[],
  reactionMs: number,
  { leadInMs }: Pick<Script, 'leadInMs'>,
): Script {
  return {
    leadInMs,
    script: slots.flatMap(({ ask, startMs }, n) => entries(ask, startMs + reactionMs, n + 1)),
    durationMs: slots.at(-1)!.endMs + 3_000,
  };
}

function entries(ask: Ask, atMs: number, seed: number): ScriptEntry[] {
  if (ask.kind === 'blink') return blinks(ask.count, atMs, seed);
  return [{ atMs, segment: ask.kind === 'turn-head' ? `turn-${ask.direction}` : ask.kind, seed }];
}
