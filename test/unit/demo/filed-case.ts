/** Cases as the provider's API answers them, at each stage of the demo. */
import { checkRecord } from '#protocol/filing/check-record.ts';
import type { ProviderCase } from '#protocol/case/case.ts';
import { kindsOfSubject, type CaseDocument, type DocumentKind } from '#protocol/case/document.ts';
import { itemNames, itemTable } from '#protocol/filing/form/item.ts';
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

/** What the verifier asks for. */
const papers = (kind: FilerKind, channel: ProviderCase['channel'] = 'self'): DocumentKind[] => [
  ...(kind === 'unit' ? (['unit-document'] as const) : []),
  'person-document-front',
  'person-document-back',
  ...(channel === 'on-site' ? (['on-site-photo', 'undertaking'] as const) : []),
];

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
    services: record.services.map((service) => ({
      id: service.id!,
      kind: service.kind,
      subject: 'organiser',
      items: itemNames.filter((item) => itemTable[item].applies(record, service)),
    })),
    documents: [],
    reasons: papers(kind, changes.channel).map((document) => ({
      cause: 'document-missing',
      document,
      ...(kindsOfSubject.some((each) => each === document) && { about: 'organiser' }),
    })),
    comparisons: [],
    evidence: [],
    reviews: [],
    approvalsNeeded: 1,
    forms: [],
    submissions: [],
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
  const evidence = documents.map(({ digest, kind, subject }) => ({
    kind: 'document' as const,
    digest,
    of: filing.filed.recordDigest,
    atMs: nowMs,
    about: subject ?? kind,
  }));
  return changed(filing, { documents, reasons: [], evidence: [...filing.filed.evidence, ...evidence] });
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
  const evidence = comparisons.map(({ digest, subject }) => ({
    kind: 'comparison' as const,
    digest,
    of: filing.filed.recordDigest,
    atMs: nowMs,
    about: subject ?? 'organiser-unit',
  }));
  return changed(filing, { state: 'in-review', comparisons, evidence: [...filing.filed.evidence, ...evidence] });
}
