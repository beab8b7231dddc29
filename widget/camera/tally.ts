/** Period over which a rate is measured, and its least length, in milliseconds. */
const windowMs = 2_000;
const leastMs = 1_000;

/** Counts events, and how often they have happened recently. */
export class Tally {
  #marks: { readonly atMs: number; readonly count: number }[] = [];

  add(atMs: number, count = 1): void {
    this.#marks.push({ atMs, count });
  }

  /** Events a second over the last two seconds; undefined before the first second is over. */
  rateHz(nowMs: number): number | undefined {
    const later = this.#marks.findIndex(({ atMs }) => atMs >= nowMs - windowMs);
    // One mark from before the period stays, so that a standstill reads as 0 and not as `undefined`.
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
