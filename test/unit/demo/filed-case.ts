/** Cases as the provider's API answers them, at each stage of the demo. */
import { checkRecord } from '#protocol/filing/check-record.ts';
import type { ProviderCase } from '#protocol/case/case.ts';
import type { CaseDocument } from '#protocol/case/document.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { filingExamples, type FilerKind } from '../../../demo/filing/example.ts';
import { neededDocuments } from '../../../demo/filing/documents.ts';
import type { Filed } from '../../../demo/filing/subject.ts';
import { recordOf, type Form } from '../../../demo/record/form.ts';
import { context, nowMs } from '../protocol/filing/example.ts';

export const digestOf = (letter: string): string => letter.repeat(43);

export function recordFrom(form: Form): FilingRecord {
  const { record, faults } = checkRecord(recordOf(form), context);
  if (!record) throw new Error(faults.map(({ code, path }) => `${code} ${path}`).join(', '));
  return record;
}

/** A case of which nothing but the record is there. */
export function created(kind: FilerKind, changes: Partial<ProviderCase> = {}): Filed {
  const record = recordFrom(filingExamples[kind]);
  const filed: ProviderCase = {
    id: 'case',
    state: 'open',
    sandbox: true,
    channel: 'self',
    createdAtMs: nowMs,
    deleteAtMs: nowMs + 1,
    version: 1,
    recordDigest: digestOf('r'),
    subjects: [
      {
        id: 'organiser',
        role: 'organiser',
        name: record.organiser.personInCharge.name,
        required: true,
        subjectDigest: digestOf('s'),
        signed: false,
      },
    ],
    documents: [],
    reasons: [],
    comparisons: [],
    evidence: [],
    reviews: [],
    approvalsNeeded: 1,
    forms: [],
    timeline: [],
    ...changes,
  };
  return { filed, record };
}

const changed = ({ filed, record }: Filed, changes: Partial<ProviderCase>): Filed => ({
  filed: { ...filed, ...changes },
  record,
});

export function withDocuments(filing: Filed): Filed {
  const documents = neededDocuments(filing).map(({ kind, subject, fields }, n): CaseDocument => ({
    kind,
    ...(subject !== undefined && { subject }),
    digest: digestOf(String(n)),
    bytes: 1,
    fields: { ...fields },
    atMs: nowMs,
    by: 'sandbox-provider',
  }));
  const evidence = documents.map(({ digest, kind }) => ({
    kind: 'document' as const,
    digest,
    of: filing.filed.recordDigest,
    atMs: nowMs,
    about: kind,
  }));
  return changed(filing, { documents, evidence: [...filing.filed.evidence, ...evidence] });
}

export function verified(filing: Filed): Filed {
  const [subject, ...others] = filing.filed.subjects;
  const attestation = {
    session: 'session',
    atMs: nowMs,
    result: 'jwt',
    digest: digestOf('a'),
    portraitDigest: digestOf('t'),
    review: false,
  };
  return changed(filing, {
    subjects: [{ ...subject!, signed: true, consent: { session: 'session', atMs: nowMs }, attestation }, ...others],
    evidence: [
      ...filing.filed.evidence,
      { kind: 'attestation', digest: digestOf('a'), of: digestOf('s'), atMs: nowMs, about: 'organiser' },
    ],
  });
}

export function compared(filing: Filed): Filed {
  const result = { outcome: 'match', authority: 'aliyun', code: '200', billed: 'yes', sendings: 1 } as const;
  const answered = { askedAtMs: nowMs, answeredAtMs: nowMs, tries: 1, current: true, result };
  const comparisons: ProviderCase['comparisons'] = [
    { digest: digestOf('p'), kind: 'person', subject: 'organiser', ...answered },
    ...(filing.record.organiser.kind === 'unit' ? [{ digest: digestOf('u'), kind: 'unit' as const, ...answered }] : []),
  ];
  const evidence = comparisons.map(({ digest }) => ({
    kind: 'comparison' as const,
    digest,
    of: filing.filed.recordDigest,
    atMs: nowMs,
  }));
  return changed(filing, { state: 'in-review', comparisons, evidence: [...filing.filed.evidence, ...evidence] });
}
