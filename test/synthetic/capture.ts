import { schedule, type Slot } from '#protocol/challenge.ts';
import type { Ask } from '#protocol/action/action.ts';
import { advanceRunningHash, frameLeaf, merkleRoot, sha256, startRunningHash } from '#protocol/frame.ts';
import { policy } from '#protocol/policy.ts';
import { decodeTrace, encodeHeader, encodeRecord, type TraceRecord } from '#protocol/trace.ts';
import { base64url } from 'jose';
import type { Capture, DisclosedWindow } from '../../worker/capture.ts';
import { syntheticFace } from './face.ts';
import { perform, type Performance } from './performance.ts';
import { createRandom } from '../actor/random.ts';

/** What a synthetic attester captured, with its secrets. */
export interface SyntheticCapture extends Capture {
  readonly jpegs: readonly Uint8Array[];
  readonly traceBytes: Uint8Array;
  readonly root: Uint8Array;
}

export interface SyntheticOptions {
  readonly asks: readonly Ask[];
  readonly seed?: number;
  readonly rateHz?: number;
  readonly challenge?: string;
  /** How the filer moves; by default as asked, 300 to 900 ms after each disclosure. */
  readonly performance?: (slots: readonly Slot[]) => Performance;
  /** Change a record before it is hashed; return undefined to drop it. */
  readonly alter?: (record: TraceRecord) => TraceRecord | undefined;
  /** Landmark noise, standard deviation in pixels. */
  readonly noisePx?: number;
  /** How long frames go on after the last window. */
  readonly tailMs?: number;
}

/** Bytes that say of themselves they are a 640×480 JPEG, and hold `payload` in a comment. */
export function tinyJpeg(payload: Uint8Array, widthPx = 640, heightPx = 480): Uint8Array {
  const size = [heightPx >> 8, heightPx & 255, widthPx >> 8, widthPx & 255];
  const comment = [0xff, 0xfe, (payload.length + 2) >> 8, (payload.length + 2) & 255, ...payload];
  return Uint8Array.from([0xff, 0xd8, ...comment, 0xff, 0xc0, 0, 11, 8, ...size, 1, 1, 0x11, 0, 0xff, 0xd9]);
}

/** Records of a performance at the given rate, with landmark noise. */
export function syntheticRecords(
  performance: Performance,
  {
    durationMs,
    rateHz = 20,
    seed = 1,
    noisePx = 0.25,
  }: { durationMs: number; rateHz?: number; seed?: number; noisePx?: number },
): TraceRecord[] {
  const random = createRandom(seed);
  const noise = () => (random() + random() + random() - 1.5) * 2 * noisePx;
  return Array.from({ length: Math.floor((durationMs / 1000) * rateHz) + 1 }, (_, n) => {
    const atMs = Math.round((n * 1000) / rateHz);
    const face = syntheticFace(performance(atMs)).map(({ x, y }) => ({ x: x + noise(), y: y + noise() }));
    return { atMs, faces: 1, skin: [180, 140, 120] as const, background: [90, 95, 100] as const, face };
  });
}

/** A capture of a synthetic filer. */
export function syntheticCapture(options: SyntheticOptions): SyntheticCapture {
  const { asks, seed = 1, alter = (record) => record } = options;
  const slots = schedule(asks, policy);
  const random = createRandom(seed + 1000);
  const reactions = slots.map(() => 300 + random() * 600);
  const performance = (options.performance ?? ((due) => perform(due, (n) => reactions[n]!)))(slots);
  const durationMs = slots.at(-1)!.endMs + (options.tailMs ?? 100);
  const records = syntheticRecords(performance, { ...options, durationMs }).flatMap((record) => alter(record) ?? []);
  return captureOf(records, options);
}

/** A capture as the widget makes it of these records: each window asked for when it is due, with the hash so far. */
export function captureOf(
  records: readonly TraceRecord[],
  { asks, seed = 1, challenge = 'challenge.of.test' }: Pick<SyntheticOptions, 'asks' | 'seed' | 'challenge'>,
): SyntheticCapture {
  const slots = schedule(asks, policy);
  const jpegs = records.map((_, n) => tinyJpeg(Uint8Array.of(n & 255, n >> 8, seed & 255)));
  const frameDigests = jpegs.map((jpeg) => sha256(jpeg));
  const traceBytes = Uint8Array.from([
    ...encodeHeader({ mesh: 'plain', widthPx: 640, heightPx: 480 }, records.length),
    ...records.flatMap((record) => [...encodeRecord(record)]),
  ]);
  const trace = decodeTrace(traceBytes, policy.trace.maxRecords);
  const leaves = trace.recordBytes.map((bytes, n) => frameLeaf(n, bytes, frameDigests[n]!));

  const windows: DisclosedWindow[] = [];
  let hash = startRunningHash(challenge);
  leaves.forEach((leaf, n) => {
    hash = advanceRunningHash(hash, leaf);
    const due = slots[windows.length];
    const { atMs } = records[n]!;
    if (!due || atMs < due.startMs) return;
    const windowMs = policy.challenge.windowMs[due.ask.kind];
    windows.push({ ask: due.ask, windowMs, runningHash: base64url.encode(hash), disclosedAtMs: epochMs + atMs });
  });
  const receivedAtMs = epochMs + records.at(-1)!.atMs + 200;
  return {
    challenge,
    issuedAtMs: epochMs - 300,
    windows,
    trace,
    frameDigests,
    receivedAtMs,
    jpegs,
    traceBytes,
    root: merkleRoot(leaves),
  };
}

/** Server time of the trace's first record: any will do. */
const epochMs = 1_700_000_000_000;
