/** One filing on its way, as a provider's backend takes it there: step after step, each repeated until it is answered. */
import { base64url } from 'jose';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CreatedCase, ProviderCase } from '#protocol/case/case.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import type { CreatedSession } from '#protocol/session/session.ts';
import { createKeyPair } from '../../assess/synthetic/filer.ts';
import { signedApproval } from '../../assess/synthetic/reviewer.ts';
import { InsistentFiler, Refused, type Client } from './client.ts';
import type { Provider } from './configuration.ts';
import type { News } from './news.ts';
import { recordOf } from './record.ts';

const pictureKinds = ['portrait', 'unit-document', 'person-document-front', 'person-document-back'] as const;
type PictureKind = (typeof pictureKinds)[number];

/** What a provider's backend works with. */
export interface Backend {
  readonly client: Client;
  readonly provider: Provider;
  /** Makes the n-th of all pictures. */
  readonly picture: (n: number) => Promise<Uint8Array>;
  readonly news: News;
  /** From one look at a case to the next, if there is no news of it before. */
  readonly lookMs: number;
  /** When the last life was ended, by `performance.now()`: now, as long as others are to be ended. */
  readonly calmSinceMs: () => number;
}

/**
 * A case that does not get on for so long is lost. Longer than every back-off that a run meets, on a busy machine. The time
 * counts from the last kill: while the worker is killed every few seconds, it may have to begin a form many times before it finishes it.
 */
const stuckMs = 15 * 60_000;

/** Sessions that a person may need, and submits. More would be a fault of the worker. */
const mostSessions = 8;
const mostSubmits = 8;

/** A question whose worker died twice has no answer, and is asked again by a new submit. */
const unanswered: readonly string[] = ['comparison-unanswered', 'comparison-uncertain'];

export class SoakedCase {
  readonly n: number;
  /** As it is handed over last. */
  record: FilingRecord;
  readonly #client: Client;
  readonly #provider: Provider;
  readonly #picture: (n: number) => Promise<Uint8Array>;
  readonly #news: News;
  readonly #lookMs: number;
  readonly #calmSinceMs: () => number;
  /** What was answered last: none of it may be lost. */
  seen: ProviderCase | undefined;
  id = '';
  submits = 0;
  sessions = 0;
  rounds = 0;

  constructor(n: number, { client, provider, picture, news, lookMs, calmSinceMs }: Backend) {
    this.n = n;
    this.record = recordOf(n);
    this.#client = client;
    this.#provider = provider;
    this.#picture = picture;
    this.#news = news;
    this.#lookMs = lookMs;
    this.#calmSinceMs = calmSinceMs;
  }

  /** From the record to the ministry's acceptance, in one round or two. */
  async run(): Promise<void> {
    const { id, subjects } = await this.#create();
    this.id = id;
    const [{ id: subject }] = subjects as [CreatedCase['subjects'][0]];
    await this.#verify(subject);
    await this.#putDocuments(subject);
    if ((await this.#handOver()) === 'accepted') return;
    await this.#correct();
    await this.#verify(subject);
    const state = await this.#handOver();
    if (state !== 'accepted') throw new Error(`the second round ends ${state}`);
  }

  /** The whole round: comparison, review, forms, and the ministry's answer. */
  async #handOver(): Promise<ProviderCase['state']> {
    this.rounds += 1;
    await this.#submit();
    await this.#approve();
    await this.#until(({ state }) => state === 'form-ready');
    const path = `/v1/cases/${this.id}/submissions`;
    await this.#see(await this.#client.ask('POST', path, this.#as('hand-over', { attempt: this.rounds })));
    const { state } = await this.#until((read) => ['accepted', 'returned'].includes(read.state));
    return state;
  }

  /** Replaces the record. If the answer was lost, the version is another one when it is sent again. */
  async #correct(): Promise<void> {
    const { version } = this.seen!;
    this.record = recordOf(this.n, 2);
    const { key } = this.#provider;
    const headers = { 'If-Match': `"${version}"` };
    try {
      const asked = { key, headers, body: this.record, as: 'correct' };
      await this.#see(await this.#client.ask('PUT', `/v1/cases/${this.id}/filing`, asked));
    } catch (error) {
      if (!(error instanceof Refused && error.code === 'case-changed')) throw error;
    }
  }

  async #verify(subject: string): Promise<void> {
    const filer = await this.#verified(subject);
    await filer.sign(this.record.organiser.personInCharge.name);
  }

  async #create(): Promise<CreatedCase> {
    const body = { filing: this.record };
    const response = await this.#client.ask('POST', '/v1/cases', this.#as('create', { body }));
    return response.json() as Promise<CreatedCase>;
  }

  /** A filer whose live check is done. After a refused one, a person tries again with another session. */
  async #verified(subject: string): Promise<InsistentFiler> {
    for (;;) {
      this.sessions += 1;
      const body = { case: this.id, subject };
      const asked = this.#as('session', { body, attempt: this.sessions });
      const created = (await (await this.#client.ask('POST', '/v1/sessions', asked)).json()) as CreatedSession;
      const filer = new InsistentFiler(this.#client, created, await createKeyPair());
      await filer.bind();
      await filer.consent();
      const refused = await this.#attest(filer);
      if (refused === undefined) return filer;
      if (this.sessions >= mostSessions) throw new Error(`no live check in ${mostSessions} sessions: ${refused}`);
    }
  }

  async #attest(filer: InsistentFiler): Promise<string | undefined> {
    const body = {
      session: filer.session.id,
      jkt: await filer.jkt(),
      portrait: base64url.encode(await this.#pictureOf('portrait')),
    };
    const response = await this.#client.ask('POST', '/soak/attestations', { key: this.#provider.key, body });
    return ((await response.json()) as { readonly refused?: string }).refused;
  }

  async #putDocuments(subject: string): Promise<void> {
    const { organiser } = this.record;
    const { name, document } = organiser.personInCharge;
    const put = async (kind: PictureKind, body: object) => {
      const picture = base64url.encode(await this.#pictureOf(kind));
      await this.#see(
        await this.#client.ask('PUT', `/v1/cases/${this.id}/documents/${kind}`, {
          key: this.#provider.key,
          body: { picture, ...body },
          as: `PUT ${kind}`,
        }),
      );
    };
    if (organiser.kind === 'unit') {
      const legalRepresentative = organiser.legalRepresentative?.name ?? '';
      const fields = { name: organiser.name, number: organiser.document.number, legalRepresentative };
      await put('unit-document', { fields });
    }
    await put('person-document-front', { subject, fields: { name, number: document.number } });
    await put('person-document-back', { subject, fields: { validUntil: document.validUntil } });
  }

  #pictureOf(kind: PictureKind): Promise<Uint8Array> {
    return this.#picture(this.n * pictureKinds.length + pictureKinds.indexOf(kind));
  }

  /** Submits until the case is in review. */
  async #submit(): Promise<void> {
    for (;;) {
      this.submits += 1;
      const path = `/v1/cases/${this.id}/submit`;
      await this.#see(await this.#client.ask('POST', path, this.#as('submit', { attempt: this.submits })));
      const { state, reasons } = await this.#until((read) => ['open', 'in-review'].includes(read.state));
      if (state === 'in-review') return;
      const isUnanswered = reasons.every(({ cause }) => unanswered.includes(cause));
      if (!isUnanswered || this.submits >= mostSubmits) throw new Error(`open: ${JSON.stringify(reasons)}`);
    }
  }

  async #approve(): Promise<void> {
    const { reviewersKey: key, reviewer } = this.#provider;
    const body = await signedApproval(await this.#read(), reviewer, Date.now());
    const asked = { ...this.#as('review', { body, attempt: this.rounds }), key };
    await this.#see(await this.#client.ask('POST', `/v1/cases/${this.id}/reviews`, asked));
  }

  async #read(): Promise<ProviderCase> {
    return this.#see(await this.#client.ask('GET', `/v1/cases/${this.id}`, { key: this.#provider.key }));
  }

  async #until(isThere: (read: ProviderCase) => boolean): Promise<ProviderCase> {
    const startedMs = performance.now();
    for (;;) {
      // Awaited from before the look on, so that none is missed.
      const news = this.#news.next(this.id);
      const read = await this.#read();
      if (isThere(read)) return read;
      if (performance.now() - Math.max(startedMs, this.#calmSinceMs()) > stuckMs)
        throw new Error(`stays ${read.state}`);
      await Promise.race([news, sleep(this.#lookMs)]);
    }
  }

  async #see(response: Response): Promise<ProviderCase> {
    this.seen = (await response.json()) as ProviderCase;
    return this.seen;
  }

  /** The same request, sent again, is known by its key. */
  #as(step: string, { body, attempt = 1 }: { readonly body?: unknown; readonly attempt?: number }) {
    const headers = { 'Idempotency-Key': `${this.n} ${step} ${attempt}` };
    return { key: this.#provider.key, headers, as: step, ...(body !== undefined && { body }) };
  }
}

/** Whether the worker refused a step that it should have done, or something else went wrong. */
export const whyOf = (error: unknown): string =>
  error instanceof Refused ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
