/** What must be true of every case when the run is over. Each finding says what is lost, doubled or contradicts itself. */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { BureauAccountView } from '#protocol/case/bureau-account.ts';
import type { CaseEvent, CaseSummary, ProviderCase } from '#protocol/case/case.ts';
import type { FeedEvent } from '#protocol/delivery/event.ts';
import type { Webhook } from '#protocol/delivery/webhook.ts';
import type { ReceivedQuestion } from '../../worker/sandbox/authority/received.ts';
import { Refused, type Client } from './client.ts';
import { account, type Provider } from './configuration.ts';
import type { SoakedCase } from './filing.ts';
import type { StandIns } from './stand-in.ts';

export interface Audited {
  readonly client: Client;
  readonly provider: Provider;
  readonly cases: readonly SoakedCase[];
  readonly standIns: StandIns;
}

export interface Findings {
  readonly findings: readonly string[];
  /** What was looked at, and how much of it there was. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Cases that are looked at at once. */
const atOnce = 4;

const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);

const sha = (bytes: ArrayBuffer): string => createHash('sha256').update(new Uint8Array(bytes)).digest('base64url');

export async function audit(audited: Audited): Promise<Findings> {
  const { cases, standIns } = audited;
  const { questions } = standIns;
  const finals: ProviderCase[] = [];
  const findings: string[] = [];
  const left = [...cases];
  const look = async () => {
    for (let soaked = left.shift(); soaked; soaked = left.shift()) {
      const { n, id } = soaked;
      const { final, found } = await auditCase(soaked, audited);
      finals.push(final);
      findings.push(...found.map((text) => `case ${n} (${id}): ${text}`));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, look));
  findings.push(
    ...(await auditIndex(finals, audited)),
    ...auditIds(questions),
    ...(await auditBureau(finals, audited)),
    ...(await auditEvents(finals, audited)),
  );
  const books = standIns.books();
  const comparisons = finals.flatMap((final) => final.comparisons);
  return {
    findings,
    counts: {
      cases: finals.length,
      'timeline entries': sum(finals.map(({ timeline }) => timeline.length)),
      documents: sum(finals.map(({ documents }) => documents.length)),
      forms: sum(finals.map(({ forms }) => forms.length)),
      'questions, as the cases record them': comparisons.length,
      'sendings of the last tries, as the cases record them': sum(
        comparisons.map(({ result }) => result?.sendings ?? 0),
      ),
      'questions that the authority received': questions.length,
      'rounds, as the cases record them': sum(finals.map(({ submissions }) => submissions.length)),
      'records that the bureau received': books.records,
      'uploads that the bureau took': books.uploads,
      'results that were acknowledged': books.results.acknowledged,
      'webhook messages': standIns.told.length,
      'webhook events': new Set(standIns.told).size,
      'possibly billed': comparisons.filter(({ result }) => result?.billed === 'possibly').length,
    },
  };
}

async function auditCase(soaked: SoakedCase, { client, provider, standIns: { questions } }: Audited) {
  const { id, seen, record } = soaked;
  const found: string[] = [];
  const expect = (isSo: boolean, text: string) => void (isSo || found.push(text));
  const get = async (path: string, key = provider.key) => client.ask('GET', path, { key });
  const final = (await (await get(`/v1/cases/${id}`)).json()) as ProviderCase;
  const { timeline, documents, forms, comparisons, reviews, submissions } = final;

  expect(final.state === 'accepted', `ends ${final.state}`);
  expect(final.filingNumbers?.organiser.filingNumber !== undefined, 'no filing number');
  expect(
    timeline.every(({ n }, at) => n === at + 1),
    'the timeline has gaps',
  );
  expect(isDeepStrictEqual(timeline.slice(0, seen?.timeline.length), seen?.timeline), 'an entry that was seen is lost');
  expect(isDeepStrictEqual(documents, seen?.documents), 'a document that was seen is lost');
  const times = (event: CaseEvent) => timeline.filter((entry) => entry.event === event).length;
  const expectTimes = (event: CaseEvent, most: number) =>
    expect(times(event) === most, `${event} ${times(event)} times, not ${most}`);
  const { rounds } = soaked;
  expectTimes('created', 1);
  for (const event of everyRound) expectTimes(event, rounds);
  expectTimes('record-changed', rounds - 1);
  expectTimes('submitted', soaked.submits);
  expectTimes('session-created', soaked.sessions);
  expectTimes('consented', soaked.sessions);
  expectTimes('document-put', documents.length);
  expect(reviews.length === rounds, `${reviews.length} reviews`);
  expect(submissions.length === rounds, `${submissions.length} rounds`);
  for (const { round, stage, result } of submissions) {
    expect(stage === 'answered', `round ${round} is ${stage}`);
    expect(result?.accepted === (round === rounds), `round ${round} is accepted: ${result?.accepted}`);
  }

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
  for (const kind of organiser.kind === 'unit' ? (['person', 'unit'] as const) : (['person'] as const)) {
    const number = kind === 'unit' ? organiser.document.number : organiser.personInCharge.document.number;
    const received = questions.filter(({ operation, fields }) =>
      kind === 'unit' ? fields['creditCode'] === number : operation === 'person' && fields['number'] === number,
    ).length;
    const asked = comparisons.filter((each) => each.kind === kind);
    expect(
      asked.every(({ result }) => result?.outcome === 'match'),
      `an answer about the ${kind} is no match`,
    );
    // A try that nobody answered was sent twice. The last one has its own count.
    const recorded = sum(asked.map(({ tries, result }) => (tries - 1) * 2 + (result?.sendings ?? 0)));
    const isOften = received > asked.length && recorded === asked.length;
    expect(received >= asked.length && received <= recorded && !isOften, `the ${kind}: ${received} of ${recorded}`);
    const repeated = asked.filter(({ tries, result }) => tries > 1 || (result?.sendings ?? 0) > 1);
    expect(
      repeated.every(({ tries, result }) => tries > 1 || result?.billed === 'possibly'),
      `a repeated question about the ${kind} is not recorded as possibly billed`,
    );
  }
  return { final, found };
}

/** What happens once in every round. */
const everyRound = ['signed', 'verified', 'reviewed', 'forms-released', 'handed-over', 'upload-taken'] as const;

/** Every round in the bureau's books once, in files without gaps, and every result taken. */
async function auditBureau(
  finals: readonly ProviderCase[],
  { client, provider: { key }, standIns }: Audited,
): Promise<string[]> {
  const rounds = sum(finals.map(({ submissions }) => submissions.length));
  const response = await client.ask('GET', `/v1/accounts/${account}`, { key });
  const { state, nextSequence, unmatched, queued } = (await response.json()) as BureauAccountView;
  const { records, uploads, duplicates, results } = standIns.books();
  const expected = { records: rounds, duplicates: { records: 0, uploads: 0, overwriting: 0 }, waiting: 0 };
  const found = { records, duplicates, waiting: results.waiting };
  return [
    ...(isDeepStrictEqual(found, expected) ? [] : [`the bureau’s books: ${JSON.stringify(found)}, ${rounds} rounds`]),
    ...(nextSequence === uploads + 1 ? [] : [`the next sequence is ${nextSequence} after ${uploads} uploads`]),
    ...(state === 'ready' ? [] : [`the account is ${state}`]),
    ...(unmatched.length === 0 && queued === 0 ? [] : [`${unmatched.length} unmatched results, ${queued} queued`]),
  ];
}

/** The feed without gaps, with the states of every case in their order; each event told to the webhook, signed. */
async function auditEvents(
  finals: readonly ProviderCase[],
  { client, provider: { key }, standIns: { told, unsigned } }: Audited,
): Promise<string[]> {
  const events: FeedEvent[] = [];
  for (let last = -1; events.length !== last;) {
    last = events.length;
    const page = (await (await client.ask('GET', `/v1/events?after=${last}`, { key })).json()) as {
      readonly events: readonly FeedEvent[];
    };
    events.push(...page.events);
  }
  const findings = [...unsigned];
  if (!events.every(({ n }, at) => n === at + 1)) findings.push('the feed has gaps');
  if (new Set(events.map(({ id }) => id)).size !== events.length) findings.push('the feed has an event twice');
  const byCase = Map.groupBy(
    events.filter(({ type }) => type === 'case.state-changed'),
    ({ data }) => data.case,
  );
  for (const { id, state, submissions } of finals) {
    const states = (byCase.get(id) ?? []).map((event) => event.data.state);
    if (states.at(-1) !== state) findings.push(`case ${id} is ${state}, and the feed ends ${states.at(-1)}`);
    if (states.some((each, n) => each === states[n - 1]))
      findings.push(`case ${id} has a state twice: ${states.join()}`);
    const handedOver = states.filter((each) => each === 'submitted').length;
    if (handedOver !== submissions.length) findings.push(`case ${id} is told ${handedOver} times as handed over`);
  }
  const untold = () => {
    const known = new Set(told);
    return events.filter(({ id }) => !known.has(id));
  };
  const untoldAfter = async (most: number) => {
    for (let tries = 0; tries < most && untold().length > 0; tries += 1) await sleep(500);
    return untold();
  };
  // What failed once is tried again after some seconds. What failed twice or more would wait for minutes, so it is asked for.
  const late = await untoldAfter(30);
  if (late.length > 0) {
    const { webhooks } = (await (await client.ask('GET', '/v1/webhooks', { key })).json()) as {
      readonly webhooks: readonly Webhook[];
    };
    const body = { events: late.map(({ id }) => id) };
    for (const { id } of webhooks) await client.ask('POST', `/v1/webhooks/${id}/replays`, { key, body });
  }
  const never = await untoldAfter(120);
  if (never.length > 0) findings.push(`the webhook was not told of ${never.length} of ${events.length} events`);
  return findings;
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
