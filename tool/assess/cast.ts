/** Which of the built-in players present what, and with which seeds. */
import { attacks, isHere, people, type Player } from '../../test/actor/cast.ts';
import { Unusable } from './unusable.ts';

export interface Casting {
  /** Bona fide presentations in all, people in turn, and presentations of each species. */
  readonly trials: number;
  readonly seed: number;
  /** Only players whose name or species has this word in it. */
  readonly only: string;
}

export interface Part {
  readonly player: Player;
  readonly seed: number;
}

/** Every part with a seed of its own. Without ../shared/media only those that a clone holds. @throws Unusable */
export function cast({ trials, seed, only }: Casting): Part[] {
  const chosen = (players: readonly Player[]) =>
    players.filter((player) => isHere(player) && `${player.name} ${player.species}`.includes(only));
  const standing = chosen(people);
  const turns = standing.length > 0 ? Array.from({ length: trials }, (_, n) => standing[n % standing.length]!) : [];
  const played = [...turns, ...chosen(attacks).flatMap((player) => Array<Player>(trials).fill(player))];
  if (played.length === 0) throw new Unusable(`--only ${only}: nobody has this word`);
  return played.map((player, n) => ({ player, seed: seed + n }));
}

/** What a part presents. */
export const presentationOf = ({ player: { name, species, isBeyond }, seed }: Part) => ({
  label: species === 'bona-fide' ? ('bona-fide' as const) : ('attack' as const),
  species,
  player: name,
  seed: `${seed}`,
  ...(isBeyond && { isBeyond }),
});
