/** The assessor's trials, kept in this browser until they are cleared. */
import type { Trial } from '../count/trial.ts';
import type { Source } from './verifier.ts';

export interface KeptTrial {
  readonly trial: Trial;
  /** Where its evidence can be read; undefined where no challenge was answered. */
  readonly source: Source | undefined;
}

const store = 'trials';

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('beihe-assess', 1);
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(store, { autoIncrement: true }));
  return settledResult(request);
}

const settledResult = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });

async function inStore<T>(mode: IDBTransactionMode, act: (trials: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await settledResult(act(database.transaction(store, mode).objectStore(store)));
  } finally {
    database.close();
  }
}

/** All of them, oldest first. */
export const readKept = (): Promise<KeptTrial[]> => inStore('readonly', (trials) => trials.getAll());

/** @param at where it is kept already, to be replaced. @returns where it is kept */
export const keepTrial = (kept: KeptTrial, at?: IDBValidKey): Promise<IDBValidKey> =>
  inStore('readwrite', (trials) => trials.put(kept, at));

export const clearKept = (): Promise<unknown> => inStore('readwrite', (trials) => trials.clear());
