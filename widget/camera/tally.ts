/** The period over which a rate is measured, and the shortest period that is enough, in milliseconds. */
const windowMs = 2_000;
const leastMs = 1_000;

/** Counts events and gives their recent rate. */
export class Tally {
  #marks: { readonly atMs: number; readonly count: number }[] = [];

  add(atMs: number, count = 1): void {
    this.#marks.push({ atMs, count });
  }

  /** Events a second over the last two seconds; undefined during the first second. */
  rateHz(nowMs: number): number | undefined {
    const later = this.#marks.findIndex(({ atMs }) => atMs >= nowMs - windowMs);
    // One mark from before the period is kept, so that a standstill gives 0 and not `undefined`.
    this.#marks.splice(0, later < 0 ? this.#marks.length - 1 : later - 1);
    const [first, ...rest] = this.#marks;
    if (!first || nowMs - first.atMs < leastMs) return undefined;
    const lastMs = rest.at(-1)?.atMs;
    if (lastMs === undefined) return 0;
    // The period ends with the last event, unless the next event is late: later than the mean interval.
    const untilMs = Math.max(lastMs, nowMs - (lastMs - first.atMs) / rest.length);
    return (rest.reduce((sum, { count }) => sum + count, 0) * 1000) / (untilMs - first.atMs);
  }

  reset(): void {
    this.#marks = [];
  }
}
