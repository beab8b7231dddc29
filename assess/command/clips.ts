/** An assessor's own clips: reads the list, and each clip as JPEGs of 640×480, 30 a second. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { ClipList } from '../clip/clip-list.ts';
import { jpegFrame } from '#protocol/capture/jpeg.ts';
import { drawAsks, seededDraw } from '#protocol/policy/chance.ts';
import { schedule } from '#protocol/policy/schedule.ts';
import { policy } from '#protocol/policy/registry.ts';
import { splitMjpeg } from '../clip/mjpeg.ts';
import { appraiseShots } from '../actor/offline.ts';
import { frameRateHz } from '../actor/segment.ts';
import { shoot } from '../actor/shot.ts';
import { withPictures } from '../report/pictures.ts';
import { picturesOfSeen } from './offline.ts';
import { readJson, InputError } from '../../tool/command-line.ts';
import { conclusionOf, unanswered, type Presentation, type Trial } from '../count/trial.ts';

export interface Clip {
  readonly presentation: Presentation;
  readonly path: string;
}

/**
 * Reads a list of clips. Paths in it are relative to the list's folder.
 *
 * @throws InputError
 */
export function readClips(file: string): Clip[] {
  const list = ClipList.safeParse(readJson(file));
  if (!list.success) throw new InputError(`${file}: ${z.prettifyError(list.error)}`);
  return list.data.map(({ clip, label, species, seed }) => {
    const path = resolve(dirname(file), clip);
    if (!existsSync(path)) throw new InputError(`${file}: there is no ${clip}`);
    return { presentation: { label, species: label === 'attack' ? species : 'bona-fide', player: clip, seed }, path };
  });
}

/**
 * The clip's frames as a 640×480 webcam would deliver them, `frameRateHz` a second.
 *
 * @throws InputError
 */
export function framesOf({ path }: Clip): Uint8Array[] {
  const isMjpeg = path.endsWith('.mjpeg');
  // An .mjpeg states no frame rate: ffmpeg would assume 25, and Chromium's fake camera plays 30.
  const input = [...(isMjpeg ? ['-framerate', `${frameRateHz}`] : []), '-i', path];
  const filter = 'scale=640:480:force_original_aspect_ratio=increase,crop=640:480';
  const output = ['-r', `${frameRateHz}`, '-vf', filter, '-c:v', 'mjpeg', '-q:v', '3', '-f', 'mjpeg', '-'];
  try {
    if (isMjpeg) {
      const frames = splitMjpeg(readFileSync(path));
      if (frames.every(hasWebcamSize)) return frames;
    }
    return splitMjpeg(execFileSync('ffmpeg', ['-v', 'error', ...input, ...output], { maxBuffer: 2 ** 31 }));
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new InputError(isMissing ? `install ffmpeg, which is needed to read ${path}` : `${path} cannot be read`, {
      cause,
    });
  }
}

function hasWebcamSize(jpeg: Uint8Array): boolean {
  const frame = jpegFrame(jpeg);
  return frame?.widthPx === 640 && frame.heightPx === 480;
}

/** Every 2nd frame is kept: 15 a second, about what a slow phone tracks. */
const keptEvery = 2;

/**
 * Plays a clip without a browser. Time zero is the clip's first frame with a face. The clip's seed draws the challenge.
 */
export async function showOffline(clip: Clip): Promise<Trial> {
  const { presentation } = clip;
  const frames = framesOf(clip);
  const asks = drawAsks(seededDraw(presentation.seed), policy);
  const lengthMs = schedule(asks, policy).at(-1)!.endMs + 100;
  const shots = await shoot(frames);
  const first = shots.findIndex(({ record }) => record.face);
  const kept = shots.slice(Math.max(0, first)).flatMap(({ record, jpeg }, n) => {
    const atMs = Math.round((n * 1000) / frameRateHz);
    return n % keptEvery === 0 && atMs <= lengthMs ? [{ record: { ...record, atMs }, jpeg }] : [];
  });
  const lastMs = kept.at(-1)?.record.atMs ?? 0;
  const presented = { ...presentation, way: 'offline' as const };
  // A clip without a face, or one that ends too early, answers no challenge.
  if (first < 0 || lastMs < lengthMs - 100) return { ...presented, ...unanswered(undefined) };
  const { appraisal, seen } = await appraiseShots(kept, asks, 0);
  return withPictures({ ...presented, ...conclusionOf(appraisal) }, () => picturesOfSeen(seen));
}
