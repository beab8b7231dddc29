/**
 * The session's key. It is made in this browser and never leaves it, and is stored until the session ends, for
 * reloads.
 */
import { generateKeyPair, type KeyPair } from 'dpop';
import type { PublicJwk } from '#protocol/session/key.ts';

/** A slower IndexedDB reply counts as a failure: some web views never reply. Convention. */
const answerMs = 4_000;

const databaseName = 'beihe';
const storeName = 'keys';

interface StoredKey {
  readonly session: string;
  readonly pair: KeyPair;
  readonly expiresAtMs: number;
}

/**
 * The keys that this page has used. Some browsers store none, as in private windows, and the page may delete its
 * databases at any time.
 */
const used = new Map<string, KeyPair>();

/** Keys that are being looked up or made. Two elements with the same session on a page get the same key. */
const underWay = new Map<string, Promise<KeyPair>>();

/** The key of this session, made on first use. @param nowMs epoch milliseconds, to delete the keys of ended sessions */
export function sessionKey(session: string, expiresAtMs: number, nowMs: number): Promise<KeyPair> {
  const key = underWay.get(session) ?? findOrMake(session, expiresAtMs, nowMs);
  underWay.set(session, key);
  const done = () => underWay.delete(session);
  key.then(done, done);
  return key;
}

async function findOrMake(session: string, expiresAtMs: number, nowMs: number): Promise<KeyPair> {
  const known = used.get(session);
  if (known) return known;
  let isStoring = true;
  const stored = await withStore((store) => findKey(store, session, nowMs)).catch(() => {
    isStoring = false; // and it need not be asked again, because some web views never answer
  });
  const pair = stored ?? (await generateKeyPair('ES256'));
  used.set(session, pair);
  if (!stored && isStoring) {
    await withStore((store) => settled(store.put({ session, pair, expiresAtMs }))).catch(() => undefined);
  }
  return pair;
}

/** The public part, for the verifier. */
export async function publicJwk({ publicKey }: KeyPair): Promise<PublicJwk> {
  const { x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  return { kty: 'EC', crv: 'P-256', x: x!, y: y! };
}

/** Use the store for one operation. An open connection would block a page that deletes its databases, so none is kept. */
async function withStore<T>(use: (store: IDBObjectStore) => Promise<T>): Promise<T> {
  const request = indexedDB.open(databaseName, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: 'session' });
  let isOver = false;
  const close = () => request.result.close();
  request.addEventListener('success', () => {
    request.result.addEventListener('versionchange', close);
    if (isOver) close(); // it was opened too late
  });
  try {
    const database = await settled(request);
    const transaction = database.transaction(storeName, 'readwrite');
    const result = await use(transaction.objectStore(storeName));
    // Until then the connection is not closed, even if it is told to.
    await reached(transaction, 'complete').catch(() => undefined);
    return result;
  } finally {
    isOver = true;
    if (request.readyState === 'done' && !request.error) close();
  }
}

async function findKey(store: IDBObjectStore, session: string, nowMs: number): Promise<KeyPair | undefined> {
  const keys: StoredKey[] = await settled(store.getAll());
  // The present session's key is never deleted: the phone's clock may be wrong, and the verifier would refuse a new key.
  keys.filter((key) => key.session !== session && key.expiresAtMs < nowMs).forEach((key) => store.delete(key.session));
  return keys.find((key) => key.session === session)?.pair;
}

async function settled<T>(request: IDBRequest<T>): Promise<T> {
  await reached(request, 'success');
  return request.result;
}

/** Resolves at this event. @throws Error if the browser refuses, or does not answer in time */
const reached = (source: IDBRequest | IDBTransaction, event: 'success' | 'complete'): Promise<void> =>
  new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('no answer')), answerMs);
    source.addEventListener(event, () => resolve());
    for (const refusal of ['error', 'abort']) source.addEventListener(refusal, () => reject(new Error(refusal)));
  });
