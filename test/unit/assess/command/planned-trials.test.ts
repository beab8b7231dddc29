import { describe, expect, it } from 'vitest';
import { attacks, isHere, people } from '../../../../assess/actor/cast.ts';
import { planTrials, presentationOf, type PlannedTrial } from '../../../../assess/command/planned-trials.ts';

const seed = 7;
const keyOf = (planned: PlannedTrial) => Object.values(presentationOf(planned)).join(' ');

describe('planTrials', () => {
  const all = planTrials({ trials: 10, seed, only: '', part: 'tuning' });

  it('plans as many trials with people as with each species, each with its own seed', () => {
    expect(all).toHaveLength(10 + 10 * attacks.filter(isHere).length);
    expect(new Set(all.map(({ seed: own }) => own)).size).toBe(all.length);
    expect(all.map(({ seed: own }) => own)).toEqual(all.map((_, n) => seed + n));
  });

  it.each(['drawn', people[1]!.name, 'bona-fide', 'relay', 'trace-over'])(
    'gives %s the same seeds when no other player plays',
    (only) => {
      const some = planTrials({ trials: 10, seed, only, part: 'tuning' });
      const among = all.filter(({ player }) => `${player.name} ${player.species}`.includes(only));
      expect(some.map(keyOf)).toEqual(expect.arrayContaining(among.map(keyOf)));
      // Turns that are not in the full plan have seeds that are not in it either.
      const more = some.filter((each) => !among.map(keyOf).includes(keyOf(each)));
      const taken = new Set(all.map(({ seed: own }) => own));
      expect(more.filter(({ seed: own }) => taken.has(own))).toEqual([]);
      expect(new Set(some.map(({ seed: own }) => own)).size).toBe(some.length);
    },
  );

  it('refuses a word that is in no player’s name or species', () => {
    expect(() => planTrials({ trials: 1, seed, only: 'nobody', part: 'all' })).toThrow('--only nobody');
  });

  it('makes people answer later by a share that their seed draws, and attacks as usual', () => {
    const late = planTrials({ trials: 20, seed, only: '', part: 'tuning', lateMs: 2_500 });
    const [turns, shows] = [late.slice(0, 20), late.slice(20)];
    const lags = turns.map(({ lateMs }) => lateMs!);
    expect(Math.min(...lags)).toBeLessThan(800);
    expect(Math.max(...lags)).toBeGreaterThan(1_700);
    expect(lags.every((lag) => lag >= 0 && lag <= 2_500)).toBe(true);
    expect(turns.map((planned) => presentationOf(planned).lateMs)).toEqual(lags);
    expect(shows.every(({ lateMs }) => lateMs === undefined)).toBe(true);
  });

  it.each(['tuning', 'report', 'all'] as const)('plays only people of the part: %s', (part) => {
    const trials = people.length;
    const turns = planTrials({ trials, seed, only: 'bona-fide', part });
    const played = new Set(turns.map(({ player }) => player));
    const chosen = people.filter((player) => isHere(player) && (part === 'all' || player.traits!.part === part));
    expect(played).toEqual(new Set(chosen));
    expect(turns.map((planned) => presentationOf(planned).traits)).toEqual(turns.map(({ player }) => player.traits));
  });
});
