import { expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { ByteBudget, heldMs } from '../../../../worker/load/byte-budget.ts';

const bounds = { perTenant: 8, all: 12 };

it('bytes are reserved up to the bound of the tenant and that of all', () => {
  const budget = new ByteBudget(bounds, () => 0);
  const release = budget.reserve({ tenant: 'a' }, 8);
  expect(release).toBeDefined();
  expect(budget.reserve({ tenant: 'a' }, 1)).toBeUndefined();
  expect(budget.reserve({ tenant: 'b' }, 5)).toBeUndefined();
  expect(budget.reserve({ tenant: 'b' }, 4)).toBeDefined();
  expect(budget.reserve({ tenant: 'c' }, 1)).toBeUndefined();
  release!();
  release!();
  expect(budget.reserve({ tenant: 'a' }, 8)).toBeDefined();
  expect(budget.reserve({ tenant: 'c' }, 1)).toBeUndefined();
});

it('bytes that are never given back are free again in the end', () => {
  let nowMs = 0;
  const budget = new ByteBudget(bounds, () => nowMs);
  budget.reserve({ tenant: 'a' }, 8);
  nowMs = heldMs;
  expect(budget.reserve({ tenant: 'a' }, 8)).toBeDefined();
});

it('one session cannot have all that its tenant has', () => {
  const budget = new ByteBudget(bounds, () => 0);
  const own = { tenant: 'a', session: 'one' };
  const releases = Array.from({ length: limits.load.person.bodiesPerSession }, () => budget.reserve(own, 1));
  expect(releases).not.toContain(undefined);
  expect(budget.reserve(own, 1)).toBeUndefined();
  expect(budget.reserve({ tenant: 'a', session: 'two' }, 1)).toBeDefined();
  releases[0]!();
  expect(budget.reserve(own, 1)).toBeDefined();
});
