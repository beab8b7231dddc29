/** How far back a rate looks, and how much it must have seen, in milliseconds. */
const windowMs = 2_000;
const leastMs = 1_000;

/** Counts what happens, and how often it does of late. */
export class Tally {
  #marks: { readonly atMs: number; readonly count: number }[] = [];

  add(atMs: number, count = 1): void {
    this.#marks.push({ atMs, count });
  }

  /** Times a second over the last two seconds; undefined before one second was seen. */
  rateHz(nowMs: number): number | undefined {
    const later = this.#marks.findIndex(({ atMs }) => atMs >= nowMs - windowMs);
    // One mark from before the window stays, or nothing at all would read as not measured.
    this.#marks.splice(0, later < 0 ? this.#marks.length - 1 : later - 1);
    const [first, ...rest] = this.#marks;
    if (!first || nowMs - first.atMs < leastMs) return undefined;
    const lastMs = rest.at(-1)?.atMs;
    if (lastMs === undefined) return 0;
    // The next one is not late before an interval like the others has gone by.
    const untilMs = Math.max(lastMs, nowMs - (lastMs - first.atMs) / rest.length);
    return (rest.reduce((sum, { count }) => sum + count, 0) * 1000) / (untilMs - first.atMs);
  }

  reset(): void {
    this.#marks = [];
  }
}
