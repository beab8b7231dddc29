/** Captures of a synthetic filer: trace, hashes and windows as a widget would send them, made without a model. */
import { schedule, type Slot } from '#protocol/policy/schedule.ts';
import type { Ask } from '#protocol/action/action.ts';
import { advanceRunningHash, frameLeaf, merkleRoot, sha256, startRunningHash } from '#protocol/capture/commitment.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { policies } from '#protocol/policy/registry.ts';
import { decodeTrace, encodeHeader, encodeRecord, type TraceRecord } from '#protocol/capture/trace.ts';
import { concatBytes } from '@noble/hashes/utils.js';
import { base64url } from 'jose';
import type { Capture, DisclosedWindow } from '../../worker/capture/capture.ts';
import { syntheticFace } from './face.ts';
import { perform, type Performance } from './performance.ts';
import { createRandom } from './random.ts';
import { truthful, type Shot } from './picture.ts';

/** A capture, with what only the attester has: the pictures and the encoded trace. */
export interface SyntheticCapture extends Capture {
  readonly jpegs: readonly Uint8Array[];
  readonly traceBytes: Uint8Array;
  readonly root: Uint8Array;
  /** When its windows are due. */
  readonly slots: readonly Slot[];
}

/** How a synthetic filer acts. */
export interface Acting {
  readonly seed?: number;
  readonly rateHz?: number;
  /** How the filer moves. By default, the filer does what is asked, 300 to 900 ms after each disclosure. */
  readonly performance?: (slots: readonly Slot[]) => Performance;
  /** Changes a record before it is hashed. If it returns undefined, the record is dropped. */
  readonly alter?: (record: TraceRecord) => TraceRecord | undefined;
  /** Landmark noise, standard deviation in pixels. */
  readonly noisePx?: number;
  /** How long the capture continues after the last window. */
  readonly tailMs?: number;
}

export interface SyntheticOptions extends Acting {
  readonly asks: readonly Ask[];
  /** The challenge's JWS. */
  readonly challenge?: string | undefined;
  /** The policy that gives the times of the windows; by default the current one. */
  readonly policy?: Policy;
}

/** The records of a performance, at the given rate and with landmark noise. */
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

/** The capture of a synthetic filer who was asked `asks`. */
export const syntheticCapture = ({ asks, challenge, policy, ...acting }: SyntheticOptions): SyntheticCapture =>
  captureOf(synthetically(acting)(asks, policy), { asks, challenge, ...(policy && { policy }) });

/** Makes a function from asks to the shots of a filer who answers them. The pictures are `tinyJpeg`s. */
export function synthetically(
  acting: Acting = {},
): (asks: readonly Ask[], policy?: Policy, disclosed?: readonly Pick<DisclosedWindow, 'windowMs'>[]) => Shot[] {
  const { seed = 1, alter = (record) => record } = acting;
  return (asks, policy = policies.current, disclosed = []) => {
    const lengthsMs = disclosed.map(({ windowMs }) => windowMs);
    const slots = schedule(asks, policy, lengthsMs);
    const random = createRandom(seed + 1000);
    const reactions = slots.map(() => 300 + random() * 600);
    const performance = (acting.performance ?? ((due) => perform(due, (n) => reactions[n]!)))(slots);
    const durationMs = slots.at(-1)!.endMs + (acting.tailMs ?? 100);
    const records = syntheticRecords(performance, { ...acting, durationMs }).flatMap((record) => alter(record) ?? []);
    return truthful(records, seed & 255);
  };
}

/**
 * The capture that a widget would make from these shots. It requests each window when it is due, with the hash so far.
 */
export function captureOf(
  shots: readonly Shot[],
  {
    asks,
    challenge = 'challenge.of.test',
    policy = policies.current,
    slots = schedule(asks, policy),
  }: Pick<SyntheticOptions, 'asks' | 'challenge' | 'policy'> & { readonly slots?: readonly Slot[] },
): SyntheticCapture {
  const records = shots.map(({ record }) => record);
  const jpegs = shots.map(({ jpeg }) => jpeg);
  const frameDigests = jpegs.map(digestOf);
  const header = encodeHeader({ mesh: 'attention', widthPx: 640, heightPx: 480 }, records.length);
  const traceBytes = concatBytes(header, ...records.map(encodeRecord));
  const trace = decodeTrace(traceBytes, policy.trace.maxRecords);
  const leaves = trace.recordBytes.map((bytes, n) => frameLeaf(n, bytes, frameDigests[n]!));

  const windows: DisclosedWindow[] = [];
  let hash = startRunningHash(challenge);
  leaves.forEach((leaf, n) => {
    hash = advanceRunningHash(hash, leaf);
    const due = slots[windows.length];
    const { atMs } = records[n]!;
    if (!due || atMs < due.startMs) return;
    const windowMs = due.endMs - due.startMs;
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
    slots,
  };
}

const digests = new WeakMap<Uint8Array, Uint8Array>();

/** SHA-256 of a picture, cached because films repeat their frames. */
function digestOf(jpeg: Uint8Array): Uint8Array {
  const digest = digests.get(jpeg) ?? sha256(jpeg);
  digests.set(jpeg, digest);
  return digest;
}

/** Server time of the trace's first record; an arbitrary time. */
const epochMs = 1_700_000_000_000;
