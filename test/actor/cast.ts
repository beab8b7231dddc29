/** Who stands before the camera in a trial: people, and presentation attacks by species. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { faceNames } from './drawn/face.ts';
import { drawnSource } from './drawn/source.ts';
import type { LiveOptions, Reel } from './live.ts';
import { splitMjpeg } from './mjpeg.ts';
import { hasPuppet, puppetSource } from './puppet.ts';
import type { SegmentName } from './segment.ts';
import type { FrameSource } from './source.ts';

/** One way to stand before the camera. */
export interface Player {
  readonly name: string;
  /** `bona-fide`, or the species of the attack. */
  readonly species: string;
  readonly reel: (seed: number) => Promise<Reel>;
  readonly options: Omit<LiveOptions, 'seed'>;
  /** Whether it is made of ../shared/media, which a clone does not hold. */
  readonly needsMedia: boolean;
}

/** Whether this player can play here. */
export const isHere = ({ needsMedia }: Player): boolean => !needsMedia || hasPuppet;

const acted: readonly SegmentName[] = ['rest', 'pause', 'blink', 'turn-left', 'turn-right', 'nod', 'open-mouth'];

/** How many ways of doing each segment a source is rendered in; a trial's seed picks one. */
const variations = 3;

async function reelOf(source: FrameSource, seed: number): Promise<Reel> {
  const variation = 1 + (seed % variations);
  const reel: Record<string, readonly Uint8Array[]> = {};
  // One after the other: rendering takes a core of its own.
  for (const name of acted) reel[name] = await source.frames(name, variation);
  return reel;
}

const person = (source: FrameSource, needsMedia: boolean): Player => ({
  name: source.name,
  species: 'bona-fide',
  reel: (seed) => reelOf(source, seed),
  options: {},
  needsMedia,
});

/** Drawn faces first, which every clone has; then the animated photos. */
export const people: readonly Player[] = [
  ...faceNames.map((face) => person(drawnSource(face), false)),
  ...(['collins_1', 'intel_female_1', 'intel_male_1'] as const).map((photo) => person(puppetSource(photo), true)),
];

/** What every attack that replays somebody replays. */
const victims: readonly FrameSource[] = [drawnSource(faceNames[0]!), ...(hasPuppet ? [puppetSource('collins_1')] : [])];
const victim = (seed: number) => victims[seed % victims.length]!;

const folder = fileURLToPath(new URL('../../../shared/media/faces/clips/', import.meta.url));

/** A recorded clip as 640×480 JPEGs, 30 a second. */
function recording(file: string): readonly Uint8Array[] {
  const filter = 'crop=ih*4/3:ih,scale=640:480';
  const args = ['-v', 'error', '-i', `${folder}${file}`, '-r', '30', '-vf', filter, '-c:v', 'mjpeg', '-q:v', '3'];
  return splitMjpeg(execFileSync('ffmpeg', [...args, '-f', 'mjpeg', '-'], { maxBuffer: 2 ** 28 }));
}

const clip = (file: string): Player => ({
  name: file,
  species: file.replace('.mp4', ''),
  reel: async () => ({ clip: recording(file) }),
  options: { loop: ['clip'] },
  needsMedia: true,
});

/** All actions, one after the other. */
const everything = ['blink', 'blink', 'blink', 'turn-left', 'turn-right', 'nod', 'open-mouth'];

/** Attacks by species. */
export const attacks: readonly Player[] = [
  {
    name: 'one frame, held',
    species: 'frozen',
    reel: async (seed) => ({ held: Array<Uint8Array>(30).fill((await victim(seed).frames('rest', 1))[0]!) }),
    options: { loop: ['held'] },
    needsMedia: false,
  },
  {
    name: 'a person who does something else',
    species: 'other-actions',
    reel: (seed) => reelOf(victim(seed), seed),
    options: { contrary: true },
    needsMedia: false,
  },
  {
    name: 'all actions one after the other, over and over',
    species: 'everything-loop',
    reel: (seed) => reelOf(victim(seed), seed),
    options: { loop: everything.flatMap((segment) => [segment, 'pause']) },
    needsMedia: false,
  },
  ...(['print', 'cutout'] as const).map((attack): Player => ({
    name: `${attack}, moved as asked`,
    species: attack,
    reel: (seed) => reelOf(puppetSource('collins_1', { attack }), seed),
    options: {},
    needsMedia: true,
  })),
  clip('intel_head-pose-female.mp4'),
  clip('intel_head-pose-male.mp4'),
];
