import { expect, it } from 'vitest';
import { ByteBudget, heldMs } from '../../../../worker/load/byte-budget.ts';

const bounds = { perTenant: 8, all: 12 };

it('bytes are reserved up to the bound of the tenant and that of all', () => {
  const budget = new ByteBudget(bounds, () => 0);
  const release = budget.reserve('a', 8);
  expect(release).toBeDefined();
  expect(budget.reserve('a', 1)).toBeUndefined();
  expect(budget.reserve('b', 5)).toBeUndefined();
  expect(budget.reserve('b', 4)).toBeDefined();
  expect(budget.reserve('c', 1)).toBeUndefined();
  release!();
  release!();
  expect(budget.reserve('a', 8)).toBeDefined();
  expect(budget.reserve('c', 1)).toBeUndefined();
});

it('bytes that are never given back are free again in the end', () => {
  let nowMs = 0;
  const budget = new ByteBudget(bounds, () => nowMs);
  budget.reserve('a', 8);
  nowMs = heldMs;
  expect(budget.reserve('a', 8)).toBeDefined();
});
