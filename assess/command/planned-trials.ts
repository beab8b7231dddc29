/** The trials of an assessment with built-in players: which players, with which seeds. */
import { attacks, isHere, people, type Player } from '../actor/cast.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import type { Part } from '../count/person.ts';
import { createRandom, mixSeed } from '../synthetic/random.ts';
import { InputError } from '../../tool/command-line.ts';

/** The people who are played: those of one part, or all. */
export type PlayedPart = Part | 'all';

export interface TrialRequest {
  /** The number of trials with people, who take turns, and the number of trials with each species of attack. */
  readonly trials: number;
  readonly seed: number;
  /** Only players whose name or species contains this word. */
  readonly only: string;
  /** Only people of this part. */
  readonly part: PlayedPart;
  /** The policy that asks and judges; by default the current one. */
  readonly policy?: Policy;
  /** People answer up to this many milliseconds later than usual; each trial's seed draws how much. */
  readonly lateMs?: number;
}

export interface PlannedTrial {
  readonly player: Player;
  readonly seed: number;
  readonly policy?: Policy;
  /** By how many milliseconds the player answers later than usual. */
  readonly lateMs?: number;
}

/**
 * Plans every trial. Each has its own seed, which does not depend on `only`. Without ../shared/media, the players made
 * from it are left out.
 *
 * @throws InputError
 */
export function planTrials({ trials, seed, only, part, policy, lateMs }: TrialRequest): PlannedTrial[] {
  const standing = people.filter((player) => isHere(player) && (part === 'all' || player.traits?.part === part));
  const attacking = attacks.filter(isHere);
  const isChosen = ({ name, species }: Player) => `${name} ${species}`.includes(only);
  const attacksFrom = (place: number) => seed + trials * (1 + place);
  // When all people play, they use the first `trials` seeds, and the attacks use the next ones. When `only` leaves out
  // people, the others have more turns, and these use the seeds after those of all attacks.
  const turnSeed = (turn: number) => (turn < trials ? seed + turn : attacksFrom(attacking.length - 1) + turn);
  const places = standing.flatMap((player, place) => (isChosen(player) ? [place] : []));
  const turns = Array.from({ length: places.length > 0 ? trials : 0 }, (_, n) => {
    const place = places[n % places.length]!;
    const turn = place + Math.floor(n / places.length) * standing.length;
    const own = turnSeed(turn);
    const late = lateMs !== undefined && { lateMs: Math.round(createRandom(mixSeed('late', own))() * lateMs) };
    return { player: standing[place]!, seed: own, ...late };
  });
  const shows = attacking.flatMap((player, place) =>
    isChosen(player) ? Array.from({ length: trials }, (_, n) => ({ player, seed: attacksFrom(place) + n })) : [],
  );
  const planned = [...turns, ...shows];
  if (planned.length === 0) throw new InputError(`--only ${only}: no player's name or species contains it`);
  return policy ? planned.map((each) => ({ ...each, policy })) : planned;
}

/** What a planned trial presents. */
export const presentationOf = ({ player: { name, species, isBeyond, traits }, seed, lateMs }: PlannedTrial) => ({
  label: species === 'bona-fide' ? ('bona-fide' as const) : ('attack' as const),
  species,
  player: name,
  seed: `${seed}`,
  ...(isBeyond && { isBeyond }),
  ...(traits && { traits }),
  ...(lateMs !== undefined && { lateMs }),
});
