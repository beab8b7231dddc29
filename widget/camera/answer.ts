/** Longest wait for an answer, because some web views never answer. Convention. */
const answerMs = 1_000;

/** The browser's answer; undefined if the browser refuses, lacks the interface or takes too long. */
export async function answerTo<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await Promise.race([ask(), new Promise<undefined>((resolve) => setTimeout(resolve, answerMs))]);
  } catch {
    return undefined;
  }
}
