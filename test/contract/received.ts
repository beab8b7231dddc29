/** What the simulated databases received, for tests. */
import type { Received, ReceivedQuestion } from '../../worker/sandbox/authority/received.ts';

/** The last `most` questions. */
export function receivedInMemory(most = 30): Received {
  let questions: readonly ReceivedQuestion[] = [];
  return {
    add: async (question) => {
      questions = [question, ...questions].slice(0, most);
    },
    list: async () => questions,
  };
}
