/** What was asked of the authority and answered, and what the provider and the filer read of it. Pure. */
import type { CaseComparison, OpenCause, ProviderCase } from '#protocol/case/case.ts';
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

/** Reasons after which the filer reads that the person was not confirmed. Why is not said, because a comparison is an oracle. */
const unconfirmed: readonly OpenCause[] = [
  'comparison-mismatch',
  'comparison-not-found',
  'comparison-photo-unavailable',
  'comparison-quality-failed',
  'comparison-liveness-failed',
];

export type FilerReads = 'compared' | 'not-confirmed' | 'waiting' | 'delayed';

/** What the filer's own page says of the comparison. */
export function filerReads({ state, reasons, comparisons }: ProviderCase): FilerReads {
  if (reasons.some(({ cause }) => unconfirmed.includes(cause))) return 'not-confirmed';
  if (state === 'in-review' || state === 'form-ready') return 'compared';
  const isDelayed = comparisons.some(
    ({ current, answeredAtMs, tries }) => current && answeredAtMs === undefined && tries > 0,
  );
  return isDelayed ? 'delayed' : 'waiting';
}
