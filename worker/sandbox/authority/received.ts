/** What the simulated databases received, for the page that shows it. */
import type { Rows } from '../../retention/rows.ts';

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

/** The last `kept` questions, so that portraits do not fill the books. */
const kept = 30;

/** In the books of the sandbox, which live as long as what the bureau received. */
export const receivedIn = (rows: Rows): Received => ({
  async add(question) {
    rows.run('insert into questions (question) values (?)', JSON.stringify(question));
    rows.run('delete from questions where id <= (select max(id) from questions) - ?', kept);
  },

  list: async () =>
    rows
      .run<{ question: string }>('select question from questions order by id desc')
      .map(({ question }) => JSON.parse(question) as ReceivedQuestion),
});

/** Where other processes put them. Nothing outside the host reaches it. */
export const receivedPath = '/questions';

/** In the books of another process. @param send sends it a request */
export const receivedElsewhere = (send: (request: Request) => Promise<Response>): Pick<Received, 'add'> => ({
  async add(question) {
    const body = JSON.stringify(question);
    await send(new Request(`http://sandbox.invalid${receivedPath}`, { method: 'POST', body }));
  },
});
