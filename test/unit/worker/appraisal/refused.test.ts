/** A rule for all checks: each has a capture that it refuses, and one that no other check refuses. */
import { checkNames, type CheckName } from '#protocol/capture/appraisal-record.ts';
import { policy } from '#protocol/policy/registry.ts';
import { describe, expect, it } from 'vitest';
import { checks } from '../../../../worker/appraisal/appraise.ts';
import type { Check } from '../../../../worker/appraisal/check/check.ts';
import { actions } from './refused/actions.ts';
import { binding } from './refused/binding.ts';
import { face } from './refused/face.ts';
import { pictures } from './refused/pictures.ts';
import type { RefusedBy } from './refused/refused.ts';

/** The compiler demands a row for each name. */
const refused: RefusedBy = { ...binding, ...pictures, ...face, ...actions };

const judged = checkNames.map((name) => ({
  name,
  rows: refused[name].map(({ what, judged: judgeOne }) => ({ name, what, result: judgeOne() })),
}));

describe('the list of checks', () => {
  it('has every name once, in the order of the names', () => {
    expect(checks.map(({ name }) => name)).toEqual(checkNames);
  });

  it('has a refused capture for every check', () => {
    expect(Object.keys(refused).toSorted()).toEqual(checks.map(({ name }) => name).toSorted());
    for (const { name, rows } of judged) expect(rows, name).not.toEqual([]);
  });
});

describe('a check', () => {
  it.each(judged.flatMap(({ rows }) => rows))('refuses by $name: $what', ({ name, result }) => {
    const { failed, verdict, causes } = result;
    expect(failed).toContain(name);
    const isAttack = result.checks.some(({ means }) => means === 'attack');
    expect(verdict).toBe(isAttack ? 'attack' : 'undetermined');
    expect(causes.length).toBeGreaterThan(0);
    if (isAttack) expect(causes).toEqual(['evidence-unusable']);
  });

  const meansAttack = ({ bounds }: Check) => bounds(policy).some(({ means }) => means === 'attack');
  const attacks: readonly CheckName[] = checks.filter(meansAttack).map(({ name }) => name);
  it.each(judged)('refuses a capture that no other check refuses: $name', ({ name, rows }) => {
    // Without windows most other checks have nothing to judge and fail too, but only this one means an attack.
    const isAlone = (failed: readonly CheckName[]) =>
      name === 'windows-bound' ? failed.filter((each) => attacks.includes(each)).length === 1 : failed.length === 1;
    expect(rows.map(({ result }) => result.failed).filter(isAlone)).not.toEqual([]);
  });
});
