import { concatBytes } from '@noble/hashes/utils.js';
import type { Medium } from '../../retention/sealed-object.ts';

/** The object's SQLite database. No call has to be awaited, because the object answers only after all of them are durable. */
export const mediumOf = <Stored extends object>(storage: DurableObjectStorage): Medium<Stored> => ({
  read: () => read(storage.kv) as Stored | undefined,
  write: (stored) => write(storage.kv, stored),
  clear: () => void storage.deleteAll(),
  wakeAt: (atMs) => void storage.setAlarm(atMs),
});

const stateKey = 'state';
const partKey = (n: number): string => `${stateKey}-${n}`;

/** A value of the database has at most 2 MB, and the state of a case with many services has more. */
const partBytes = 1024 * 1024;

/** A state, with the first part of its content if that is long. */
interface Parted {
  readonly content?: Uint8Array;
  /** How many parts follow. */
  readonly parts?: number;
}

function read(kv: SyncKvStorage): object | undefined {
  const stored = kv.get<Parted>(stateKey);
  if (!stored?.parts) return stored;
  const { parts, content, ...header } = stored;
  const others = Array.from({ length: parts }, (_, n) => kv.get<Uint8Array>(partKey(n + 1))!);
  return { ...header, content: concatBytes(content!, ...others) };
}

/** The calls of one write are one transaction, because nothing is awaited between them. */
function write(kv: SyncKvStorage, stored: Parted): void {
  const before = kv.get<Parted>(stateKey)?.parts ?? 0;
  const { content } = stored;
  const parts = content ? Math.ceil(content.length / partBytes) - 1 : 0;
  kv.put(stateKey, parts > 0 ? { ...stored, content: content!.slice(0, partBytes), parts } : stored);
  for (let n = 1; n <= parts; n += 1) kv.put(partKey(n), content!.slice(n * partBytes, (n + 1) * partBytes));
  for (let n = parts + 1; n <= before; n += 1) kv.delete(partKey(n));
}

/** Logs what will be tried again. */
export const logFailed = (what: 'delete' | 'resume' | 'deliver', error: unknown): void =>
  console.error(JSON.stringify({ level: 'error', error: `${what} failed: ${String(error)}` }));
