/**
 * The exact (Clopper–Pearson) confidence interval of a share, from counts.
 *
 * @param confidence of the two-sided interval, 0 to 1
 * @returns lower and upper bound of the share, 0 to 1
 * @see Clopper & Pearson, Biometrika 26 (1934)
 */
export function exactInterval(successes: number, trials: number, confidence = 0.95): readonly [number, number] {
  const tail = (1 - confidence) / 2;
  const lower = successes === 0 ? 0 : solve((share) => 1 - below(successes, trials, share) - tail);
  const upper = successes === trials ? 1 : solve((share) => tail - below(successes + 1, trials, share));
  return [lower, upper];
}

/** Probability of fewer than `count` successes in `trials`, where each succeeds with probability `share`. */
function below(count: number, trials: number, share: number): number {
  if (share <= 0) return 1;
  if (share >= 1) return count > trials ? 1 : 0;
  let logTerm = trials * Math.log1p(-share);
  let sum = 0;
  for (let k = 0; k < count; k += 1) {
    sum += Math.exp(logTerm);
    logTerm += Math.log((trials - k) / (k + 1)) + Math.log(share) - Math.log1p(-share);
  }
  return Math.min(1, sum);
}

/** The root of a rising function between 0 and 1, found by bisection. */
function solve(rising: (share: number) => number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
