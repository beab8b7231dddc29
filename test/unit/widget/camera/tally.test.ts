import { expect, it } from 'vitest';
import { Tally } from '../../../../widget/camera/tally.ts';

const steady = (hz: number, forMs: number) => {
  const tally = new Tally();
  for (let atMs = 0; atMs <= forMs; atMs += 1000 / hz) tally.add(atMs);
  return tally;
};

it('the rate of a tally is undefined during the first second', () => {
  expect(new Tally().rateHz(5000)).toBe(undefined);
  expect(steady(20, 900).rateHz(900)).toBe(undefined);
});

it('the rate of a tally is the number of events per second', () => {
  expect(steady(20, 1000).rateHz(1000)).toBeCloseTo(20);
  expect(steady(12, 10_000).rateHz(10_000)).toBeCloseTo(12);
});

it('the rate of a tally counts events that are added together', () => {
  const tally = new Tally();
  for (let atMs = 0; atMs <= 2000; atMs += 200) tally.add(atMs, 3);
  expect(tally.rateHz(2000)).toBeCloseTo(15);
});

it('the rate of a tally falls when no more events come', () => {
  const tally = steady(20, 3000);
  expect(tally.rateHz(4000)).toBeCloseTo(10.5);
  expect(tally.rateHz(9000)).toBe(0);
});

it('a tally that is reset has no rate', () => {
  const tally = steady(20, 3000);
  tally.reset();
  expect(tally.rateHz(3000)).toBe(undefined);
});
