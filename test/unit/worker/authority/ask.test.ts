import { describe, expect, it } from 'vitest';
import { ask, sendingMs, type Asked, type AskPorts } from '../../../../worker/authority/ask.ts';
import {
  Unanswered,
  Unknown,
  type Answer,
  type Authority,
  type Question,
  type Sending,
} from '../../../../worker/authority/authority.ts';
import { admit, breakerRules, closed, failed, type Breaker } from '../../../../worker/authority/breaker.ts';
import { unanswered } from '../../../../worker/authority/exchange.ts';

const question: Question = { kind: 'person', name: '张三', number: '11010119491001001X' };
const match: Answer = { outcome: 'match', code: '200', billed: 'yes' };
const ports: AskPorts = { now: () => 1_000, pause: () => new Promise(() => undefined), sandbox: false };

/** An authority that answers, or throws, these in turn. */
function authorityOf(...turns: (Answer | Error)[]): Authority & { readonly sendings: Sending[] } {
  const sendings: Sending[] = [];
  return {
    name: 'example',
    sendings,
    async compare(_, sending) {
      sendings.push(sending);
      const turn = turns.shift();
      if (!turn) throw new Error('asked once too often');
      if (turn instanceof Error) throw turn;
      return turn;
    },
  };
}

const first: Asked = { id: 'a1', sent: 0, sending: async () => undefined };
const breakerOf = (state = closed): Breaker => ({ state });

describe('ask', () => {
  it('asks once, under the question’s own id, and marks no result as one of the sandbox', async () => {
    const authority = authorityOf(match);
    const result = await ask(authority, question, first, breakerOf(), ports);
    expect(result).toEqual({ ...match, authority: 'example', sendings: 1 });
    expect(authority.sendings.map(({ id }) => id)).toEqual(['a11']);
  });

  it('says that a simulated database was asked', async () => {
    const result = await ask(authorityOf(match), question, first, breakerOf(), { ...ports, sandbox: true });
    expect(result.sandbox).toBe(true);
  });

  it('aborts a sending when its time is up', async () => {
    const waits: { ms: number; end: () => void }[] = [];
    const authority: Authority = {
      name: 'example',
      compare: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Unknown('timed-out')));
          waits.at(-1)!.end();
        }),
    };
    const pause: AskPorts['pause'] = (ms) => new Promise((end) => waits.push({ ms, end }));
    const result = await ask(authority, question, first, breakerOf(), { ...ports, pause });
    expect(result).toMatchObject({ outcome: 'source-down', code: 'timed-out', billed: 'possibly', sendings: 2 });
    expect(waits.map(({ ms }) => ms)).toEqual([sendingMs, sendingMs]);
  });

  it('sends a question of unknown outcome once more, under another id, and counts it as possibly billed', async () => {
    const authority = authorityOf(new Unknown('connection-lost'), match);
    const result = await ask(authority, question, first, breakerOf(), ports);
    expect(result).toMatchObject({ outcome: 'match', billed: 'possibly', sendings: 2 });
    expect(authority.sendings.map(({ id }) => id)).toEqual(['a11', 'a12']);
  });

  it('stores each sending before it happens', async () => {
    const order: string[] = [];
    const authority: Authority = {
      name: 'example',
      compare: async (_, { id }) => {
        order.push(id);
        throw new Unknown('connection-lost');
      },
    };
    const sending: Asked['sending'] = async (n) => void order.push(`stored ${n}`);
    await ask(authority, question, { ...first, sending }, breakerOf(), ports);
    expect(order).toEqual(['stored 1', 'a11', 'stored 2', 'a12']);
  });

  it('after a crash sends it only once more, and after two never again', async () => {
    const again = authorityOf(new Unknown('timed-out'));
    expect(await ask(again, question, { ...first, sent: 1 }, breakerOf(), ports)).toMatchObject({
      code: 'timed-out',
      billed: 'possibly',
      sendings: 2,
    });
    const never = authorityOf();
    expect(await ask(never, question, { ...first, sent: 2 }, breakerOf(), ports)).toMatchObject({
      outcome: 'source-down',
      code: 'outcome-unknown',
      billed: 'possibly',
      sendings: 2,
    });
    expect(never.sendings).toEqual([]);
  });

  it('does not ask again at once where the database is busy or down', async () => {
    const busy: Answer = { outcome: 'rate-limited', code: 'http-429', billed: 'no', retryAfterMs: 7_000 };
    expect(await ask(authorityOf(busy), question, first, breakerOf(), ports)).toMatchObject({ ...busy, sendings: 1 });
    const down = new Unanswered(unanswered('redirect'));
    expect(await ask(authorityOf(down), question, first, breakerOf(), ports)).toMatchObject({
      code: 'redirect',
      sendings: 1,
    });
  });

  it('does not hide its own faults', async () => {
    await expect(ask(authorityOf(new TypeError('a bug')), question, first, breakerOf(), ports)).rejects.toThrow(
      'a bug',
    );
    const sending = async () => {
      throw new Error('nothing could be stored');
    };
    const authority = authorityOf(match);
    await expect(ask(authority, question, { ...first, sending }, breakerOf(), ports)).rejects.toThrow('stored');
    expect(authority.sendings).toEqual([]);
  });

  it('leaves a database alone that the retry would be one failure too many for, and says when to ask again', async () => {
    const breaker = breakerOf({ failures: breakerRules.opensAfter - 1 });
    const authority = authorityOf(new Unknown('connection-lost'));
    expect(await ask(authority, question, first, breaker, ports)).toEqual({
      outcome: 'source-down',
      code: 'breaker-open',
      billed: 'possibly',
      sendings: 1,
      authority: 'example',
      retryAfterMs: breakerRules.openMs,
    });
  });

  it.each<[string, Answer, number]>([
    ['a database that is down', unanswered('http-502'), 3],
    ['an answer', match, 0],
    ['a refusal by the database', { outcome: 'unauthorised', code: '411', billed: 'no' }, 0],
    ['a code that nobody knows, which is an answer', { ...unanswered('299'), undocumented: true }, 0],
    ['a question that was refused before it was sent', { outcome: 'invalid-input', code: 'x', billed: 'no' }, 2],
  ])('counts failures after %s', async (_, answer, failures) => {
    const breaker = breakerOf({ failures: 2 });
    await ask(authorityOf(answer), question, first, breaker, ports);
    expect(breaker.state).toEqual({ failures });
  });
});

describe('the breaker', () => {
  const open = Array.from({ length: breakerRules.opensAfter }).reduce<Breaker['state']>(
    (state) => failed(state, 5_000),
    closed,
  );

  it('opens at the last of the failures in a row, not before', () => {
    expect(open).toEqual({ failures: breakerRules.opensAfter, openedAtMs: 5_000 });
    expect(failed({ failures: breakerRules.opensAfter - 2 }, 5_000)).toEqual({ failures: breakerRules.opensAfter - 1 });
  });

  it('lets nothing through while it is open, and then one question', () => {
    const endMs = 5_000 + breakerRules.openMs;
    expect(admit(open, endMs - 1)).toEqual({ state: open, waitMs: 1 });
    const probing = admit(open, endMs);
    expect(probing).toEqual({ state: { ...open, openedAtMs: endMs }, waitMs: undefined });
    expect(admit(probing.state, endMs + 1).waitMs).toBe(breakerRules.openMs - 1);
  });

  it('opens again at once if the probe fails', () => {
    const probing = admit(open, 5_000 + breakerRules.openMs).state;
    expect(admit(failed(probing, 90_000), 90_001).waitMs).toBe(breakerRules.openMs - 1);
  });
});
