/** A clock that a test moves on, with pauses that end when it does. */
export function createHandClock(nowMs = 1_000_000) {
  let waiting: readonly { readonly atMs: number; readonly resolve: () => void }[] = [];
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const clock = {
    nowMs,
    now: () => clock.nowMs,
    pause: (ms: number): Promise<void> =>
      new Promise((resolve) => {
        waiting = [...waiting, { atMs: clock.nowMs + ms, resolve }];
      }),
    /** Moves the clock without ending pauses, as code does that computes. */
    compute: (ms: number) => {
      clock.nowMs += ms;
    },
    /** Moves the clock on, and ends each pause at its time. */
    pass: async (ms: number): Promise<void> => {
      const untilMs = clock.nowMs + ms;
      for (;;) {
        await settle();
        const next = waiting.toSorted((a, b) => a.atMs - b.atMs)[0];
        if (!next || next.atMs > untilMs) break;
        waiting = waiting.filter((each) => each !== next);
        clock.nowMs = Math.max(clock.nowMs, next.atMs);
        next.resolve();
      }
      clock.nowMs = Math.max(clock.nowMs, untilMs);
      await settle();
    },
  };
  return clock;
}
