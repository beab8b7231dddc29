/** Camera frames as the widget keeps them: each is a JPEG with the record that the models made from it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { concatBytes } from '@noble/hashes/utils.js';
import { decodeTrace, encodeHeader, encodeRecord } from '#protocol/capture/trace.ts';
import { manifestPath } from '../../models/manifest.ts';
import type { Shot } from '../synthetic/picture.ts';
import { cached, sourceVersion } from './cache.ts';
import { joinMjpeg, splitMjpeg } from '../clip/mjpeg.ts';
import { nodeVision } from './node-vision.ts';
import { frameRateHz } from './segment.ts';
import { track } from './track.ts';

const size = { widthPx: 640, heightPx: 480 };

const version = [
  sourceVersion(['assess/actor/shot.ts', 'assess/actor/track.ts', 'assess/actor/node-vision.ts', 'vision/']),
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
      pack(await shotsOf(film)),
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

async function shotsOf(film: readonly Uint8Array[]): Promise<Shot[]> {
  const { encode } = await nodeVision();
  const shots: Shot[] = [];
  for await (const { record, picture } of track(film, frameRateHz)) shots.push({ record, jpeg: await encode(picture) });
  return shots;
}
