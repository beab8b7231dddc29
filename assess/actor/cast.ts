/** The built-in players of an assessment: people, and presentation attacks by species. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { drawAsks, seededDraw } from '#protocol/policy/chance.ts';
import { policy } from '#protocol/policy/registry.ts';
import type { PersonTraits } from '../count/person.ts';
import type { ActorMaterial } from '../count/trial.ts';
import { ensureFfmpeg } from '../../tool/browser.ts';
import { drawnSource } from './drawn/source.ts';
import { drawnLandmarks, overOtherActions, overNeutral, type Forge } from './forge.ts';
import { neutralName, type LiveOptions, type Reel } from './live.ts';
import { splitMjpeg } from '../clip/mjpeg.ts';
import { renoised } from './noise.ts';
import { persons, type Person } from './people.ts';
import { hasPuppet, puppetSource, type PuppetAttack } from './puppet.ts';
import { segment, type SegmentName } from './segment.ts';
import type { FrameSource } from './source.ts';
import { away, warpedSource } from './warp.ts';

/** A person or an attack that can be put in front of the camera. */
export interface Player {
  readonly name: string;
  /** `bona-fide`, or the species of the attack. */
  readonly species: string;
  /** @param needs what the trial plays; the reel may have more */
  readonly reel: (seed: number, needs?: ReelNeeds) => Promise<Reel>;
  readonly options: Omit<LiveOptions, 'seed'>;
  /** Whether its material is available here: a clone does not have ../shared/media. */
  readonly hasMaterial: boolean;
  /** What the player is made from in the trial with this seed. */
  readonly material: (seed: number) => ActorMaterial;
  /** What is known about a person; absent for an attack. */
  readonly traits?: PersonTraits;
  /** Writes a trace. Without it, the widget makes the trace. */
  readonly forge?: Forge;
  /** A species that actions alone are known not to stop. The report lists it under the limits. */
  readonly isBeyond?: true;
}

/** What a trial needs of a reel, because a segment takes seconds to render. */
export interface ReelNeeds {
  /** The segments that are played; by default all. */
  readonly segments?: readonly string[];
  /** How many films of the neutral face, which are played in turns; by default one. */
  readonly neutrals?: number;
}

/** Whether the material of this player is available here. */
export const isHere = ({ hasMaterial }: Player): boolean => hasMaterial;

const playedSegments: readonly SegmentName[] = [
  'neutral',
  'pause',
  'blink',
  'turn-left',
  'turn-right',
  'nod',
  'open-mouth',
];

/** How many variations of each segment of a victim are rendered; a trial's seed picks one. */
export const variations = 3;

/** People whose segments are rendered once move at another speed in each trial. Convention, as people do. */
const speeds = [0.85, 1.2] as const;

const dayMs = 86_400_000;

/** A seed that differs from run to run. All seeds of one day pick the same variation, so that only one is rendered. */
export const freshSeed = (): number =>
  variations * (Date.now() % 30_000) + (Math.floor(Date.now() / dayMs) % variations);

async function reelOf(
  source: Pick<FrameSource, 'frames'>,
  seed: number,
  { segments = playedSegments, neutrals = 1 }: ReelNeeds = {},
  of = variations,
): Promise<Reel> {
  const variation = 1 + (seed % of);
  const reel: Record<string, readonly Uint8Array[]> = {};
  // One after the other, because rendering keeps a core busy.
  for (const name of playedSegments) if (segments.includes(name)) reel[name] = await source.frames(name, variation);
  for (let n = 1; n < neutrals; n += 1) reel[neutralName(n)] = await source.frames('neutral', variation + n * of);
  return reel;
}

function personPlayer({ source, material, variations: own, hasMaterial, ...person }: Person): Player {
  const { name: _, ...traits } = person;
  return {
    name: source.name,
    species: 'bona-fide',
    reel: (seed, needs) => reelOf(source, seed, needs, own),
    options: own === 1 ? { speeds } : {},
    hasMaterial,
    material: () => material,
    traits,
  };
}

/** First the drawn faces, which every clone has, then the animated stills. */
export const people: readonly Player[] = persons.map(personPlayer);

/** The people whom the test suites play. They are few, because each takes a minute to render. */
export const suitePeople: readonly Player[] = people.filter((_, place) => persons[place]!.variations > 1);

/** The people whose pictures an attack replays. */
const victims: readonly { readonly source: FrameSource; readonly material: ActorMaterial }[] = [
  { source: drawnSource('lan'), material: 'drawn-faces' },
  ...(hasPuppet ? [{ source: puppetSource('collins_1'), material: 'animated-photos' as const }] : []),
];
const victim = (seed: number) => victims[seed % victims.length]!;

const folder = fileURLToPath(new URL('../../../shared/media/faces/clips/', import.meta.url));

/** A recorded video as 640×480 JPEGs, 30 a second. */
function recording(file: string): readonly Uint8Array[] {
  ensureFfmpeg();
  const filter = 'crop=ih*4/3:ih,scale=640:480';
  const args = ['-v', 'error', '-i', `${folder}${file}`, '-r', '30', '-vf', filter, '-c:v', 'mjpeg', '-q:v', '3'];
  return splitMjpeg(execFileSync('ffmpeg', [...args, '-f', 'mjpeg', '-'], { maxBuffer: 2 ** 28 }));
}

const recordedAttack = (file: string): Player => ({
  name: file,
  species: file.replace('.mp4', ''),
  reel: async () => ({ clip: recording(file) }),
  options: { loop: ['clip'] },
  hasMaterial: hasPuppet,
  material: () => 'recordings',
});

/** All actions, one after the other. */
const everything = ['blink', 'blink', 'blink', 'turn-left', 'turn-right', 'nod', 'open-mouth'];

/** A still of the victim: the first frame of the neutral face. */
const still = async (seed: number) => (await victim(seed).source.frames('neutral', 1))[0]!;

/** An attack that replays a victim. The trial's seed chooses which. */
const attack = (species: string, name: string, options: Player['options'], more: Partial<Player> = {}): Player => ({
  name,
  species,
  reel: (seed, needs) => reelOf(victim(seed).source, seed, needs),
  options,
  hasMaterial: true,
  material: (seed) => victim(seed).material,
  ...more,
});

/** An attack that the puppet renders. */
const puppetAttack = (species: PuppetAttack, name: string, more: Partial<Player> = {}): Player => ({
  name,
  species,
  reel: (seed, needs) => reelOf(puppetSource('collins_1', { attack: species }), seed, needs),
  options: {},
  hasMaterial: hasPuppet,
  material: () => 'animated-photos',
  ...more,
});

/** Two photographs for each segment, the neutral face and the peak, shown alternately, with sensor noise. */
async function photographs(seed: number): Promise<Reel> {
  const whole = await reelOf(victim(seed).source, seed);
  const variation = 1 + (seed % variations);
  const reel: Record<string, readonly Uint8Array[]> = {};
  for (const name of playedSegments) {
    const distances = segment(name, variation).map(away);
    const furthest = Math.max(...distances);
    const isFar = distances.map((distance) => distance > furthest / 2);
    const far = isFar.filter(Boolean).length;
    const peak = [...(await renoised(whole[name]![distances.indexOf(furthest)]!, far, 2))];
    const neutral = [...(await renoised(whole[name]![0]!, isFar.length - far, 1))];
    reel[name] = isFar.map((isIt) => (isIt ? peak : neutral).pop()!);
  }
  return reel;
}

/** One photograph of the victim with slightly parted lips, warped as a whole. */
async function warpedPhotograph(seed: number): Promise<Reel> {
  const frames = await victim(seed).source.frames('open-mouth', 1);
  return reelOf(warpedSource(frames[Math.floor(frames.length / 8)]!), seed);
}

/** The answers to another challenge. */
const recorded = (seed: number) => drawAsks(seededDraw(`recorded ${seed}`), policy);

/** Attacks by species. */
export const attacks: readonly Player[] = [
  attack(
    'frozen',
    'one frame, held',
    { loop: ['held'] },
    {
      reel: async (seed) => ({ held: Array<Uint8Array>(30).fill(await still(seed)) }),
    },
  ),
  attack(
    'frozen-renoised',
    'one frame, held, with fresh noise',
    { loop: ['held'] },
    {
      reel: async (seed) => ({ held: await renoised(await still(seed), 60, 1 + (seed % variations)) }),
    },
  ),
  attack('other-actions', 'a person who does something else', { contrary: true }),
  attack('everything-loop', 'all actions one after the other, over and over', {
    loop: everything.flatMap((name) => [name, 'pause']),
  }),
  attack('recorded-answers', 'the right answers to another challenge', { recorded }),
  puppetAttack('print-flat', 'a print, held before the camera'),
  puppetAttack('print-moved', 'a print, turned and nodded as asked'),
  puppetAttack('print-bent', 'a print, turned, nodded and bent as asked'),
  puppetAttack('cutout', 'a print with holes, worn by another who does as asked'),
  puppetAttack('screen', 'a person on a screen who does something else', { options: { contrary: true } }),
  recordedAttack('intel_head-pose-female.mp4'),
  recordedAttack('intel_head-pose-male.mp4'),
  attack('trace-over-neutral', 'the right trace, over pictures of a neutral face', {}, { forge: overNeutral }),
  attack('trace-over-others', 'the right trace, over pictures of other actions', {}, { forge: overOtherActions }),
  attack('drawn-landmarks', 'pictures of a neutral face, with landmarks drawn as asked', {}, { forge: drawnLandmarks }),
  // Actions alone cannot stop these; lip reading, colours and depth come later.
  puppetAttack('screen', 'a person on a screen who does as asked', { species: 'screen-as-asked', isBeyond: true }),
  attack('photographs', 'two photographs of each action, in turns', {}, { reel: photographs, isBeyond: true }),
  attack('warped', 'one photograph, tilted and squashed as asked', {}, { reel: warpedPhotograph, isBeyond: true }),
  puppetAttack('none', 'a live puppet, injected as a camera', { species: 'puppet', isBeyond: true }),
  attack('relay', 'a person elsewhere, half a second late', { lagMs: 500 }, { isBeyond: true }),
];
