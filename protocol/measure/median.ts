/**
 * The median of the measured values; for an even number of values, the upper of the two in the middle.
 *
 * @param values in any order and unit; undefined where nothing was measured
 * @returns undefined if nothing was measured
 */
export function median(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined).toSorted((a, b) => a - b);
  return known[Math.floor(known.length / 2)];
}
