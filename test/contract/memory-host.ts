/**
 * A host that stores everything in the memory of this process. Only for tests: a verifier must keep its sessions
 * through a restart.
 */
import { setTimeout } from 'node:timers/promises';
import { policies as registry, type Policies } from '#protocol/policy/registry.ts';
import { Refusal } from '#protocol/refusal.ts';
import { sandboxSecret } from '../../worker/config.ts';
import type { Ports } from '../../worker/ports.ts';
import { accountsOf } from '../../worker/bureau/account/accounts.ts';
import { StoredAccount } from '../../worker/bureau/account/stored-account.ts';
import { sessionPrefix } from '../../worker/capture/blob-keys.ts';
import type { Blobs } from '../../worker/capture/blobs.ts';
import { casePrefix } from '../../worker/case/blob-keys.ts';
import type { Cases } from '../../worker/case/cases.ts';
import { StoredFeed } from '../../worker/delivery/feed/stored-feed.ts';
import type { Feeds } from '../../worker/delivery/feeds.ts';
import type { NotAdmitted } from '../../worker/person/person.ts';
import type { Persons } from '../../worker/person/persons.ts';
import { StoredPerson } from '../../worker/person/stored-person.ts';
import type { StoredPersonState } from '../../worker/person/stored.ts';
import type { StoredCase } from '../../worker/retention/sealed-case.ts';
import type { Rows } from '../../worker/retention/rows.ts';
import type { Medium } from '../../worker/retention/sealed-object.ts';
import type { StoredSession } from '../../worker/retention/sealed-session.ts';
import { wrappedKeys } from '../../worker/retention/sealing-keys.ts';
import { StoredFilingCase } from '../../worker/retention/stored-case.ts';
import { StoredCaptureSession } from '../../worker/retention/stored-session.ts';
import type { Sessions } from '../../worker/session/sessions.ts';
import type { Random } from '../../worker/trust/random.ts';
import type { Keys } from '../../worker/trust/ring.ts';
import { loadRing, rotateKeys, type StoredKey } from '../../worker/trust/signing-key.ts';
import { bureauSimulation } from '../../worker/sandbox/bureau/simulation.ts';
import { syntheticFaceReader } from '../../assess/synthetic/picture.ts';
import { formKit } from '../../tool/filing/form-kit.ts';
import type { ContractHost, HostObjects } from './host.ts';
import { memoryIndex, type IndexStorage } from './memory-index.ts';
import { memoryRows } from './memory-rows.ts';

/** The states of the objects of one kind, and their alarms, by id. */
interface ObjectStorage<Stored> {
  readonly states: Map<string, Stored>;
  readonly alarms: Map<string, number>;
}

const emptyStorage = <Stored>(): ObjectStorage<Stored> => ({ states: new Map(), alarms: new Map() });

export interface MemoryHost extends ContractHost {
  /** All ports of a verifier with these policies, over this storage. */
  portsWith(policies: Policies): Ports;
}

export function createMemoryHost(): MemoryHost {
  const random: Random = (length) => crypto.getRandomValues(new Uint8Array(length));
  const blobs = memoryBlobs();
  const sessionKeys = wrappedKeys(memoryBlobs(), sandboxSecret, 'session-key-wrap', random);
  const caseKeys = wrappedKeys(memoryBlobs(), sandboxSecret, 'case-key-wrap', random);
  const fileKeys = wrappedKeys(memoryBlobs(), sandboxSecret, 'file-key-wrap', random);
  const index: IndexStorage = { cases: new Map(), forms: new Map() };
  const caseIndex = memoryIndex(index);
  const keys = memoryKeys();
  let simulation: ReturnType<typeof bureauSimulation> | undefined;
  /** Made when it is first called, because most tests do not. */
  const sandboxBureau = () =>
    (simulation ??= bureauSimulation(memoryRows(), {
      now: () => Date.now(),
      pause: (ms) => setTimeout(ms),
      random,
    }));
  const stored = {
    sessions: emptyStorage<StoredSession>(),
    cases: emptyStorage<StoredCase>(),
    persons: emptyStorage<StoredPersonState>(),
  };

  let sessionObjects = new Map<string, StoredCaptureSession>();
  const sessionOf = (id: string, policies: Policies) =>
    kept(
      sessionObjects,
      id,
      () =>
        new StoredCaptureSession({
          medium: mediumOf(stored.sessions, id),
          keys: sessionKeys,
          deleteOutside: (session) => blobs.deleteAll(sessionPrefix(session)),
          policies,
          random,
          onFailed: () => {},
        }),
    );

  let caseObjects = new Map<string, StoredFilingCase>();
  let resume: (id: string) => Promise<void> = async () => {};
  const caseOf = (id: string) =>
    kept(
      caseObjects,
      id,
      () =>
        new StoredFilingCase({
          medium: mediumOf(stored.cases, id),
          keys: caseKeys,
          async deleteOutside(filingCase) {
            await blobs.deleteAll(casePrefix(filingCase));
            await caseIndex.remove(filingCase);
          },
          random,
          resume: (filingCase) => resume(filingCase),
          onFailed: () => {},
        }),
    );

  const accountRows = new Map<string, Rows>();
  const accountAlarms = new Map<string, number>();
  let accountObjects = new Map<string, StoredAccount>();
  let drain: (account: string) => Promise<void> = async () => {};
  const accountOf = (name: string) =>
    kept(
      accountObjects,
      name,
      () =>
        new StoredAccount({
          rows: kept(accountRows, name, memoryRows),
          wakeAt: (atMs) => void accountAlarms.set(name, atMs),
          drain: (account) => drain(account),
          onFailed: () => {},
        }),
    );

  const personOf = (name: string) => new StoredPerson(mediumOf(stored.persons, name));

  const feedRows = new Map<string, Rows>();
  const feedAlarms = new Map<string, number>();
  let deliver = async (_tenant: string): Promise<boolean> => false;
  const feedOf = (tenant: string) =>
    new StoredFeed({
      rows: kept(feedRows, tenant, memoryRows),
      wakeAt: (atMs) => void feedAlarms.set(tenant, atMs),
      deliver: (each) => deliver(each),
      onFailed: () => {},
    });

  const portsWith = (policies: Policies): Ports => ({
    policies,
    sessions: memorySessions((id) => sessionOf(id, policies)),
    cases: memoryCases(caseOf),
    caseIndex,
    persons: memoryPersons(personOf),
    accounts: accountsOf(async (name, kind, args, nowMs) => {
      const sent = await Promise.resolve(structuredClone(args));
      return structuredClone(accountOf(name).run(name, kind, sent, nowMs));
    }),
    feeds: memoryFeeds(feedOf),
    jobs: { send: async () => {} },
    sandboxBureau: async (request) => sandboxBureau().fetch(request),
    blobs,
    sessionKeys,
    caseKeys,
    fileKeys,
    keys,
    faceReader: async () => syntheticFaceReader,
    formKit,
    fetch: (request) => fetch(request),
    site: async () => new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } }),
    now: () => Date.now(),
    pause: (ms, signal) => setTimeout(ms, undefined, signal && { signal }),
    keepAlive: () => {},
    random,
    log: () => {},
  });

  return {
    ports: portsWith(registry),
    portsWith,
    sessions: objectsOf(stored.sessions, (id, nowMs) => sessionOf(id, registry).wake(nowMs)),
    cases: {
      ...objectsOf(stored.cases, (id, nowMs) => caseOf(id).wake(nowMs)),

      async wakeWith(id, nowMs, instead) {
        const before = resume;
        resume = instead;
        await caseOf(id).wake(nowMs);
        resume = before;
      },
    },
    accounts: {
      wakesAtMs: async (name) => accountAlarms.get(name),

      async wakeWith(name, nowMs, instead) {
        const before = drain;
        drain = instead;
        await accountOf(name).wake(nowMs);
        drain = before;
      },
    },
    persons: objectsOf(stored.persons, async (name, nowMs) => personOf(name).wake(nowMs)),
    feeds: {
      wakesAtMs: async (tenant) => feedAlarms.get(tenant),
      wake: (tenant, nowMs) => feedOf(tenant).wake(nowMs),

      async wakeWith(tenant, nowMs, instead) {
        const before = deliver;
        deliver = instead;
        await feedOf(tenant).wake(nowMs);
        deliver = before;
      },
    },
    restart: async () => {
      sessionObjects = new Map();
      caseObjects = new Map();
      accountObjects = new Map();
      return portsWith(registry);
    },
  };
}

/** The object of this id, made on first use. */
function kept<T>(objects: Map<string, T>, id: string, make: () => T): T {
  const object = objects.get(id) ?? make();
  objects.set(id, object);
  return object;
}

const objectsOf = <Stored>(
  { states, alarms }: ObjectStorage<Stored>,
  wake: (id: string, nowMs: number) => Promise<void>,
): HostObjects<Stored> => ({
  stored: async (id) => structuredClone(states.get(id)),

  async store(id, state) {
    states.set(id, structuredClone(state));
  },

  wakesAtMs: async (id) => alarms.get(id),
  wake,
});

const mediumOf = <Stored>({ states, alarms }: ObjectStorage<Stored>, id: string): Medium<Stored> => ({
  read: () => structuredClone(states.get(id)),
  write: (stored) => void states.set(id, structuredClone(stored)),
  clear() {
    states.delete(id);
    alarms.delete(id);
  },
  wakeAt: (atMs) => void alarms.set(id, atMs),
});

/** Sessions that copy their arguments and answers, as a host does that sends them to another process. */
const memorySessions = (objectOf: (id: string) => StoredCaptureSession): Sessions => ({
  async run(id, kind, args, nowMs) {
    const sent = await Promise.resolve(structuredClone(args));
    const outcome = await objectOf(id).run(kind, sent, nowMs);
    if ('refusal' in outcome) throw new Refusal(outcome.refusal, { retryAfterMs: outcome.retryAfterMs });
    return structuredClone(outcome.answer);
  },
});

/** Cases that copy too. */
const memoryCases = (objectOf: (id: string) => StoredFilingCase): Cases => ({
  async run(id, kind, args, nowMs) {
    const sent = await Promise.resolve(structuredClone(args));
    const outcome = await objectOf(id).run(kind, sent, nowMs);
    if ('refusal' in outcome) {
      const { refusal, retryAfterMs, faults } = outcome;
      throw new Refusal(refusal, { retryAfterMs, faults });
    }
    return structuredClone(outcome.answer);
  },
});

/** Feeds that copy too. */
function memoryFeeds(feedOf: (tenant: string) => StoredFeed): Feeds {
  const run: Feeds['run'] = async (tenant, kind, args, nowMs) => {
    const sent = await Promise.resolve(structuredClone(args));
    const outcome = feedOf(tenant).run(tenant, kind, sent, nowMs);
    if ('refusal' in outcome) throw new Refusal(outcome.refusal);
    return structuredClone(outcome.answer);
  };
  return { run, append: (tenant, events, nowMs) => run(tenant, 'append', { events }, nowMs) };
}

const memoryPersons = (personOf: (name: string) => StoredPerson): Persons => ({
  admitAttempt: async (person, attempts, nowMs) => refuse(personOf(person).attemptNotAdmitted(attempts, nowMs)),
  admitComparison: async (person, nowMs) => refuse(personOf(person).comparisonNotAdmitted(nowMs)),
  beginAttempt: async (person, attempt, attempts, nowMs) =>
    refuse(personOf(person).beginAttempt(attempt, attempts, nowMs)),
  beginComparison: async (person, id, nowMs) => refuse(personOf(person).beginComparison(id, nowMs)),
  forgive: async (person, what, id) => personOf(person).forgive(what, id),
});

function refuse(notAdmitted: NotAdmitted | undefined): void {
  if (notAdmitted) throw new Refusal(notAdmitted.refusal, { retryAfterMs: notAdmitted.retryAfterMs });
}

function memoryBlobs(): Blobs {
  const blobs = new Map<string, Uint8Array>();
  return {
    async put(key, content) {
      blobs.set(key, typeof content === 'string' ? new TextEncoder().encode(content) : content.slice());
    },

    async get(key) {
      return blobs.get(key)?.slice();
    },

    async delete(keys) {
      for (const key of keys) blobs.delete(key);
    },

    async deleteAll(prefix) {
      for (const key of blobs.keys()) if (key.startsWith(prefix)) blobs.delete(key);
    },
  };
}

function memoryKeys(): Keys {
  /** One rotation at a time: two at once would each create a key. */
  let tail: Promise<readonly StoredKey[]> = Promise.resolve([]);
  return {
    async ring(nowMs) {
      tail = tail.then((stored) => rotateKeys(stored, sandboxSecret, nowMs));
      return loadRing(await tail, sandboxSecret, nowMs);
    },
  };
}
