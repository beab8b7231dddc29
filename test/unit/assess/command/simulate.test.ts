import { describe, expect, it } from 'vitest';
import { simulate } from '../../../../assess/command/simulate.ts';

describe('simulate', () => {
  const seed = Date.now() % 100_000;
  const trials = simulate(40, seed);
  const of = (species: string) => trials.filter((trial) => trial.species === species);

  it('gives the same trials for the same seed', () => {
    expect(simulate(4, seed)).toEqual(simulate(4, seed));
  });

  it('simulates people in half of the trials (rounded up) and attackers of three species in the others', () => {
    expect(of('bona-fide')).toHaveLength(20);
    expect(new Set(trials.map(({ species }) => species)).size).toBe(4);
    expect(simulate(5, seed).filter(({ label }) => label === 'bona-fide')).toHaveLength(3);
  });

  it('accepts most people, and gives no person the verdict attack', () => {
    const people = of('bona-fide');
    expect(people.filter(({ outcome }) => outcome === 'attack')).toEqual([]);
    expect(people.filter(({ outcome }) => outcome === 'bona-fide').length, `seed ${seed}`).toBeGreaterThan(10);
  });

  it('accepts an attacker only if the actions happen to be those that are asked', () => {
    const accepted = trials.filter(({ label, outcome }) => label === 'attack' && outcome === 'bona-fide');
    expect(
      accepted.filter(({ isCollision }) => !isCollision),
      `seed ${seed}`,
    ).toEqual([]);
  });
});
