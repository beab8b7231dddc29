import type { Signal } from '../measure/sample.ts';
import type { ActionPolicy, Ask, WindowSamples } from './action.ts';

/** A deliberate action seen in a window, whoever asked for it. */
export type ForeignAction = 'turn-left' | 'turn-right' | 'nod' | 'open-mouth';

/** What an answer to this ask looks like when it is seen from another window. Blinks are natural, never foreign. */
const own = (ask: Ask): ForeignAction | undefined =>
  ask.kind === 'turn-head' ? `turn-${ask.direction}` : ask.kind === 'blink' ? undefined : ask.kind;

/**
 * Deliberate actions in a window that it did not ask for.
 * A turned head reads as slightly tilted and its mouth as slightly open: in a turn's window both bounds are doubled.
 */
export function foreignActions(
  { samples, neutral }: WindowSamples,
  ask: Ask,
  { foreign }: ActionPolicy,
): ForeignAction[] {
  const slack = ask.kind === 'turn-head' ? 2 : 1;
  const away = (signal: Signal) =>
    samples.map((sample) => sample[signal]).flatMap((value) => (value === undefined ? [] : [value - neutral[signal]]));
  const yaw = away('yawDegrees');
  const seen: [ForeignAction, boolean][] = [
    ['turn-left', yaw.some((degrees) => degrees > foreign.yawDegrees)],
    ['turn-right', yaw.some((degrees) => degrees < -foreign.yawDegrees)],
    ['nod', away('pitchDegrees').some((degrees) => Math.abs(degrees) > foreign.pitchDegrees * slack)],
    ['open-mouth', away('mouthAperture').some((aperture) => aperture > foreign.mouthAperture * slack)],
  ];
  return seen.flatMap(([action, isSeen]) => (isSeen && action !== own(ask) ? [action] : []));
}
