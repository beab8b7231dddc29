/** The assessor's trials. This browser stores them (IndexedDB) until the assessor clears them. */
import type { Judge } from '../count/trial-set.ts';
import type { Trial } from '../count/trial.ts';
import type { Source } from './verifier.ts';

export interface KeptTrial {
  readonly trial: Trial;
  /** Where the trial's evidence can be read; undefined if no challenge was answered. */
  readonly source: Source | undefined;
  /** The trial's judge; undefined if an older version of the page stored the trial. */
  readonly judge?: Judge | undefined;
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

/** All trials, oldest first. */
export const readKept = (): Promise<KeptTrial[]> => inStore('readonly', (trials) => trials.getAll());

/** Stores a trial. @param at key of an earlier version of the trial, which is replaced @returns the trial's key */
export const keepTrial = (kept: KeptTrial, at?: IDBValidKey): Promise<IDBValidKey> =>
  inStore('readwrite', (trials) => trials.put(kept, at));

export const clearKept = (): Promise<unknown> => inStore('readwrite', (trials) => trials.clear());

/** All judges of these trials, without duplicates. */
export const judgesOf = (kept: readonly KeptTrial[]): Judge[] => [
  ...new Map(kept.flatMap(({ judge }) => (judge ? [[JSON.stringify(judge), judge] as const] : []))).values(),
];
