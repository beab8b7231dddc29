/** Camera frames as the widget keeps them: each is a JPEG with the record that the models made from it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { concatBytes } from '@noble/hashes/utils.js';
import { tracedIndices } from '#protocol/measure/landmark.ts';
import { decodeTrace, encodeHeader, encodeRecord, type TraceRecord } from '#protocol/capture/trace.ts';
import { backgroundColour, skinColour } from '#vision/colour.ts';
import { inMemory } from '#vision/picture.ts';
import { manifestPath } from '../../models/manifest.ts';
import type { Shot } from '../synthetic/picture.ts';
import { cached, sourceVersion } from './cache.ts';
import { joinMjpeg, splitMjpeg } from '../clip/mjpeg.ts';
import { nodeVision } from './node-vision.ts';
import { frameRateHz } from './segment.ts';

const size = { widthPx: 640, heightPx: 480 };

/** The number of frames after which the widget counts faces again. */
const countEvery = Math.round(0.4 * frameRateHz);

const version = [
  sourceVersion(['assess/actor/shot.ts', 'assess/actor/node-vision.ts', 'vision/']),
  readFileSync(manifestPath, 'utf8'),
].join();

/**
 * The shots made so far in this process, keyed by the hash of their film. The same film gives the same objects, so that each picture is read
 * once.
 */
const known = new Map<string, Promise<Shot[]>>();

/**
 * Tracks the face through a film of 640×480 JPEGs, 30 a second. The result is cached.
 *
 * @returns one shot for each frame
 */
export function shoot(film: readonly Uint8Array[]): Promise<Shot[]> {
  const key = film.reduce((hash, frame) => hash.update(frame), createHash('sha256')).digest('hex');
  const shots =
    known.get(key) ??
    cached(`the landmarks in a film of ${film.length} frames`, [key], version, async () =>
      pack(await track(film)),
    ).then(unpack);
  known.set(key, shots);
  return shots;
}

/** Layout: the length of the trace as uint32 LE, the trace, the JPEGs. */
function pack(shots: readonly Shot[]): Uint8Array {
  const header = encodeHeader({ mesh: 'attention', ...size }, shots.length);
  const trace = concatBytes(header, ...shots.map(({ record }) => encodeRecord(record)));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, trace.length, true);
  return concatBytes(length, trace, joinMjpeg(shots.map(({ jpeg }) => jpeg)));
}

function unpack(packed: Uint8Array): Shot[] {
  const length = new DataView(packed.buffer, packed.byteOffset).getUint32(0, true);
  const { records } = decodeTrace(packed.subarray(4, 4 + length), Infinity);
  const jpegs = splitMjpeg(packed.subarray(4 + length));
  return records.map((record, n) => ({ record, jpeg: jpegs[n]! }));
}

async function track(film: readonly Uint8Array[]): Promise<Shot[]> {
  const { tracker, decode, encode } = await nodeVision();
  const shots: Shot[] = [];
  tracker.reset();
  // The first frame is tracked twice. The region of the face has then settled, as if another film had come before.
  await tracker.track(inMemory(await decode(film[0]!)), true);
  let counted = 0;
  for (const [n, frame] of film.entries()) {
    const picture = await decode(frame);
    const pixels = inMemory(picture);
    const { face: points, faces } = await tracker.track(pixels, n % countEvery === 0);
    counted = faces ?? counted;
    const face = points && tracedIndices.map((index) => ({ x: points[index]!.x, y: points[index]!.y }));
    const record: TraceRecord = {
      atMs: Math.round((n * 1000) / frameRateHz),
      faces: face ? Math.max(1, counted) : 0,
      skin: face ? skinColour(pixels, face) : [0, 0, 0],
      background: backgroundColour(pixels),
      face,
    };
    shots.push({ record, jpeg: await encode(picture) });
  }
  return shots;
}
