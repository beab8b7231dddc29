import type { Medium } from '../../retention/sealed-object.ts';

const stateKey = 'state';

/** The object's SQLite database. No call has to be awaited, because the object answers only after all of them are durable. */
export const mediumOf = <Stored>(storage: DurableObjectStorage): Medium<Stored> => ({
  read: () => storage.kv.get<Stored>(stateKey),
  write: (stored) => storage.kv.put(stateKey, stored),
  clear: () => void storage.deleteAll(),
  wakeAt: (atMs) => void storage.setAlarm(atMs),
});

/** Logs what will be tried again. */
export const logFailed = (what: 'delete' | 'resume', error: unknown): void =>
  console.error(JSON.stringify({ level: 'error', error: `${what} failed: ${String(error)}` }));
