/**
 * Calls a Durable Object, and once more if the platform has reset it, as every deployment does.
 *
 * @param call gets a new stub and may run twice, so its effect must be the same as that of one run
 * @see https://developers.cloudflare.com/durable-objects/best-practices/error-handling/
 */
export async function callTwice<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isReset(error)) throw error;
    return call();
  }
}

/** An overloaded object marks its errors as retryable too, but another call would add to its load. */
function isReset(error: unknown): boolean {
  const { retryable = false, overloaded = false, durableObjectReset = false } = error as Partial<PlatformError>;
  return (retryable || durableObjectReset) && !overloaded;
}

/** The properties that the platform sets on errors of Durable Objects. */
interface PlatformError {
  readonly retryable: boolean;
  readonly overloaded: boolean;
  readonly durableObjectReset: boolean;
}
