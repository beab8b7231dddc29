import type { CheckWeight } from '#protocol/capture/appraisal-record.ts';
import type { Cause, Verdict } from '#protocol/capture/verdict.ts';
import type { Check, Finding } from './check/check.ts';

/** A check, and what it found. */
export interface CheckResult extends Pick<Check, 'name' | 'weight'>, Finding {}

export interface Conclusion {
  readonly verdict: Verdict;
  /**
   * The causes of all failed mandatory checks, each once; empty when bona fide. `evidence-unusable` stands alone, for an attack as
   * for doubtful evidence, so that an attacker learns neither which of the two it was nor what else failed.
   */
  readonly causes: readonly Cause[];
  /** Whether a risk check failed. Then a person has to review the capture before anyone relies on the verdict. */
  readonly review: boolean;
}

const unusable: Cause = 'evidence-unusable';

/** A failed mandatory check decides the verdict, whatever the other checks say. A failed risk check only asks for a review. */
export function conclude(results: readonly CheckResult[]): Conclusion {
  const failed = (weight: CheckWeight) => results.filter((result) => result.weight === weight && !result.passed);
  const mandatory = failed('mandatory');
  const review = failed('risk').length > 0;
  const isAttack = mandatory.some(({ means }) => means === 'attack');
  const found = new Set(mandatory.flatMap((result) => result.causes));
  const causes: readonly Cause[] = isAttack || found.has(unusable) ? [unusable] : [...found];
  return { verdict: isAttack ? 'attack' : mandatory.length > 0 ? 'undetermined' : 'bona-fide', causes, review };
}
