/** Altered bundles: a replay answers each of them with an appraisal or a `Refusal`, and never with another error. */
import { concatBytes } from '@noble/hashes/utils.js';
import { base64url, calculateJwkThumbprint, CompactSign, SignJWT } from 'jose';
import { beforeAll, expect, it } from 'vitest';
import type { Ask } from '#protocol/action/action.ts';
import { AppraisalRecord } from '#protocol/capture/appraisal-record.ts';
import { advanceRunningHash, frameLeaf, merkleRoot, sha256, startRunningHash } from '#protocol/capture/commitment.ts';
import { EvidenceBundle } from '#protocol/capture/evidence-bundle.ts';
import type { Evidence, EvidenceStatement } from '#protocol/capture/evidence.ts';
import { encodeHeader, encodeRecord, leastStepMs, type TraceRecord } from '#protocol/capture/trace.ts';
import { policy } from '#protocol/policy/registry.ts';
import { Refusal } from '#protocol/refusal.ts';
import { appraise, type Appraisal } from '../../../worker/appraisal/appraise.ts';
import { unwrapBundle } from '../../../worker/capture/bundle.ts';
import { drawFrames } from '../../../worker/capture/drawn-frames.ts';
import type { FaceReader } from '../../../worker/capture/face-reader.ts';
import { readRevealed } from '../../../worker/capture/revealed-frames.ts';
import { syntheticCapture } from '../../../assess/synthetic/capture.ts';
import { createKeyPair, type KeyPair } from '../../../assess/synthetic/filer.ts';
import { readTinyJpeg, tinyJpeg } from '../../../assess/synthetic/picture.ts';
import { fuzz, fuzzTimeoutMs, type Chance } from './chance.ts';
import { mutateBytes, mutateJson } from './mutate.ts';

const asks: readonly Ask[] = [{ kind: 'blink', count: 3 }, { kind: 'nod' }, { kind: 'turn-head', direction: 'left' }];
const expiresAtMs = 1_700_000_000_000;

let keyPair: KeyPair;
let challenge: string;
let records: readonly TraceRecord[];
let whole: EvidenceBundle;

beforeAll(async () => {
  keyPair = await createKeyPair();
  challenge = await new SignJWT({ jkt: await calculateJwkThumbprint(keyPair.jwk), expiresAtMs })
    .setProtectedHeader({ alg: 'ES256' })
    .sign(keyPair.privateKey);
  const capture = syntheticCapture({ asks, challenge, rateHz: 12 });
  ({ records } = capture.trace);
  const { frames } = drawFrames(capture, policy, () => 0);
  whole = await bundleOf(records, {
    windows: [...capture.windows],
    receivedAtMs: capture.receivedAtMs,
    revealed: frames.map((index) => ({ index, jpeg: base64url.encode(capture.jpegs[index]!) })),
  });
});

/** A bundle whose statement, digests and root agree with these records. */
async function bundleOf(
  given: readonly TraceRecord[],
  rest: Pick<EvidenceBundle, 'windows' | 'receivedAtMs' | 'revealed'>,
): Promise<EvidenceBundle> {
  const encoded = given.map(encodeRecord);
  const digests = given.map((record) => sha256(tinyJpeg(record, 1)));
  const trace = concatBytes(encodeHeader({ mesh: 'attention', widthPx: 640, heightPx: 480 }, given.length), ...encoded);
  const statement: EvidenceStatement = {
    v: 1,
    challenge,
    traceDigest: base64url.encode(sha256(trace)),
    root: base64url.encode(merkleRoot(encoded.map((bytes, n) => frameLeaf(n, bytes, digests[n]!)))),
    frames: given.length,
    attester: {
      version: '0.1.0',
      backend: 'wasm',
      fallbacks: [],
      mesh: 'attention',
      models: base64url.encode(sha256(trace)),
    },
  };
  const evidence: Evidence = {
    statement: await new CompactSign(new TextEncoder().encode(JSON.stringify(statement)))
      .setProtectedHeader({ alg: 'ES256', typ: 'beihe-evidence+jws' })
      .sign(keyPair.privateKey),
    trace: base64url.encode(trace),
    frameDigests: base64url.encode(concatBytes(...digests)),
  };
  const { name, version } = policy;
  return { v: 1, policy: { name, version }, jwk: keyPair.jwk, evidence, ...rest };
}

/** Reads the face out of a synthetic picture, and finds none in any other. */
const faceReader: Pick<FaceReader, 'read'> = {
  read: async (jpeg) => {
    try {
      return readTinyJpeg(jpeg);
    } catch {
      return undefined;
    }
  },
};

/** What `POST /v1/replays` does with a body. @returns undefined if it is refused */
async function replay(body: unknown): Promise<Appraisal | undefined> {
  const bundle = EvidenceBundle.safeParse(body);
  if (!bundle.success) return undefined;
  try {
    const { capture, revealed } = await unwrapBundle(bundle.data, policy);
    const appraisal = appraise(capture, await readRevealed(revealed, capture, faceReader), policy);
    AppraisalRecord.parse(JSON.parse(JSON.stringify(appraisal)));
    return appraisal;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return undefined;
  }
}

it('a replay finds an unchanged bundle bona fide', async () => {
  expect(await replay(whole)).toMatchObject({ verdict: 'bona-fide' });
});

it('a replay refuses or appraises a bundle with faults in its JSON', { timeout: fuzzTimeoutMs }, async () => {
  await fuzz(async (chance) => {
    await replay(mutateJson(whole, chance));
  });
});

it('a replay refuses or appraises a signed bundle of impossible records', { timeout: fuzzTimeoutMs }, async () => {
  const verdicts = new Set<string | undefined>();
  await fuzz(async (chance) => {
    const strange = alterRecords(records, chance);
    const bundle = await bundleOf(strange, alterRest(strange, chance));
    verdicts.add((await replay(bundle))?.verdict);
  }, 0.25);
  expect([...verdicts]).toEqual(expect.arrayContaining(['attack', 'undetermined']));
});

/** The records with up to four changes that no camera could cause. */
function alterRecords(given: readonly TraceRecord[], chance: Chance): readonly TraceRecord[] {
  let altered = given;
  for (let times = chance.below(5); times > 0; times -= 1) altered = alter(altered, chance);
  return altered;
}

function alter(given: readonly TraceRecord[], chance: Chance): readonly TraceRecord[] {
  const from = chance.below(given.length);
  const to = from + 1 + chance.below(60);
  const inside = (change: (record: TraceRecord) => TraceRecord) =>
    given.map((record, n) => (n >= from && n < to ? change(record) : record));
  switch (chance.below(7)) {
    case 0: // records left out
      return rebased(given.filter((_, n) => n < from || n >= to)) ?? given;
    case 1: // only some records
      return rebased(given.slice(from, to)) ?? given;
    case 2: // no face
      return inside((record) => ({ ...record, faces: 0, skin: [0, 0, 0], face: undefined }));
    case 3: // many faces
      return inside((record) => (record.face ? { ...record, faces: chance.of([2, 255]) } : record));
    case 4: {
      // a face of no size, turned inside out, or far out of the picture
      const scale = chance.of([0, -1, 0.001, 100]);
      return inside((record) =>
        record.face ? { ...record, face: record.face.map(({ x, y }) => ({ x: x * scale, y: y * scale })) } : record,
      );
    }
    case 5: {
      // time that almost stands still, or jumps
      const leapMs = chance.of([leastStepMs, 5_000, 2 ** 31, 2 ** 32 - 1]);
      return given.map((record, n) =>
        n > from ? { ...record, atMs: Math.min(2 ** 32 - 1, record.atMs + leapMs) } : record,
      );
    }
    default: // another colour
      return inside((record) => (record.face ? { ...record, skin: [chance.of([0, 255]), 0, 255] } : record));
  }
}

/** The records with the first one at 0 ms; undefined if there are none. */
function rebased(given: readonly TraceRecord[]): readonly TraceRecord[] | undefined {
  const startMs = given[0]?.atMs;
  return startMs === undefined ? undefined : given.map((record) => ({ ...record, atMs: record.atMs - startMs }));
}

/** Windows with hashes of these records, and pictures of the records. All are as wrong as the schema allows. */
function alterRest(
  given: readonly TraceRecord[],
  chance: Chance,
): Pick<EvidenceBundle, 'windows' | 'receivedAtMs' | 'revealed'> {
  let hash = startRunningHash(challenge);
  const hashes = given.map((record, n) => {
    hash = advanceRunningHash(hash, frameLeaf(n, encodeRecord(record), sha256(tinyJpeg(record, 1))));
    return base64url.encode(hash);
  });
  const count = chance.of([0, 1, 2, 3, 16]);
  const windows = Array.from({ length: count }, (_, n) => {
    const inTurn = Math.floor(((n + 1) * given.length) / (count + 1));
    const record = chance.oneIn(6) ? chance.below(given.length) : inTurn;
    return {
      ask: chance.of<Ask>([...asks, { kind: 'open-mouth' }]),
      windowMs: chance.of([1, 3_500, 3_500, 3_500, Number.MAX_SAFE_INTEGER]),
      runningHash: chance.oneIn(10) ? '' : hashes[record]!,
      disclosedAtMs: chance.oneIn(6) ? 0 : expiresAtMs - 118_000 + given[record]!.atMs,
    };
  });
  const revealed = [...new Set(Array.from({ length: chance.below(12) }, () => chance.below(given.length + 1)))];
  return {
    windows,
    receivedAtMs: chance.of([0, expiresAtMs - 118_000 + given.at(-1)!.atMs, Number.MAX_SAFE_INTEGER]),
    revealed: revealed.map((index) => {
      const jpeg = tinyJpeg(given[index] ?? given[0]!, 1);
      return {
        index,
        jpeg: chance.of([base64url.encode(jpeg), null, base64url.encode(mutateBytes(jpeg, jpeg, chance))]),
      };
    }),
  };
}
