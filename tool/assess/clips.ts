/** An assessor's own clips: read from a list, as films of 640×480 JPEGs, 30 a second. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { drawAsks, schedule, seededDraw } from '#protocol/challenge.ts';
import { policy } from '#protocol/policy.ts';
import { splitMjpeg } from '../../test/actor/mjpeg.ts';
import { appraiseShots } from '../../test/actor/offline.ts';
import { frameRateHz } from '../../test/actor/segment.ts';
import { shoot } from '../../test/actor/shot.ts';
import type { Evidence } from './failures.ts';
import { concluded, type Presentation, type Trial } from './trial.ts';

const List = z
  .array(
    z.strictObject({
      clip: z.string().regex(/\.(mjpeg|mp4|webm)$/, 'must be .mjpeg, .mp4 or .webm'),
      label: z.enum(['bona-fide', 'attack']),
      species: z.string().min(1),
      seed: z.string().min(1).max(64),
    }),
  )
  .min(1);

export interface Clip {
  readonly presentation: Presentation;
  readonly frames: readonly Uint8Array[];
}

/** What is wrong with a list of clips, in words. */
export class ClipsMalformed extends Error {}

/**
 * Read a list `[{"clip", "label", "species", "seed"}]`; paths are from the list's own folder.
 *
 * @throws ClipsMalformed
 */
export function readClips(file: string): Clip[] {
  if (!existsSync(file)) throw new ClipsMalformed(`there is no ${file}`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new ClipsMalformed(`${file} is not JSON`);
  }
  const list = List.safeParse(json);
  if (!list.success) throw new ClipsMalformed(`${file}: ${z.prettifyError(list.error)}`);
  return list.data.map(({ clip, label, species, seed }) => {
    const path = resolve(dirname(file), clip);
    if (!existsSync(path)) throw new ClipsMalformed(`${file}: there is no ${clip}`);
    return { presentation: { label, species, player: clip, seed }, frames: framesOf(path) };
  });
}

/** What a webcam of 640×480 would show of it. */
function framesOf(path: string): Uint8Array[] {
  const filter = 'scale=640:480:force_original_aspect_ratio=increase,crop=640:480';
  const args = ['-v', 'error', '-i', path, '-r', `${frameRateHz}`, '-vf', filter, '-c:v', 'mjpeg', '-q:v', '3'];
  try {
    return splitMjpeg(execFileSync('ffmpeg', [...args, '-f', 'mjpeg', '-'], { maxBuffer: 2 ** 30 }));
  } catch (cause) {
    throw new ClipsMalformed(`ffmpeg cannot read ${path}`, { cause });
  }
}

/** Every 2nd frame is kept: about what a slow phone looks at. */
const keptEvery = 2;

/** Play a clip without a browser: time zero is its first frame with a face, and the challenge is drawn by its seed. */
export async function showOffline({
  presentation,
  frames,
}: Clip): Promise<{ readonly trial: Trial; readonly evidence: Evidence }> {
  const asks = drawAsks(seededDraw(presentation.seed), policy);
  const lengthMs = schedule(asks, policy).at(-1)!.endMs + 100;
  const shots = await shoot(frames);
  const first = shots.findIndex(({ record }) => record.face);
  const kept = shots.slice(Math.max(0, first)).flatMap(({ record, jpeg }, n) => {
    const atMs = Math.round((n * 1000) / frameRateHz);
    return n % keptEvery === 0 && atMs <= lengthMs ? [{ record: { ...record, atMs }, jpeg }] : [];
  });
  const lastMs = kept.at(-1)?.record.atMs ?? 0;
  const ended = { ...presentation, way: 'offline' as const };
  // A clip without a face, or one that is over too soon, answers nothing.
  if (first < 0 || lastMs < lengthMs - 100) {
    return { trial: { ...ended, outcome: 'unfinished', causes: [], failed: [], windows: [] }, evidence: [] };
  }
  const { appraisal, seen } = await appraiseShots(kept, asks, 0);
  return { trial: { ...ended, ...concluded(appraisal) }, evidence: seen };
}
