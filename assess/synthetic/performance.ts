/** How a synthetic filer moves. */
import type { Ask } from '#protocol/action/action.ts';
import type { Slot } from '#protocol/policy/schedule.ts';
import { neutralPose, type Pose } from './face.ts';

/** The pose at a time on the trace's clock. */
export type Performance = (atMs: number) => Pose;

/** From 0 to 1 and back: half a cosine up, a plateau, half a cosine down. */
function bump(atMs: number, startMs: number, riseMs: number, holdMs: number, fallMs: number): number {
  const t = atMs - startMs;
  if (t <= 0 || t >= riseMs + holdMs + fallMs) return 0;
  if (t < riseMs) return (1 - Math.cos((Math.PI * t) / riseMs)) / 2;
  if (t < riseMs + holdMs) return 1;
  return (1 + Math.cos((Math.PI * (t - riseMs - holdMs)) / fallMs)) / 2;
}

/** How a person moves: with a `reach` of 1.2 20 % further than the default, with a `pace` of 1.2 for 20 % longer. */
export interface Manner {
  readonly reach: number;
  readonly pace: number;
}

const defaultManner: Manner = { reach: 1, pace: 1 };

/** The pose `sinceMs` after an action began. It is neutral before and after the action. */
function act(ask: Ask, sinceMs: number, { reach, pace }: Manner): Partial<Pose> {
  const atMs = sinceMs / pace;
  switch (ask.kind) {
    case 'blink':
      // `reach` cannot close a lid further than completely.
      return {
        blink:
          Math.min(1, reach) *
          Math.max(...Array.from({ length: ask.count }, (_, n) => bump(atMs, n * 550, 100, 80, 140))),
      };
    case 'turn-head':
      return { yawDegrees: (ask.direction === 'left' ? 1 : -1) * 26 * reach * bump(atMs, 0, 450, 350, 450) };
    case 'nod':
      return { pitchDegrees: -16 * reach * bump(atMs, 0, 400, 120, 400) };
    case 'open-mouth':
      return { jawOpen: Math.min(1, reach) * bump(atMs, 0, 300, 500, 300) };
  }
}

/** A performance that answers every window after a reaction time. The head sways slightly all the time. */
export function perform(
  slots: readonly Slot[],
  reactionMs: (slot: number) => number,
  manner: Manner = defaultManner,
): Performance {
  return (atMs) => {
    const sway = {
      yawDegrees: 1.2 * Math.sin(atMs / 900),
      x: 0.12 * Math.sin(atMs / 700),
      y: 0.1 * Math.sin(atMs / 1100),
    };
    const acts = slots.map(({ ask, startMs }, n) => act(ask, atMs - startMs - reactionMs(n), manner));
    return {
      ...neutralPose,
      ...sway,
      yawDegrees: sway.yawDegrees + sum(acts, 'yawDegrees'),
      pitchDegrees: sum(acts, 'pitchDegrees'),
      blink: sum(acts, 'blink'),
      jawOpen: sum(acts, 'jawOpen'),
    };
  };
}

const sum = (acts: readonly Partial<Pose>[], key: keyof Pose) => acts.reduce((all, one) => all + (one[key] ?? 0), 0);
