/**
 * The session's key. It is made in this browser and never leaves it, and is stored until the session ends, for
 * reloads.
 */
import { generateKeyPair, type KeyPair } from 'dpop';
import { exportJWK } from 'jose';
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

/** Keys that the browser may not store, as in private windows. They last as long as the page. */
const unstored = new Map<string, KeyPair>();

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
  const database = await openDatabase().catch(() => undefined);
  const stored = database && (await findKey(database, session, nowMs).catch(() => undefined));
  // Some browsers open the database but store nothing in it.
  const found = stored ?? unstored.get(session);
  if (found) return found;
  const pair = await generateKeyPair('ES256');
  unstored.set(session, pair);
  if (database) await storeKey(database, { session, pair, expiresAtMs }).catch(() => undefined);
  return pair;
}

/** The public part, for the verifier. */
export async function publicJwk({ publicKey }: KeyPair): Promise<PublicJwk> {
  const { x, y } = await exportJWK(publicKey);
  return { kty: 'EC', crv: 'P-256', x: x!, y: y! };
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: 'session' });
  return settled(request);
}

async function findKey(database: IDBDatabase, session: string, nowMs: number): Promise<KeyPair | undefined> {
  const store = database.transaction(storeName, 'readwrite').objectStore(storeName);
  const keys: StoredKey[] = await settled(store.getAll());
  // The present session's key is never deleted: the phone's clock may be wrong, and the verifier would refuse a new key.
  keys.filter((key) => key.session !== session && key.expiresAtMs < nowMs).forEach((key) => store.delete(key.session));
  return keys.find((key) => key.session === session)?.pair;
}

async function storeKey(database: IDBDatabase, key: StoredKey): Promise<void> {
  await settled(database.transaction(storeName, 'readwrite').objectStore(storeName).put(key));
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('no answer')), answerMs);
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
