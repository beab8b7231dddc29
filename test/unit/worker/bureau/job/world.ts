/** A bureau account at work: the memory host, a bureau that keeps books, and cases that only note what they are told. */
import { base64url } from 'jose';
import { sha256 } from '#protocol/capture/commitment.ts';
import type { MinistryCode, MinistryResult, FilingNumbers } from '#protocol/case/submission.ts';
import type { DeliveryEvent } from '#protocol/delivery/event.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { policies } from '#protocol/policy/registry.ts';
import { Refusal } from '#protocol/refusal.ts';
import { drainAccount } from '../../../../../worker/bureau/job/drain.ts';
import type { AccountWork } from '../../../../../worker/bureau/job/worker.ts';
import { BureauConfig } from '../../../../../worker/bureau/configuration.ts';
import { casePictureKey, filingKey, formFileKey } from '../../../../../worker/case/blob-keys.ts';
import type { Cases } from '../../../../../worker/case/cases.ts';
import { serviceIds } from '../../../../../worker/case/people.ts';
import type { LiveCase } from '../../../../../worker/case/state.ts';
import { sealedBlobs } from '../../../../../worker/retention/sealed-blobs.ts';
import { createMemoryHost } from '../../../../contract/memory-host.ts';
import { Life, mortal } from '../../../../contract/mortal.ts';
import { individual, nowMs } from '../../../protocol/filing/example.ts';
import { BookedBureau } from './booked-bureau.ts';

export const account = 'beijing';

/** What a case was told, in order. */
export type Told =
  | { readonly kind: 'upload'; readonly round: number; readonly sequence: number }
  | { readonly kind: 'trouble'; readonly round: number; readonly trouble: MinistryCode }
  | { readonly kind: 'result'; readonly round: number; readonly result: MinistryResult }
  | { readonly kind: 'numbers'; readonly filingNumbers: FilingNumbers };

interface Desk {
  state: Pick<LiveCase, 'id' | 'state' | 'submissions' | 'services' | 'documents' | 'subjects' | 'channel' | 'forms'>;
  isWithdrawn: boolean;
  readonly told: Told[];
}

const config = BureauConfig.parse({
  endpoint: 'https://bureau.example',
  ispId: 1,
  userName: 'user',
  password: 'password',
  providerId: 77,
  encryption: { key: '0123456789abcdef', iv: '0123456789abcdef' },
});

export class World {
  readonly host = createMemoryHost();
  readonly bureau = new BookedBureau();
  readonly clock = { nowMs };
  readonly cases = new Map<string, Desk>();
  readonly events: DeliveryEvent[] = [];
  readonly lines: unknown[] = [];
  readonly #ports = this.host.portsWith(policies);
  /** The bytes of each page and picture. */
  picture: Uint8Array | undefined;
  /** The host's queue. */
  sendJob: () => Promise<void> = async () => {};

  get accounts(): AccountWork['accounts'] {
    return this.#ports.accounts;
  }

  /** The work of a process. @param life ends it at a call */
  work(life = new Life(), changes: Partial<typeof config> = {}): AccountWork {
    const { host: _, clock } = this;
    const ports = this.#ports;
    const keys = { session: ports.sessionKeys, case: ports.caseKeys, file: ports.fileKeys };
    return {
      accounts: mortal(ports.accounts, life),
      bureaus: { [account]: { ...config, ...changes } },
      bureauOf: () => mortal(this.bureau, life),
      cases: mortal(this.#desks(), life),
      feeds: mortal(
        {
          append: async (_tenant: string, events: readonly DeliveryEvent[]) => {
            this.events.push(...events.filter(({ id }) => !this.events.some((known) => known.id === id)));
          },
        },
        life,
      ) as Partial<AccountWork['feeds']> as AccountWork['feeds'],
      jobs: { send: () => this.sendJob() },
      blobs: mortal(
        sealedBlobs(ports.blobs, keys, ports.random, () => {}),
        life,
      ),
      fileKeys: mortal(ports.fileKeys, life),
      formKit: ports.formKit,
      config: { tenants: [{ id: 'one', name: 'One', keys: [], origins: [], bureaus: [account] }] },
      now: () => clock.nowMs,
      random: ports.random,
      log: (line) => void this.lines.push(line),
    };
  }

  drain(life?: Life, changes?: Partial<typeof config>): Promise<void> {
    return drainAccount(this.work(life, changes), account);
  }

  /** Lets the alarm ring until nothing is due for a while. */
  async settle(untilMs = 3_600_000): Promise<void> {
    const endMs = this.clock.nowMs + untilMs;
    for (let rings = 0; rings < 400; rings += 1) {
      const atMs = await this.host.accounts.wakesAtMs(account);
      if (atMs === undefined || atMs > endMs) return;
      this.clock.nowMs = Math.max(this.clock.nowMs, atMs);
      await this.host.accounts.wakeWith(account, this.clock.nowMs, () => this.drain());
    }
    throw new Error('the account does not come to rest');
  }

  /** A case that is handed over. */
  async submit(id: string, { record = individual, round = 1 }: { record?: FilingRecord; round?: number } = {}) {
    await this.#ports.caseKeys.make(id);
    const blobs = sealedBlobs(
      this.#ports.blobs,
      { session: this.#ports.sessionKeys, case: this.#ports.caseKeys, file: this.#ports.fileKeys },
      this.#ports.random,
      () => {},
    );
    const recordDigest = base64url.encode(sha256(new TextEncoder().encode(JSON.stringify(record))));
    await blobs.put(filingKey(id, recordDigest), JSON.stringify(record));
    this.picture ??= await flat(this.#ports);
    const ids = serviceIds(record);
    const forms = ids.map((serviceId, n) => ({
      serviceId,
      number: `number of ${id}`,
      digest: `form-${id}-${n}`,
      madeAtMs: nowMs,
      recordDigest,
      pdf: 'pdf',
      pictures: ['page'],
    }));
    for (const { digest } of forms) await blobs.put(formFileKey(id, digest, { kind: 'jpg', page: 1 }), this.picture);
    await blobs.put(casePictureKey(id, 'front'), this.picture);
    await blobs.put(casePictureKey(id, 'portrait'), this.picture);
    const earlier = this.cases.get(id);
    const submission = { round, account, handedOverAtMs: nowMs, recordDigest, forms, stage: 'queued', reminded: 0 };
    const desk: Desk = {
      told: earlier?.told ?? [],
      isWithdrawn: false,
      state: {
        id,
        state: 'submitted',
        channel: 'self',
        submissions: [...(earlier?.state.submissions ?? []), submission as never],
        services: ids.map((service) => ({ id: service, kind: 'website', subject: 'organiser', items: [] })),
        documents: [{ kind: 'person-document-front', subject: 'organiser', digest: 'front' } as never],
        subjects: [{ id: 'organiser', required: true, attestation: { portraitDigest: 'portrait' } } as never],
        forms,
      },
    };
    this.cases.set(id, desk);
    await this.accounts.enqueue(account, { case: id, round, recordDigest }, this.clock.nowMs);
  }

  told(id: string): readonly Told[] {
    return this.cases.get(id)!.told;
  }

  /** The number of a case's organiser. */
  async organiserOf(id: string): Promise<number | undefined> {
    const numbers = await this.accounts.numbers(account, { case: id }, this.clock.nowMs);
    return numbers.find(({ kind }) => kind === 'organiser')?.number;
  }

  overview() {
    return this.accounts.overview(account, {}, this.clock.nowMs);
  }

  #desks(): Cases {
    const run = async (id: string, kind: string, args: Record<string, unknown>): Promise<unknown> => {
      const desk = this.cases.get(id);
      if (!desk) throw new Refusal('case-unknown');
      if (desk.isWithdrawn) throw new Refusal('case-withdrawn');
      if (kind === 'read') return structuredClone(desk.state);
      const { by: _, atMs: __, file, ...rest } = args as { by: unknown; atMs?: number; file?: object };
      const told = {
        kind: kind.slice('note-'.length),
        ...rest,
        ...(file && { sequence: (file as never)['sequence'] }),
      };
      // As the case does: what it knows has no second effect.
      if (!desk.told.some((known) => JSON.stringify(known) === JSON.stringify(told))) desk.told.push(told as Told);
      return structuredClone(desk.state);
    };
    return { run: run as never };
  }
}

async function flat({ formKit }: Pick<AccountWork, 'formKit'>): Promise<Uint8Array> {
  const data = new Uint8ClampedArray(4 * 64 * 48).fill(128);
  return (await formKit()).drawing.encode({ data, width: 64, height: 48 }, { quality: 60, grey: true });
}
