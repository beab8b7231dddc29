/** Rejects with `reason()` once the signal aborts, at once if it already has. Never resolves. */
export function rejection(signal: AbortSignal, reason: () => unknown): Promise<never> {
  const rejected = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(reason());
    else signal.addEventListener('abort', () => reject(reason()), { once: true });
  });
  rejected.catch(() => undefined); // a rejection that nothing awaits yet is no unhandled error
  return rejected;
}

/** The reason when work is ended on purpose. The oldest supported browsers have no `AbortSignal.reason`. */
export const endedOnPurpose = () => new DOMException('ended', 'AbortError');
