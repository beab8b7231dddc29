import { describe, expect, it } from 'vitest';
import { attacks, isHere, people } from '../../../../assess/actor/cast.ts';
import { planTrials, presentationOf, type PlannedTrial } from '../../../../assess/command/planned-trials.ts';

const seed = 7;
const keyOf = (part: PlannedTrial) => Object.values(presentationOf(part)).join(' ');

describe('cast', () => {
  const whole = planTrials({ trials: 10, seed, only: '' });

  it('is so many people, and so many attacks of each species, each with a seed of its own', () => {
    expect(whole).toHaveLength(10 + 10 * attacks.filter(isHere).length);
    expect(new Set(whole.map((part) => part.seed)).size).toBe(whole.length);
    expect(whole.map((part) => part.seed)).toEqual(whole.map((_, n) => seed + n));
  });

  it.each(['drawn', people[1]!.name, 'bona-fide', 'relay', 'trace-over'])('gives %s the same seeds alone', (only) => {
    const some = planTrials({ trials: 10, seed, only });
    const among = whole.filter(({ player }) => `${player.name} ${player.species}`.includes(only));
    expect(some.map(keyOf)).toEqual(expect.arrayContaining(among.map(keyOf)));
    // Turns that a whole cast does not have are seeded like none of its parts.
    const more = some.filter((part) => !among.map(keyOf).includes(keyOf(part)));
    const taken = new Set(whole.map((part) => part.seed));
    expect(more.filter((part) => taken.has(part.seed))).toEqual([]);
    expect(new Set(some.map((part) => part.seed)).size).toBe(some.length);
  });

  it('refuses a word that nobody has', () => {
    expect(() => planTrials({ trials: 1, seed, only: 'nobody' })).toThrow('--only nobody');
  });
});
