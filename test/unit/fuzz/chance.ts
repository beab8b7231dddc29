/** Rounds of a fuzz test. Round n plays the same every time; `BEIHE_FUZZ=100000 npm test -- unit` plays many. */
import { createRandom } from '../../../assess/synthetic/random.ts';

/** Rounds of each test in the suite: a second or two. */
const fewRounds = 400;
const rounds = Number(process.env['BEIHE_FUZZ'] ?? fewRounds);

/** A test of many rounds ends when they are over. */
export const fuzzTimeoutMs = Math.max(900_000, rounds * 500);

export interface Chance {
  /** An integer from 0 to `below` − 1. */
  readonly below: (below: number) => number;
  /** One of these. */
  readonly of: <T>(choices: readonly T[]) => T;
  /** True once in `n` times. */
  readonly oneIn: (n: number) => boolean;
}

/**
 * Play every round.
 *
 * @param share of the rounds that are played, for rounds that take long
 * @throws Error with the number of the round that failed; its cause says how
 */
export async function fuzz(play: (chance: Chance) => void | Promise<void>, share = 1): Promise<void> {
  for (let round = 0; round < rounds * share; round += 1) {
    try {
      await play(chanceOf(round));
    } catch (cause) {
      throw new Error(`round ${round} failed`, { cause });
    }
  }
}

function chanceOf(round: number): Chance {
  const random = createRandom(round);
  const below = (limit: number) => Math.floor(random() * limit);
  return { below, of: (choices) => choices[below(choices.length)]!, oneIn: (n) => below(n) === 0 };
}
