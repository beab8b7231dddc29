/**
 * What a signal was lately: for each sample the quantile of the values of the last `spanMs`, that sample included. It looks only back,
 * so it does not change when later samples arrive.
 *
 * @param values in any unit; undefined where nothing was measured
 * @param atMs time of each value, rising
 * @param share which quantile, 0 to 1: 0.5 is the median
 * @param spanMs how far it looks back
 * @param least the smallest number of measured values that make a quantile
 * @returns one for each value, in the same unit; undefined where fewer than `least` were measured
 */
export function recentQuantile(
  values: readonly (number | undefined)[],
  atMs: readonly number[],
  { share, spanMs, least }: { readonly share: number; readonly spanMs: number; readonly least: number },
): (number | undefined)[] {
  let from = 0;
  return atMs.map((nowMs, n) => {
    while (nowMs - atMs[from]! >= spanMs && from < n) from += 1;
    const known = values.slice(from, n + 1).filter((value) => value !== undefined);
    if (known.length < least) return undefined;
    return known.toSorted((a, b) => a - b)[Math.min(known.length - 1, Math.floor(known.length * share))];
  });
}
