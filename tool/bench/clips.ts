/**
 * The clips that the bench shows: a face looks straight ahead, turns, nods and opens the mouth, at 15 frames a
 * second.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { drawnSource } from '../../assess/actor/drawn/source.ts';
import { joinMjpeg, splitMjpeg } from '../../assess/clip/mjpeg.ts';
import { ensureFfmpeg } from '../browser.ts';

const photo = join(import.meta.dirname, '../../../shared/media/samples/tour-collins.mp4');

/** As many items as `count`, evenly spaced in the list. */
const some = <T>(all: readonly T[], count: number): T[] =>
  Array.from({ length: count }, (_, n) => all[Math.floor((n * all.length) / count)]!);

/** One picture of a drawn face, for the time to the first landmark. */
export const still = async (): Promise<Uint8Array> => (await drawnSource('mei').frames('neutral', 1))[0]!;

/**
 * A drawn face, and an animated photograph if ../shared/media is there.
 *
 * @param frames number of frames of each clip
 */
export async function clips(frames: number): Promise<ReadonlyMap<string, Uint8Array>> {
  const mei = drawnSource('mei');
  const drawn: Uint8Array[] = [];
  for (const segment of ['neutral', 'turn-left', 'nod', 'open-mouth'] as const) {
    drawn.push(...(await mei.frames(segment, 1)).filter((_, n) => n % 2 === 0));
  }
  const found = new Map([['drawn', joinMjpeg(some(drawn, frames))]]);
  if (existsSync(photo)) {
    ensureFfmpeg();
    const args = [
      '-v',
      'error',
      '-i',
      photo,
      '-vf',
      'fps=15,scale=640:480',
      '-c:v',
      'mjpeg',
      '-q:v',
      '3',
      '-f',
      'mjpeg',
    ];
    const film = execFileSync('ffmpeg', [...args, '-'], { maxBuffer: 2 ** 28 });
    found.set('photo', joinMjpeg(some(splitMjpeg(film), frames)));
  }
  return found;
}
