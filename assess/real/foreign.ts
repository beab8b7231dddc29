/** What the product sees in windows in which nothing was asked: movements that would be foreign, and asks that would be answered. */
import { answerAsk } from '#protocol/action/answer.ts';
import { foreignActions } from '#protocol/action/foreign.ts';
import { everyAsk, movementOf } from '#protocol/action/table.ts';
import type { Ask, Movement } from '#protocol/action/action.ts';
import type { Neutral, Sample } from '#protocol/measure/sample.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { knownSpans, windowsIn, type KnownSpan } from './spans.ts';
import type { ClipLabels } from './labels.ts';

export interface ForeignJudgement extends KnownSpan {
  /** Movements that count as foreign in a window that asks for blinks, which are in no window foreign themselves. */
  readonly foreign: readonly Movement[];
  /** Movements that would answer an ask for them, although nothing was asked. */
  readonly answered: readonly Movement[];
}

const blinks: Ask = { kind: 'blink', count: 3 };

/** Judges every part of a clip without a labelled action, in windows of the policy's shortest length. */
export function judgeForeign(
  labels: ClipLabels,
  samples: readonly Sample[],
  neutral: Neutral,
  { challenge, action }: Policy,
): ForeignJudgement[] {
  const windowMs = Math.min(...challenge.asks.map((kind) => challenge.windowMs[kind]));
  const asks = everyAsk(challenge.asks, action);
  return knownSpans(labels, samples.at(-1)?.atMs ?? 0).flatMap((span) =>
    windowsIn(span, windowMs).map(({ fromMs, toMs }): ForeignJudgement => {
      const window = {
        neutral,
        before: samples.filter(({ atMs }) => atMs < fromMs),
        samples: samples.filter(({ atMs }) => atMs >= fromMs && atMs < toMs),
      };
      const answered = asks.filter((ask) => answerAsk(window, ask, action).done).map(movementOf);
      return {
        kind: span.kind,
        fromMs,
        toMs,
        foreign: foreignActions(window, blinks, action),
        answered: [...new Set(answered)],
      };
    }),
  );
}
