/** The counts of all clips together. */
import type { Movement } from '#protocol/action/action.ts';
import type { ActionJudgement } from './actions.ts';
import type { ForeignJudgement } from './foreign.ts';
import type { ClipJudgement } from './judge.ts';
import { letterNames, type ClipLabels, type Letter } from './labels.ts';
import { spanKinds, type SpanKind } from './spans.ts';

/** How many of the labelled actions of one letter are done. */
export interface ActionCount {
  readonly labelled: number;
  readonly done: number;
  /** Those with a foreign action in their window. */
  readonly withForeign: number;
}

/** How many windows of one kind show something that was not asked for. */
export interface ForeignCount {
  readonly windows: number;
  readonly withForeign: number;
  /** Windows by the foreign movement. */
  readonly foreign: Readonly<Partial<Record<Movement, number>>>;
  /** Windows by the movement whose ask they would answer. */
  readonly answered: Readonly<Partial<Record<Movement, number>>>;
}

export interface Total {
  readonly clips: number;
  readonly frames: number;
  readonly framesFound: number;
  /** Clips whose neutral face the check `neutral-plain` would not accept. */
  readonly notPlain: number;
  readonly blinks: { readonly labelled: number; readonly seen: number; readonly falselySeen: number };
  readonly actions: Readonly<Record<Letter, ActionCount>>;
  readonly foreign: Readonly<Record<SpanKind, ForeignCount>>;
}

/** One clip with its labels and how it was judged. */
export interface JudgedClip {
  readonly name: string;
  readonly labels: ClipLabels;
  readonly judgement: ClipJudgement;
}

export function totalOf(clips: readonly JudgedClip[]): Total {
  const judgements = clips.map(({ judgement }) => judgement);
  const blinks = judgements.flatMap((judgement) => judgement.blinks ?? []);
  const actions = judgements.flatMap((judgement) => judgement.actions);
  const windows = judgements.flatMap((judgement) => judgement.foreign);
  return {
    clips: clips.length,
    frames: sum(judgements.map(({ frames }) => frames)),
    framesFound: sum(judgements.map(({ framesFound }) => framesFound)),
    notPlain: judgements.filter(({ isPlain }) => !isPlain).length,
    blinks: {
      labelled: sum(clips.map(({ labels }) => labels.blinks?.length ?? 0)),
      seen: sum(blinks.map(({ seen }) => seen.length)),
      falselySeen: sum(blinks.map(({ falselySeen }) => falselySeen.length)),
    },
    actions: Object.fromEntries(
      letterNames.map((letter) => [
        letter,
        actionCount(
          sum(clips.map(({ labels }) => labels.actions?.filter(([each]) => each === letter).length ?? 0)),
          actions.filter((each) => each.letter === letter),
        ),
      ]),
    ) as Record<Letter, ActionCount>,
    foreign: Object.fromEntries(
      spanKinds.map((kind) => [kind, foreignCount(windows.filter((each) => each.kind === kind))]),
    ) as Record<SpanKind, ForeignCount>,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const actionCount = (labelled: number, judged: readonly ActionJudgement[]): ActionCount => ({
  labelled,
  done: judged.filter(({ done }) => done).length,
  withForeign: judged.filter(({ foreign }) => foreign.length > 0).length,
});

const foreignCount = (windows: readonly ForeignJudgement[]): ForeignCount => ({
  windows: windows.length,
  withForeign: windows.filter(({ foreign }) => foreign.length > 0).length,
  foreign: counted(windows.flatMap(({ foreign }) => foreign)),
  answered: counted(windows.flatMap(({ answered }) => answered)),
});

const counted = (movements: readonly Movement[]): Partial<Record<Movement, number>> =>
  Object.fromEntries(
    [...Map.groupBy(movements, (movement) => movement)].map(([movement, all]) => [movement, all.length]),
  );
