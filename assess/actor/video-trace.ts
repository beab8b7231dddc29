/** The trace that the product's tracker makes of a video. It is cached, so that a changed rule is judged in seconds. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { concatBytes } from '@noble/hashes/utils.js';
import { decodeTrace, encodeHeader, encodeRecord, type Trace } from '#protocol/capture/trace.ts';
import { cached, sourceVersion } from './cache.ts';
import { track } from './track.ts';
import { decodeVideo } from './video.ts';

const version = sourceVersion([
  'assess/actor/video-trace.ts',
  'assess/actor/video.ts',
  'assess/actor/track.ts',
  'assess/actor/node-vision.ts',
  'protocol/capture/trace.ts',
  'protocol/measure/landmark.ts',
  'vision/',
  'models/manifest.json',
]);

/**
 * Tracks the face through a video.
 *
 * @param crop as in `decodeVideo`
 * @throws UnreadableVideo
 */
export async function traceOfVideo(path: string, crop?: string): Promise<Trace> {
  const key = [createHash('sha256').update(readFileSync(path)).digest('hex'), crop];
  return decodeTrace(await cached(`the landmarks in ${basename(path)}`, key, version, make), Infinity);

  async function make(): Promise<Uint8Array> {
    const { frames, rateHz } = decodeVideo(path, crop);
    const records: Uint8Array[] = [];
    let size = { widthPx: 0, heightPx: 0 };
    for await (const { record, picture } of track(frames, rateHz)) {
      size = { widthPx: picture.width, heightPx: picture.height };
      records.push(encodeRecord(record));
    }
    return concatBytes(encodeHeader({ mesh: 'attention', ...size }, records.length), ...records);
  }
}
