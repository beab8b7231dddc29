/** Which of the built-in players present what, and with which seeds. */
import { attacks, isHere, people, type Player } from '../actor/cast.ts';
import { InputError } from '../../tool/command-line.ts';

export interface Casting {
  /** Bona fide presentations in all, people in turn, and presentations of each species. */
  readonly trials: number;
  readonly seed: number;
  /** Only players whose name or species has this word in it. */
  readonly only: string;
}

export interface PlannedTrial {
  readonly player: Player;
  readonly seed: number;
}

/**
 * Every part with a seed of its own, the same whoever else plays. Without ../shared/media only those that a clone holds.
 *
 * @throws InputError
 */
export function planTrials({ trials, seed, only }: Casting): PlannedTrial[] {
  const [standing, attacking] = [people.filter(isHere), attacks.filter(isHere)];
  const isChosen = ({ name, species }: Player) => `${name} ${species}`.includes(only);
  const attacksFrom = (place: number) => seed + trials * (1 + place);
  // In a whole cast people's turns end where the attacks begin; further turns of a few of them come after all attacks.
  const turnSeed = (turn: number) => (turn < trials ? seed + turn : attacksFrom(attacking.length - 1) + turn);
  const places = standing.flatMap((player, place) => (isChosen(player) ? [place] : []));
  const turns = Array.from({ length: places.length > 0 ? trials : 0 }, (_, n) => {
    const place = places[n % places.length]!;
    const turn = place + Math.floor(n / places.length) * standing.length;
    return { player: standing[place]!, seed: turnSeed(turn) };
  });
  const shown = attacking.flatMap((player, place) =>
    isChosen(player) ? Array.from({ length: trials }, (_, n) => ({ player, seed: attacksFrom(place) + n })) : [],
  );
  const parts = [...turns, ...shown];
  if (parts.length === 0) throw new InputError(`--only ${only}: nobody has this word`);
  return parts;
}

/** What a part presents. */
export const presentationOf = ({ player: { name, species, isBeyond }, seed }: PlannedTrial) => ({
  label: species === 'bona-fide' ? ('bona-fide' as const) : ('attack' as const),
  species,
  player: name,
  seed: `${seed}`,
  ...(isBeyond && { isBeyond }),
});
