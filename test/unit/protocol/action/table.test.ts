import { answerAsk } from '#protocol/action/answer.ts';
import { actionOf, actionTable, movementOf } from '#protocol/action/table.ts';
import { askOf } from '#protocol/capture/ask.ts';
import { Asked } from '#protocol/capture/challenge.ts';
import { policy } from '#protocol/policy/registry.ts';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { acted, nameOf, everyKnownAsk } from './acted.ts';

const asks = everyKnownAsk;
const named = asks.map((ask) => [nameOf(ask), ask] as const);

describe('the table of actions', () => {
  it('has asks of every kind, each once', () => {
    expect(new Set(asks.map(({ kind }) => kind))).toEqual(new Set(Object.keys(actionTable)));
    expect(new Set(named.map(([name]) => name)).size).toBe(asks.length);
  });

  it('has each movement in only one action', () => {
    const movements = Object.values(actionTable).flatMap((action) => [
      ...new Set(action.asks(policy.action).map((ask) => movementOf(ask))),
    ]);
    expect(new Set(movements).size).toBe(movements.length);
  });

  it.each(named)('has only asks that a window can contain unchanged: %s', (_name, ask) => {
    // For the compiler: the type of every ask fits the schema.
    const sent: z.infer<typeof Asked> = ask;
    expect(Asked.parse(sent)).toEqual(ask);
    const window = { challenge: 'c', n: 0, windowMs: 3_500, runningHash: 'h'.repeat(43) };
    expect(askOf({ ...window, ...sent })).toEqual(ask);
  });
});

describe('an ask', () => {
  it.each(named)('%s is answered by doing it', (_name, ask) => {
    for (const seed of [1, 2, 3]) expect(answerAsk(acted([ask], 500, seed), ask, policy.action).done).toBe(true);
  });

  const pairs = asks.flatMap((ask) => asks.filter((other) => other !== ask).map((other) => [ask, other] as const));
  it.each(pairs.map(([ask, other]) => [nameOf(ask), nameOf(other), ask, other] as const))(
    '%s is not answered by %s',
    (_ask, _other, ask, other) => {
      expect(answerAsk(acted([other]), ask, policy.action).done).toBe(false);
    },
  );

  it.each(named)('%s is not answered by doing nothing', (_name, ask) => {
    expect(answerAsk(acted([]), ask, policy.action).done).toBe(false);
  });

  it.each(named)('%s begun before a person can react is not an answer', (_name, ask) => {
    expect(answerAsk(acted([ask], -150), ask, policy.action).done).toBe(false);
  });

  it.each(named)('%s not finished in the window is not an answer', (_name, ask) => {
    const { samples, neutral } = acted([ask]);
    const cut = samples.filter(({ atMs }) => atMs < 800);
    expect(answerAsk({ samples: cut, before: [], neutral }, ask, policy.action).done).toBe(false);
  });

  it.each(named)('%s is not answered if nothing was measured', (_name, ask) => {
    const { neutral } = acted([]);
    const nothing = { done: false, onset: undefined, peaks: [] };
    expect(answerAsk({ samples: [], before: [], neutral }, ask, policy.action)).toEqual(nothing);
  });
});

describe('deformsSkin', () => {
  it.each([
    ['blink', true],
    ['turn-head', false],
    ['nod', false],
    ['open-mouth', true],
  ] as const)('of %s is %s: a printed face can be turned and tilted, but not blink or open its mouth', (kind, is) => {
    expect(actionOf(asks.find((ask) => ask.kind === kind)!).deformsSkin).toBe(is);
  });
});
