/** What was asked of the authority and answered, and what the provider and the filer read of it. Pure. */
import type { CaseComparison, ProviderCase } from '#protocol/case/case.ts';
import type { Filed } from './subject.ts';

export interface Asked {
  readonly comparison: CaseComparison;
  /** Whom or what the question is about. */
  readonly about: string;
  /** What was sent, by the names of the facts. */
  readonly sent: readonly ('name' | 'number' | 'portrait' | 'legal-representative')[];
  /** When the person consented to it, where a person is asked about. */
  readonly consentedAtMs: number | undefined;
}

/** The newest question first. */
export function askedOf({ filed, record }: Filed): Asked[] {
  return filed.comparisons.toReversed().map((comparison) => {
    const subject = filed.subjects.find(({ id }) => id === comparison.subject);
    const isUnit = comparison.kind === 'unit';
    return {
      comparison,
      about: isUnit ? record.organiser.name : (subject?.name ?? comparison.subject ?? ''),
      sent: isUnit ? ['name', 'number', 'legal-representative'] : ['name', 'number', 'portrait'],
      consentedAtMs: subject?.consent?.atMs,
    };
  });
}

export type FilerReads = 'compared' | 'not-confirmed' | 'returned' | 'waiting' | 'delayed';

/**
 * What the filer's own page says of the comparison, by what the API tells a filer's session. Why a person was not confirmed is not
 * said, because a comparison is an oracle; of the unit, the person learns nothing.
 */
export function filerReads({ state, reasons, comparisons }: ProviderCase, subject: string): FilerReads {
  if (reasons.some(({ cause, about }) => cause.startsWith('comparison-') && about === subject)) return 'not-confirmed';
  if (!['open', 'comparing'].includes(state)) return 'compared';
  if (state === 'open' && reasons.length > 0) return 'returned';
  return comparisons.some(({ current, result, answeredAtMs }) => current && result && answeredAtMs === undefined)
    ? 'delayed'
    : 'waiting';
}
