/** Videos as JPEGs at their own frame rate, as a camera of that rate would deliver them. */
import { execFileSync } from 'node:child_process';
import { longSidePx } from '#protocol/capture/trace.ts';
import { splitMjpeg } from '../clip/mjpeg.ts';
import { ensureFfmpeg } from '../../tool/browser.ts';
import { frameRateHz } from './segment.ts';

/** The file has no frame that ffmpeg can decode. */
export class UnreadableVideo extends Error {}

export interface Video {
  readonly frames: readonly Uint8Array[];
  /** Frames a second. */
  readonly rateHz: number;
}

/**
 * Decodes a video. A rate above a webcam's is reduced to it, and a picture that is larger than a trace allows is made smaller.
 *
 * @param crop the part that is shown, as ffmpeg's `width:height:x:y` in the video's pixels; undefined for the whole picture
 * @throws UnreadableVideo
 */
export function decodeVideo(path: string, crop?: string): Video {
  ensureFfmpeg();
  const rateHz = Math.min(frameRateHz, rateOf(path));
  const fit = `scale='min(iw,${longSidePx})':'min(ih,${longSidePx})':force_original_aspect_ratio=decrease`;
  const filter = crop === undefined ? fit : `crop=${crop},${fit}`;
  const output = ['-r', `${rateHz}`, '-vf', filter, '-c:v', 'mjpeg', '-q:v', '3', '-f', 'mjpeg', '-'];
  const frames = splitMjpeg(run('ffmpeg', ['-v', 'error', '-i', path, '-an', ...output]));
  if (frames.length === 0) throw new UnreadableVideo(`${path}: no frames`);
  return { frames, rateHz };
}

/** The mean rate of the first video stream, in frames a second. */
function rateOf(path: string): number {
  const query = ['-select_streams', 'v:0', '-show_entries', 'stream=avg_frame_rate', '-of', 'csv=p=0'];
  const [frames, seconds] = new TextDecoder().decode(run('ffprobe', ['-v', 'error', ...query, path])).split('/');
  const rateHz = Number(frames) / Number(seconds);
  if (!(rateHz > 0)) throw new UnreadableVideo(`${path}: no video stream with a frame rate`);
  return rateHz;
}

function run(program: string, args: readonly string[]): Uint8Array {
  try {
    return execFileSync(program, args, { maxBuffer: 2 ** 31, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (cause) {
    throw new UnreadableVideo(`${program}: ${(cause as { stderr?: Buffer }).stderr?.toString().trim() ?? cause}`, {
      cause,
    });
  }
}
