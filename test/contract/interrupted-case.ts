/**
 * A case whose verifier is killed once, between any two of its steps. Its clients send again what was not answered, and its alarm
 * rings as the host would let it.
 */
import { base64url } from 'jose';
import type { CaseStatus } from '#protocol/case/case.ts';
import type { SubmitReview } from '#protocol/case/review.ts';
import { policies } from '#protocol/policy/registry.ts';
import { limits } from '#protocol/limits.ts';
import { authoritiesOf } from '../../worker/authority/authorities.ts';
import { BureauConfig } from '../../worker/bureau/configuration.ts';
import type { CaseArgs } from '../../worker/case/commands.ts';
import { handOverCase } from '../../worker/case/job/hand-over-case.ts';
import { openCase } from '../../worker/case/job/open-case.ts';
import type { CaseWork } from '../../worker/case/job/parts.ts';
import { resumeCase } from '../../worker/case/job/resume.ts';
import { reviewCase } from '../../worker/case/job/review-case.ts';
import { submitCase } from '../../worker/case/job/submit.ts';
import { takeDocument } from '../../worker/case/job/take-document.ts';
import type { LiveCase } from '../../worker/case/state.ts';
import { providerView } from '../../worker/case/view.ts';
import { sandboxSecret, type Config } from '../../worker/config.ts';
import { Load } from '../../worker/load/load.ts';
import { sealedBlobs } from '../../worker/retention/sealed-blobs.ts';
import { receivedInMemory } from './received.ts';
import { authoritySimulation, simulatedConnectors } from '../../worker/sandbox/authority/simulation.ts';
import { sandboxTenants } from '../../worker/tenant/sandbox-tenants.ts';
import { deriveKey } from '../../worker/trust/secret.ts';
import { makeSessionId } from '../../worker/trust/session-id.ts';
import { approvalFor, companyRecord, flatJpeg, verifiedFiler, type CaseSite } from './filing-case.ts';
import { createMemoryHost } from './memory-host.ts';
import { Life, mortal } from './mortal.ts';
import { createSite, origin } from './site.ts';

const config: Config = {
  sandbox: true,
  issuer: origin,
  version: '0.1.0',
  secret: sandboxSecret,
  tenants: sandboxTenants,
};
const tenant = sandboxTenants[0]!;
const [key, reviewer] = tenant.keys;
const byKey = { tenant: tenant.id, key: key!.id };
const record = companyRecord();

/** The sandbox's tenant has an account of this name. */
const bureaus = {
  sandbox: BureauConfig.parse({
    endpoint: origin,
    ispId: 1,
    userName: 'user',
    password: 'password',
    providerId: 1,
  }),
};

/** A case on its way, in a host that survives its processes. */
export class InterruptedCase {
  readonly host = createMemoryHost();
  /** Filers talk to a process that lives. */
  readonly site: CaseSite = createSite(this.host.portsWith(policies), config);
  /** What each question was, as the authority received it. */
  readonly received = receivedInMemory(1_000);
  readonly id = makeSessionId(
    crypto.getRandomValues(new Uint8Array(16)),
    tenant.id,
    deriveKey(sandboxSecret, 'case-id-mac'),
  );
  life: Life;
  #pending: Promise<unknown>[] = [];
  #work: CaseWork;

  constructor(life: Life) {
    this.life = life;
    this.#work = this.#start();
  }

  /** A process of the verifier. */
  #start(): CaseWork {
    const { life, site } = this;
    const ports = this.host.portsWith(policies);
    const now = () => site.clock.nowMs;
    const simulation = authoritySimulation({ received: this.received, now, pause: ports.pause });
    const connected = {
      ...ports,
      now,
      sandbox: true,
      timeout: (ms: number) => AbortSignal.timeout(ms),
      fetch: (request: Request) => life.call(() => simulation.fetch(request)),
    };
    const blobs = sealedBlobs(
      ports.blobs,
      { session: ports.sessionKeys, case: ports.caseKeys, file: ports.fileKeys },
      ports.random,
      () => {},
    );
    return {
      ...ports,
      now,
      config,
      log: () => {},
      cases: mortal(ports.cases, life),
      sessions: mortal(ports.sessions, life),
      caseIndex: mortal(ports.caseIndex, life),
      persons: mortal(ports.persons, life),
      blobs: mortal(blobs, life),
      bureaus,
      accounts: mortal(ports.accounts, life),
      feeds: mortal(ports.feeds, life),
      authorities: authoritiesOf(simulatedConnectors(origin), connected),
      personKey: deriveKey(sandboxSecret, 'person-name'),
      load: new Load({ now: () => Date.now(), pause: () => new Promise((resolve) => void setImmediate(resolve)) }),
      jobs: {
        // Job and alarm ring at once, and a job that a dead process has taken is lost with it.
        send: (job) =>
          life.call(async () => {
            if (job.kind !== 'case') return;
            this.#pending.push(
              resumeCase(this.#work, job.id).catch(() => undefined),
              this.#ring(),
            );
          }),
      },
      keepAlive: (work) => void this.#pending.push(work),
    };
  }

  /** The process is dead: another one takes over. */
  async #restart(): Promise<void> {
    await Promise.allSettled(this.#pending);
    this.#pending = [];
    await this.host.restart();
    this.life = new Life();
    this.#work = this.#start();
  }

  /** Does one thing as a client does that gets no answer: once more, after the process was replaced. */
  async #insist<T>(act: (work: CaseWork) => Promise<T>): Promise<T> {
    try {
      const answer = await act(this.#work);
      await Promise.allSettled(this.#pending);
      if (!this.life.isDead) return answer;
    } catch (error) {
      if (!this.life.isDead) throw error;
    }
    await this.#restart();
    return act(this.#work);
  }

  /** Lets the alarm ring until the case is as wished. */
  async #awake(wished: CaseStatus): Promise<LiveCase> {
    for (let rings = 0; rings < 20; rings += 1) {
      await Promise.allSettled(this.#pending);
      if (this.life.isDead) await this.#restart();
      const state = await this.state();
      if (state.state === wished) return state;
      const atMs = await this.host.cases.wakesAtMs(this.id);
      if (atMs === undefined) break;
      this.site.clock.nowMs = Math.max(atMs, this.site.clock.nowMs);
      await this.#ring();
    }
    throw new Error(`the case does not become ${wished}`);
  }

  async #ring(): Promise<void> {
    const resume = (id: string) => resumeCase(this.#work, id);
    await this.host.cases.wakeWith(this.id, this.site.clock.nowMs, resume).catch(() => undefined);
  }

  state(): Promise<LiveCase> {
    return this.host.ports.cases.run(this.id, 'read', { by: { verifier: true } }, this.site.clock.nowMs);
  }

  /** What the account tells the case, as often as it gets no answer. */
  #tell<K extends 'note-upload' | 'note-result' | 'note-numbers'>(kind: K, args: Omit<CaseArgs<K>, 'by'>) {
    const told = { ...args, by: { verifier: true } } as CaseArgs<K>;
    return this.#insist(({ cases, now }) => cases.run(this.id, kind, told, now()));
  }

  /** From the record to the forms, and to the ministry's acceptance. The test is the account. */
  async run(): Promise<LiveCase> {
    const { id, site } = this;
    await this.#insist((work) => openCase(work, { id, tenant, key: key!.id, request: { filing: { ...record } } }));
    const filer = await verifiedFiler(site, id, 'organiser');
    await filer.sign(record.organiser.personInCharge.name);
    const picture = base64url.encode(await flatJpeg(site));
    for (const [kind, body] of documents) {
      await this.#insist((work) =>
        takeDocument(
          work,
          id,
          kind,
          { picture, ...body },
          { caller: byKey, by: byKey.key },
          { run: async (step) => step() },
        ),
      );
    }
    await this.#insist((work) => submitCase(work, id, { by: byKey, idempotencyKey: 'submit' }));
    const read = providerView(await this.#awake('in-review'), { sandbox: true, nowMs: site.clock.nowMs });
    const request: SubmitReview = await approvalFor(site, read);
    await this.#insist((work) => reviewCase(work, id, { tenant, key: reviewer!, idempotencyKey: 'review', request }));
    await this.#awake('form-ready');
    await this.#insist((work) => handOverCase(work, id, { by: byKey, tenant, idempotencyKey: 'hand-over' }));
    await this.#awake('submitted');
    await this.#insist((work) => resumeCase(work, id));
    await this.#tell('note-upload', { round: 1, file: { sequence: 1, digest: 'file' }, atMs: site.clock.nowMs });
    site.clock.nowMs += limits.case.sms.remindAfterMs[0]!;
    await this.#insist((work) => resumeCase(work, id));
    await this.#tell('note-numbers', { filingNumbers: { organiser: { ministryId: 1 }, services: [] } });
    const result = { atMs: site.clock.nowMs, accepted: true, codes: [], opinions: [] };
    await this.#tell('note-result', { round: 1, result });
    // What a dead process did not write to the index is written by the next one that has to do with the case.
    await this.#insist((work) => resumeCase(work, id));
    return this.state();
  }
}

const { name, document, legalRepresentative, personInCharge } = record.organiser;
const documents = [
  ['unit-document', { fields: { name, number: document.number, legalRepresentative: legalRepresentative!.name } }],
  [
    'person-document-front',
    { subject: 'organiser', fields: { name: personInCharge.name, number: personInCharge.document.number } },
  ],
  ['person-document-back', { subject: 'organiser', fields: { validUntil: personInCharge.document.validUntil! } }],
] as const;
