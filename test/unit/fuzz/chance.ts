/** Rounds of a fuzz test. Round n is the same in every run; `BEIHE_FUZZ=100000 npm test -- unit` runs more of them. */
import { createRandom } from '../../../assess/synthetic/random.ts';

/** Rounds of each test in a normal run; they take 1 to 2 s. */
const fewRounds = 400;
const rounds = Number(process.env['BEIHE_FUZZ'] ?? fewRounds);

/** Grows with the number of rounds, so that a long run can finish. */
export const fuzzTimeoutMs = Math.max(900_000, rounds * 500);

export interface Chance {
  /** An integer from 0 to `below` − 1. */
  readonly below: (below: number) => number;
  /** One of these. */
  readonly of: <T>(choices: readonly T[]) => T;
  /** True with a chance of 1 in `n`. */
  readonly oneIn: (n: number) => boolean;
}

/**
 * Run every round.
 *
 * @param share the share of the rounds to run, for slow rounds
 * @throws Error with the number of the failed round; its cause is the failure
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
