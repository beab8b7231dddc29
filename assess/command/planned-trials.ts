/** The trials of an assessment with built-in players: which players, with which seeds. */
import { attacks, isHere, people, type Player } from '../actor/cast.ts';
import { InputError } from '../../tool/command-line.ts';

export interface TrialRequest {
  /** The number of trials with people, who take turns, and the number of trials with each species of attack. */
  readonly trials: number;
  readonly seed: number;
  /** Only players whose name or species contains this word. */
  readonly only: string;
}

export interface PlannedTrial {
  readonly player: Player;
  readonly seed: number;
}

/**
 * Plans every trial. Each has its own seed, which does not depend on `only`. Without ../shared/media, the players made
 * from it are left out.
 *
 * @throws InputError
 */
export function planTrials({ trials, seed, only }: TrialRequest): PlannedTrial[] {
  const [standing, attacking] = [people.filter(isHere), attacks.filter(isHere)];
  const isChosen = ({ name, species }: Player) => `${name} ${species}`.includes(only);
  const attacksFrom = (place: number) => seed + trials * (1 + place);
  // When all people play, they use the first `trials` seeds, and the attacks use the next ones. When `only` leaves out
  // people, the others have more turns, and these use the seeds after those of all attacks.
  const turnSeed = (turn: number) => (turn < trials ? seed + turn : attacksFrom(attacking.length - 1) + turn);
  const places = standing.flatMap((player, place) => (isChosen(player) ? [place] : []));
  const turns = Array.from({ length: places.length > 0 ? trials : 0 }, (_, n) => {
    const place = places[n % places.length]!;
    const turn = place + Math.floor(n / places.length) * standing.length;
    return { player: standing[place]!, seed: turnSeed(turn) };
  });
  const shows = attacking.flatMap((player, place) =>
    isChosen(player) ? Array.from({ length: trials }, (_, n) => ({ player, seed: attacksFrom(place) + n })) : [],
  );
  const planned = [...turns, ...shows];
  if (planned.length === 0) throw new InputError(`--only ${only}: no player's name or species contains it`);
  return planned;
}

/** What a planned trial presents. */
export const presentationOf = ({ player: { name, species, isBeyond }, seed }: PlannedTrial) => ({
  label: species === 'bona-fide' ? ('bona-fide' as const) : ('attack' as const),
  species,
  player: name,
  seed: `${seed}`,
  ...(isBeyond && { isBeyond }),
});
