/** How a question is asked: in bounded time, at most twice, and never of a database that is known not to answer. */
import type { ComparisonResult } from '#protocol/case/comparison.ts';
import { Unanswered, Unknown, type Answer, type Authority, type Question, type Sending } from './authority.ts';
import { admit, closed, failed, type Breaker, type BreakerState } from './breaker.ts';
import { unanswered } from './exchange.ts';

/** The longest time that one sending may take. Convention: databases answer in 1 to 3 s, and their own clients wait 10 s. */
export const sendingMs = 15_000;

/** A question of unknown outcome is sent once more, and never a third time. */
const mostSendings = 2;

export interface Asked {
  /** Names the question at the database: 1 to 31 letters and digits, and the same for every try. */
  readonly id: string;
  /** How often it was sent without a known outcome: what the caller stored before a crash. 0 at first. */
  readonly sent: number;
  /** Stores that the question is being sent for the n-th time. It is awaited, so that no crash makes a third sending. */
  readonly sending: (n: number) => Promise<void>;
}

export interface AskPorts {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
  /** Whether the databases are simulated. Every result then says so. */
  readonly sandbox: boolean;
}

/**
 * Asks, and tells whatever happened as a result: the database's troubles are results too. Nothing is asked twice but a question
 * whose outcome nobody can know.
 *
 * @throws what `asked.sending` throws
 */
export async function ask(
  authority: Authority,
  question: Question,
  { id, sent, sending }: Asked,
  breaker: Breaker,
  { now, pause, sandbox }: AskPorts,
): Promise<ComparisonResult> {
  const resultOf = (answer: Answer, sendings: number, lostSendings: number): ComparisonResult => ({
    ...answer,
    authority: authority.name,
    sendings,
    ...(sandbox && { sandbox }),
    // What a lost sending cost is not known, whatever a later one cost.
    billed: lostSendings > 0 ? 'possibly' : answer.billed,
  });

  let lost = unanswered('outcome-unknown');
  for (let n = sent + 1; n <= mostSendings; n += 1) {
    const { state, waitMs } = admit(breaker.state, now());
    breaker.state = state;
    if (waitMs !== undefined) return resultOf(leftAlone(waitMs), n - 1, n - 1);
    await sending(n);
    const answer = await answerTo(authority, question, { id: `${id}${n}`, signal: abortedAfter(sendingMs, pause) });
    breaker.state = after(answer, breaker.state, now());
    if (!(answer instanceof Unknown)) return resultOf(answer, n, n - 1);
    lost = unanswered(answer.code);
  }
  return resultOf(lost, mostSendings, mostSendings);
}

function abortedAfter(ms: number, pause: AskPorts['pause']): AbortSignal {
  const ended = new AbortController();
  void pause(ms).then(() => ended.abort());
  return ended.signal;
}

const leftAlone = (waitMs: number): Answer => ({
  outcome: 'source-down',
  code: 'breaker-open',
  billed: 'no',
  retryAfterMs: waitMs,
});

/** A refused question may never have reached the database, and a code that nobody knows is an answer all the same. */
function after(answer: Answer | Unknown, state: BreakerState, nowMs: number): BreakerState {
  if (answer instanceof Unknown) return failed(state, nowMs);
  if (answer.outcome === 'invalid-input') return state;
  return answer.outcome === 'source-down' && !answer.undocumented ? failed(state, nowMs) : closed;
}

async function answerTo(authority: Authority, question: Question, sending: Sending): Promise<Answer | Unknown> {
  try {
    return await authority.compare(question, sending);
  } catch (error) {
    if (error instanceof Unanswered) return error.answer;
    if (error instanceof Unknown) return error;
    throw error;
  }
}
