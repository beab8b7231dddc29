/** What the simulated databases received, for the page that shows it. */
export interface ReceivedQuestion {
  readonly atMs: number;
  /** Which database: `aliyun`, for example. */
  readonly shape: string;
  /** The operation of its interface. */
  readonly operation: string;
  /** The fields as they were sent, without the portrait and without credentials. */
  readonly fields: Readonly<Record<string, string>>;
  /** In base64. */
  readonly portrait?: string;
  /** The code that was answered, or what went wrong on purpose. */
  readonly answered: string;
}

export interface Received {
  readonly add: (question: ReceivedQuestion) => Promise<void>;
  /** The latest first. */
  readonly list: () => Promise<readonly ReceivedQuestion[]>;
}

/** In the memory of this isolate: the last `most` questions, so that portraits do not fill it. */
export function receivedInMemory(most = 30): Received {
  let questions: readonly ReceivedQuestion[] = [];
  return {
    add: async (question) => {
      questions = [question, ...questions].slice(0, most);
    },
    list: async () => questions,
  };
}
