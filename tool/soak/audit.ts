/** What must be true of every case when the run is over. Each finding says what is lost, doubled or contradicts itself. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { CaseEvent, CaseSummary, ProviderCase } from '#protocol/case/case.ts';
import type { ReceivedQuestion } from '../../worker/sandbox/authority/received.ts';
import { Refused, type Client } from './client.ts';
import type { Provider } from './configuration.ts';
import type { SoakedCase } from './filing.ts';

export interface Audited {
  readonly client: Client;
  readonly provider: Provider;
  readonly cases: readonly SoakedCase[];
  readonly questions: readonly ReceivedQuestion[];
}

export interface Findings {
  readonly findings: readonly string[];
  /** What was looked at, and how much of it there was. */
  readonly counts: Readonly<Record<string, number>>;
}

const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);

const sha = (bytes: ArrayBuffer): string => createHash('sha256').update(new Uint8Array(bytes)).digest('base64url');

export async function audit(audited: Audited): Promise<Findings> {
  const { cases, questions } = audited;
  const finals: ProviderCase[] = [];
  const findings: string[] = [];
  for (const soaked of cases) {
    const { final, found } = await auditCase(soaked, audited);
    finals.push(final);
    findings.push(...found.map((text) => `case ${soaked.n} (${soaked.id}): ${text}`));
  }
  findings.push(...(await auditIndex(finals, audited)), ...auditIds(questions));
  const comparisons = finals.flatMap((final) => final.comparisons);
  return {
    findings,
    counts: {
      cases: finals.length,
      'timeline entries': sum(finals.map(({ timeline }) => timeline.length)),
      documents: sum(finals.map(({ documents }) => documents.length)),
      forms: sum(finals.map(({ forms }) => forms.length)),
      'questions, as the cases record them': comparisons.length,
      'sendings, as the cases record them': sum(comparisons.map(({ result }) => result?.sendings ?? 0)),
      'questions that the authority received': questions.length,
      'possibly billed': comparisons.filter(({ result }) => result?.billed === 'possibly').length,
    },
  };
}

async function auditCase(soaked: SoakedCase, { client, provider, questions }: Audited) {
  const { id, seen, record } = soaked;
  const found: string[] = [];
  const expect = (isSo: boolean, text: string) => void (isSo || found.push(text));
  const get = async (path: string, key = provider.key) => client.ask('GET', path, { key });
  const final = (await (await get(`/v1/cases/${id}`)).json()) as ProviderCase;
  const { timeline, documents, forms, comparisons, reviews } = final;

  expect(final.state === 'form-ready', `ends ${final.state}`);
  expect(
    timeline.every(({ n }, at) => n === at + 1),
    'the timeline has gaps',
  );
  expect(isDeepStrictEqual(timeline.slice(0, seen?.timeline.length), seen?.timeline), 'an entry that was seen is lost');
  expect(isDeepStrictEqual(documents, seen?.documents), 'a document that was seen is lost');
  const times = (event: CaseEvent) => timeline.filter((entry) => entry.event === event).length;
  const expectTimes = (event: CaseEvent, most: number) =>
    expect(times(event) === most, `${event} ${times(event)} times, not ${most}`);
  for (const event of ['created', 'signed', 'verified', 'reviewed', 'forms-released'] as const) expectTimes(event, 1);
  expectTimes('submitted', soaked.submits);
  expectTimes('session-created', soaked.sessions);
  expectTimes('consented', soaked.sessions);
  expectTimes('document-put', documents.length);
  expect(reviews.length === 1, `${reviews.length} reviews`);

  expect(isDeepStrictEqual(await (await get(`/v1/cases/${id}/filing`)).json(), record), 'the record is another one');
  for (const { digest, number, pdf, pictures } of forms) {
    const files = `/v1/cases/${id}/forms/site`;
    const form = (await (await get(`${files}.json`)).json()) as { readonly digest: string };
    expect(form.digest === digest, 'the form is another one');
    expect(sha(await (await get(`${files}.pdf`)).arrayBuffer()) === pdf, 'the PDF is another one');
    for (const [n, picture] of pictures.entries()) {
      const page = n === 0 ? '' : `-${n + 1}`;
      expect(
        sha(await (await get(`${files}${page}.jpg`)).arrayBuffer()) === picture,
        `picture ${n + 1} is another one`,
      );
    }
    const check = (await (await get(`/v1/checks/${number}`)).json()) as { readonly state: string };
    expect(check.state === 'valid', `the form’s number reads ${check.state}`);
  }
  expect(forms.length === record.services.length, `${forms.length} forms`);
  const portraits = final.subjects.map(({ attestation }) => attestation?.portraitDigest ?? 'none');
  for (const digest of [...documents.map((document) => document.digest), ...portraits]) {
    try {
      const picture = await get(`/v1/cases/${id}/pictures/${digest}?reason=soak`, provider.reviewersKey);
      expect(sha(await picture.arrayBuffer()) === digest, `picture ${digest} is another one`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      found.push(error.message);
    }
  }

  const { organiser } = record;
  for (const { kind, result, tries } of comparisons) {
    const number = kind === 'unit' ? organiser.document.number : organiser.personInCharge.document.number;
    const received = questions.filter(({ operation, fields }) =>
      kind === 'unit' ? fields['creditCode'] === number : operation === 'person' && fields['number'] === number,
    ).length;
    expect(result?.outcome === 'match', `the answer about the ${kind} is ${result?.outcome}`);
    // A try that nobody answered was sent twice. The last one has its own count.
    const recorded = (tries - 1) * 2 + (result?.sendings ?? 0);
    expect(received >= 1 && received <= recorded, `the ${kind} was asked ${received} times, ${recorded} recorded`);
    const isKnown = received === 1 || tries > 1 || result?.billed === 'possibly';
    expect(isKnown, `the ${kind} was asked ${received} times, and billed is ${result?.billed}`);
  }
  expect(comparisons.length === (organiser.kind === 'unit' ? 2 : 1), `${comparisons.length} questions`);
  return { final, found };
}

/** Every case once in the list, as it is. */
async function auditIndex(finals: readonly ProviderCase[], { client, provider: { key } }: Audited): Promise<string[]> {
  const listed: CaseSummary[] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`;
    const page = (await (await client.ask('GET', `/v1/cases${query}`, { key })).json()) as {
      readonly cases: readonly CaseSummary[];
      readonly cursor?: string;
    };
    listed.push(...page.cases);
    cursor = page.cursor;
  } while (cursor !== undefined);
  const findings = finals.flatMap(({ id, state }) => {
    const lines = listed.filter((line) => line.id === id);
    if (lines.length !== 1) return [`case ${id} is ${lines.length} times in the list`];
    return lines[0]!.state === state ? [] : [`case ${id} is ${state}, and the list has ${lines[0]!.state}`];
  });
  if (listed.length !== finals.length) findings.push(`the list has ${listed.length} cases, not ${finals.length}`);
  return findings;
}

/** No sending may have the id of another one: a database that drops repeated ids would not answer it. */
function auditIds(questions: readonly ReceivedQuestion[]): string[] {
  const byId = Map.groupBy(questions, ({ fields }) => fields['id']!);
  return [...byId].flatMap(([id, all]) => (all.length > 1 ? [`the authority received ${id} ${all.length} times`] : []));
}
