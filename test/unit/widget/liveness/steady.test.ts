import { expect, it } from 'vitest';
import { Steady } from '../../../../widget/liveness/steady.ts';

it('Steady shows a change only once it has lasted', () => {
  const steady = new Steady('a');
  expect(steady.settle('b', 0)).toBe('a');
  expect(steady.settle('a', 100)).toBe('a');
  expect(steady.settle('b', 200)).toBe('a');
  expect(steady.settle('b', 600)).toBe('b');
});

it('Steady shows a value long enough to be read', () => {
  const steady = new Steady('a');
  steady.settle('b', 0);
  expect(steady.settle('b', 400)).toBe('b');
  steady.settle('c', 450);
  expect(steady.settle('c', 1_200)).toBe('b');
  expect(steady.settle('c', 1_400)).toBe('c');
});
