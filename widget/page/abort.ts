/** Rejects with what `reason` says when the signal aborts, also if it already has; never resolves. */
export function rejection(signal: AbortSignal, reason: () => unknown): Promise<never> {
  const rejected = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(reason());
    else signal.addEventListener('abort', () => reject(reason()), { once: true });
  });
  rejected.catch(() => undefined); // whoever waits hears of it
  return rejected;
}

/** Why something ends that was ended on purpose. `AbortSignal.reason` is younger than the oldest browser. */
export const endedOnPurpose = () => new DOMException('ended', 'AbortError');
