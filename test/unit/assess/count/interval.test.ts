import { describe, expect, it } from 'vitest';
import { exactInterval } from '../../../../assess/count/interval.ts';

describe('exactInterval', () => {
  it.each([
    // The exact rule of three: 1 − 0.025^(1/n)
    [0, 150, 0, 0.02429],
    [30, 30, 0.8843, 1],
    // Standard tables: 1 of 10, 5 of 10
    [1, 10, 0.00253, 0.44502],
    [5, 10, 0.18709, 0.81291],
    [29, 30, 0.82783, 0.99916],
  ])('%d of %d lies between %d and %d', (successes, trials, lower, upper) => {
    const [low, high] = exactInterval(successes, trials);
    expect(low).toBeCloseTo(lower, 4);
    expect(high).toBeCloseTo(upper, 4);
  });

  it('needs 5,990 trials without an error for 99.95 % at one-sided 95 %', () => {
    expect(exactInterval(0, 5_990, 0.9)[1]).toBeLessThanOrEqual(0.0005);
    expect(exactInterval(0, 5_980, 0.9)[1]).toBeGreaterThan(0.0005);
  });
});
