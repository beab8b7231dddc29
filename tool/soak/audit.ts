/** What must be true of every case when the run is over. Each finding says what is lost, doubled or contradicts itself. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { BureauAccountView } from '#protocol/case/bureau-account.ts';
import type { CaseEvent, CaseSummary, ProviderCase } from '#protocol/case/case.ts';
import type { FeedEvent } from '#protocol/delivery/event.ts';
import type { DeliveryPage, DeliveryState, Webhook } from '#protocol/delivery/webhook.ts';
import { limits } from '#protocol/limits.ts';
import type { ReceivedQuestion } from '../../worker/sandbox/authority/received.ts';
import type { Client } from './client.ts';
import { account, type Provider } from './configuration.ts';
import { whyOf, type SoakedCase } from './filing.ts';
import type { StandIns } from './stand-in.ts';
import { untoldEntries } from './untold.ts';

export interface Audited {
  readonly client: Client;
  readonly provider: Provider;
  readonly cases: readonly SoakedCase[];
  readonly standIns: StandIns;
  readonly pause: (ms: number) => Promise<void>;
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
      const found = await auditCase(soaked, audited, finals).catch((error: unknown) => [whyOf(error)]);
      findings.push(...found.map((text) => `case ${n} (${id}): ${text}`));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, look));
  findings.push(
    ...(await auditIndex(finals, audited)),
    ...auditIds(questions),
    ...(await auditBureau(finals, audited)),
    ...auditFiled(finals, audited),
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

/** @param finals gets the case as it is @returns what is wrong with it */
async function auditCase(
  soaked: SoakedCase,
  { client, provider, standIns: { questions } }: Audited,
  finals: ProviderCase[],
): Promise<string[]> {
  const { id, seen, record } = soaked;
  const found: string[] = [];
  const expect = (isSo: boolean, text: string) => void (isSo || found.push(text));
  const get = async (path: string, key = provider.key) => client.ask('GET', path, { key });
  /** The digest of a file; a file that is not given is lost. */
  const digestAt = async (path: string, key?: string): Promise<string | undefined> => {
    try {
      return sha(await (await get(path, key)).arrayBuffer());
    } catch (error) {
      return void found.push(whyOf(error));
    }
  };
  const final = (await (await get(`/v1/cases/${id}`)).json()) as ProviderCase;
  finals.push(final);
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
    expect((await digestAt(`${files}.pdf`)) === pdf, 'the PDF is another one');
    for (const [n, picture] of pictures.entries()) {
      const page = n === 0 ? '' : `-${n + 1}`;
      expect((await digestAt(`${files}${page}.jpg`)) === picture, `picture ${n + 1} is another one`);
    }
    const check = (await (await get(`/v1/checks/${number}`)).json()) as { readonly state: string };
    expect(check.state === 'valid', `the form’s number reads ${check.state}`);
  }
  expect(forms.length === record.services.length, `${forms.length} forms`);
  const portraits = final.subjects.map(({ attestation }) => attestation?.portraitDigest ?? 'none');
  for (const digest of [...documents.map((document) => document.digest), ...portraits]) {
    const path = `/v1/cases/${id}/pictures/${digest}?reason=soak`;
    expect((await digestAt(path, provider.reviewersKey)) === digest, `picture ${digest} is another one`);
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
  return found;
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

/** The bureau has accepted every case once: with its own record, form, documents and photo. */
function auditFiled(finals: readonly ProviderCase[], { cases, standIns }: Audited): string[] {
  const byDocument = Map.groupBy(standIns.filed(), ({ document }) => document);
  return finals.flatMap(({ id, forms, documents, subjects }) => {
    const { record } = cases.find((each) => each.id === id)!;
    const [filed, ...others] = byDocument.get(record.organiser.document.number) ?? [];
    if (!filed || others.length > 0) return [`the bureau has accepted ${filed ? 1 + others.length : 0} of case ${id}`];
    const domains = record.services.flatMap((service) => (service.kind === 'website' ? service.domains : []));
    const pictures = [
      ...forms.flatMap((form) => form.pictures),
      ...documents.map(({ digest }) => digest),
      ...subjects.flatMap(({ attestation }) => attestation?.portraitDigest ?? []),
    ];
    return [
      ...(isDeepStrictEqual(filed.domains, domains) ? [] : [`the bureau has other domains of case ${id}`]),
      ...(isDeepStrictEqual(filed.pictures.toSorted(), [...new Set(pictures)].toSorted())
        ? []
        : [`the bureau has other pictures of case ${id}`]),
    ];
  });
}

/** The feed without gaps, with the states of every case in their order; each event told to the webhook, signed. */
async function auditEvents(
  finals: readonly ProviderCase[],
  { client, provider: { key }, standIns: { told, unsigned }, pause }: Audited,
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
  const ids = new Set(events.map(({ id }) => id));
  if (ids.size !== events.length) findings.push('the feed has an event twice');
  const byCase = Map.groupBy(
    events.filter(({ type }) => type === 'case.state-changed'),
    ({ data }) => data.case,
  );
  for (const final of finals) {
    const { id, state, submissions } = final;
    for (const { n, event } of untoldEntries(final, ids)) findings.push(`the feed lacks ${event}, ${n} of case ${id}`);
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
  const wait = async (most: number) => {
    for (let tries = 0; tries < most && untold().length > 0; tries += 1) await pause(500);
  };
  // What failed once is tried again after some seconds. What failed twice or more would wait for minutes, so it is asked for.
  await wait(30);
  for (const { id } of untold().length > 0 ? await webhooksOf(client, key) : []) {
    const states = await deliveriesOf(client, key, id);
    // Who says to have told what never came, will not tell it.
    const lost = untold().filter((event) => states.get(event.id) !== 'due');
    for (const event of lost) findings.push(`the webhook never came: ${event.id}, ${states.get(event.id)}`);
    for (const some of chunksOf(untold(), limits.delivery.replayed)) {
      const body = { events: some.map((event) => event.id) };
      await client.ask('POST', `/v1/webhooks/${id}/replays`, { key, body });
    }
  }
  await wait(120);
  const never = untold().length;
  if (never > 0) findings.push(`the webhook was not told of ${never} of ${events.length} events`);
  return findings;
}

async function webhooksOf(client: Client, key: string): Promise<readonly Webhook[]> {
  const answer = await client.ask('GET', '/v1/webhooks', { key });
  return ((await answer.json()) as { readonly webhooks: readonly Webhook[] }).webhooks;
}

/** What became of the deliveries to an endpoint, by event. */
async function deliveriesOf(client: Client, key: string, endpoint: string): Promise<Map<string, DeliveryState>> {
  const states = new Map<string, DeliveryState>();
  for (let [after, last] = [-1, 0]; after !== last;) {
    after = last;
    const answer = await client.ask('GET', `/v1/webhooks/${endpoint}/deliveries?after=${after}`, { key });
    const page = (await answer.json()) as DeliveryPage;
    for (const { event, state } of page.deliveries) states.set(event, state);
    last = page.last;
  }
  return states;
}

const chunksOf = <Item>(items: readonly Item[], most: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / most) }, (_, n) => items.slice(n * most, (n + 1) * most));

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
