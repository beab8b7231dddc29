import { chanceOfRecording, chanceOfSession, drawAsks, movementOrders, seededDraw } from '#protocol/policy/chance.ts';
import { policy } from '#protocol/policy/registry.ts';
import { describe, expect, it } from 'vitest';

const names = (draw: (below: number) => number) => drawAsks(draw, policy).map((ask) => JSON.stringify(ask));

describe('drawAsks', () => {
  it('asks for different movements, at least one of which deforms the skin', () => {
    for (let n = 0; n < 200; n += 1) {
      const asks = drawAsks(seededDraw(`seed ${n}`), policy);
      expect(asks).toHaveLength(policy.challenge.windows);
      expect(new Set(asks.map((ask) => `${ask.kind} ${'direction' in ask ? ask.direction : ''}`)).size).toBe(
        asks.length,
      );
      expect(asks.some(({ kind }) => kind === 'blink' || kind === 'open-mouth')).toBe(true);
    }
  });

  it('draws the same for the same seed, and something else for another', () => {
    expect(names(seededDraw('a'))).toEqual(names(seededDraw('a')));
    const distinct = new Set(Array.from({ length: 50 }, (_, n) => names(seededDraw(`${n}`)).join()));
    expect(distinct.size).toBeGreaterThan(25);
  });
});

describe('movementOrders', () => {
  it('has movements of only the kinds that the policy asks for', () => {
    const challenge = { ...policy.challenge, asks: ['blink', 'nod', 'open-mouth'] as const };
    const kinds = movementOrders({ ...policy, challenge })
      .flat(2)
      .map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(challenge.asks));
  });

  const countOf = (windows: number) =>
    movementOrders({ ...policy, challenge: { ...policy.challenge, windows } }).length;

  // Five movements, three of which a rigid sheet can make: 5!/(5−n)! orders less 3!/(3−n)!.
  it.each([
    [1, 5 - 3],
    [2, 20 - 6],
    [3, 60 - 6],
    [4, 120],
    [5, 120],
    [6, 0],
  ])('has for %i windows %i orders', (windows, orders) => {
    expect(countOf(windows)).toBe(orders);
  });
});

describe('chanceOfRecording', () => {
  it('equals the chance of the best recording, found by counting all challenges', () => {
    const { counts } = policy.action.blink;
    const odds = new Map<string, number>();
    movementOrders(policy).forEach((_, order, orders) => {
      counts.forEach((_count, blinks) => {
        const draws = [order, blinks];
        const asked = names(() => draws.shift() ?? 0).join();
        odds.set(asked, (odds.get(asked) ?? 0) + 1 / (orders.length * counts.length));
      });
    });
    expect([...odds.values()].reduce((a, b) => a + b)).toBeCloseTo(1, 10);
    expect(chanceOfRecording(policy)).toBeCloseTo(Math.max(...odds.values()), 10);
    expect(chanceOfRecording(policy)).toBeCloseTo(1 / 54, 10);
  });

  it('includes the number of blinks, also where every order has a blink', () => {
    const five = { ...policy, challenge: { ...policy.challenge, windows: 5 } };
    expect(chanceOfRecording(five)).toBeCloseTo(1 / 120 / policy.action.blink.counts.length, 12);
  });

  it('over a session is that of at least one success in all attempts', () => {
    expect(chanceOfSession(policy)).toBeCloseTo(1 - (53 / 54) ** 10, 10);
  });
});

describe('seededDraw', () => {
  it('stays in range and reaches every value', () => {
    const draw = seededDraw('range');
    const seen = new Set(Array.from({ length: 500 }, () => draw(7)));
    expect([...seen].toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});
