/** Some web views never answer. Convention. */
const answerMs = 1_000;

/** What the browser says when asked; undefined where it does not know the question, or never answers. */
export async function answerTo<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await Promise.race([ask(), new Promise<undefined>((resolve) => setTimeout(resolve, answerMs))]);
  } catch {
    return undefined;
  }
}
