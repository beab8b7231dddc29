/** The quantile: the value below which this share of the values is; undefined if there are no values. */
export function quantile(values: readonly number[], share: number): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
}

/** The median of the quotients of two series, pair by pair. The pairs are the times of two cases on the same frame. */
export const pairRatio = (series: readonly number[], base: readonly number[]): number | undefined =>
  quantile(
    series.map((value, at) => value / base[at]!),
    0.5,
  );

/** Median and 90th percentile. */
export interface Spread {
  readonly median: number;
  readonly high: number;
}

export const spreadOf = (values: readonly number[]): Spread => ({
  median: quantile(values, 0.5)!,
  high: quantile(values, 0.9)!,
});
