/**
 * The animated photos of ../shared/media as frame sources. This material lies outside the repository. Where it is
 * absent, `hasPuppet` is false and tests that need it are skipped.
 */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cachedFrames, cacheMiss, sourceVersion } from './cache.ts';
import { splitMjpeg } from '../clip/mjpeg.ts';
import type { Pose } from './pose.ts';
import { mixSeed } from '../synthetic/random.ts';
import { frameRateHz, segment, usualManner, type Manner } from './segment.ts';
import type { FrameSource } from './source.ts';
import { stillPath, type PuppetPhoto } from './still.ts';

const media = fileURLToPath(new URL('../../../shared/media/', import.meta.url));
const workshop = fileURLToPath(new URL('../../.cache/puppet/', import.meta.url));
const run = promisify(execFile);

/**
 * - `none` no attack: the person of the photo acts
 * - `print-flat` a printed photo, held in front of the camera, whatever is asked
 * - `print-moved` the print, turned and nodded as asked
 * - `print-bent` the print, turned, nodded and also bent when a blink or an open mouth is asked
 * - `cutout` another person (`behind`) wears the print, with holes for eyes and mouth
 * - `screen` the acting person, on a screen that is held in front of the camera
 */
export type PuppetAttack = 'none' | 'print-flat' | 'print-moved' | 'print-bent' | 'cutout' | 'screen';

export interface PuppetOptions {
  readonly attack?: PuppetAttack;
  /** Who wears the cutout. */
  readonly behind?: PuppetPhoto;
  /** How far the person moves. */
  readonly manner?: Manner;
}

export const hasPuppet = existsSync(join(media, 'puppet', 'render.mjs'));

const code = [
  'assess/actor/puppet.ts',
  'assess/actor/pose.ts',
  'assess/actor/segment.ts',
  'assess/synthetic/random.ts',
];

let version: string | undefined;
/** Hashed when the first frames are asked for, because everybody of the cast has a source. */
const codeVersion = (): string => (version ??= sourceVersion(code));

/**
 * A photo as a source of frames. The first use installs the puppet and analyses the photo in Chromium (about a minute).
 */
export function puppetSource(photo: PuppetPhoto, options: PuppetOptions = {}): FrameSource {
  const { attack = 'none', manner = usualManner } = options;
  const { behind = photo === 'intel_male_1' ? 'intel_male_2' : 'intel_male_1' } = options;
  const own = attack === 'none' ? `puppet ${photo}` : `puppet ${photo}, ${attack}`;
  return {
    name: own,
    frames: (name, seed) =>
      cachedFrames(
        `${own}: ${name}`,
        [photo, attack, attack === 'cutout' && behind, name, seed, manner],
        codeVersion(),
        () =>
          render(
            puppetScript(segment(name, seed, manner), mixSeed(name, seed) % 100_000, attack),
            attack === 'cutout' ? [photo, behind] : [photo],
          ),
      ),
  };
}

/**
 * A list of poses in the puppet's script format. Each pose is a keyframe, so the puppet does not smooth or add
 * anything.
 */
export function puppetScript(poses: readonly Pose[], seed: number, attack: PuppetAttack): object {
  const track = (value: (pose: Pose) => number) => ({
    keys: poses.map((pose, frame) => [frame / frameRateHz, value(pose)]),
    ease: 'linear',
  });
  const duration = poses.length / frameRateHz;
  const person = {
    yaw: track((pose) => pose.yawDegrees),
    pitch: track((pose) => pose.pitchDegrees),
    roll: track((pose) => pose.rollDegrees),
    x: track((pose) => pose.x),
    y: track((pose) => pose.y),
    scale: track((pose) => pose.scale),
    blinkL: track((pose) => pose.blinkLeft),
    blinkR: track((pose) => pose.blinkRight),
    jawOpen: track((pose) => pose.jawOpen),
    mouthWidth: track((pose) => pose.mouthWidth),
  };
  // `seed` alone would change the room as well as the noise; `backgroundSeed` keeps the room the same in all segments.
  const script = { duration, fps: frameRateHz, size: [640, 480], seed, backgroundSeed: 1, idle: false };
  const moved = { sheetYaw: person.yaw, sheetPitch: person.pitch, sheetRoll: person.roll };
  const held = { sheetX: person.x, sheetY: person.y, sheetScale: person.scale };
  const print = { kind: 'print', source: 'photo' };
  switch (attack) {
    case 'none':
      return { ...script, tracks: person };
    case 'cutout':
      return {
        ...script,
        attack: { kind: 'cutout', person: 0, behind: 1, holes: ['eyes', 'mouth'] },
        tracks: { ...person, ...moved },
      };
    case 'screen':
      return {
        ...script,
        attack: { kind: 'screen', source: 'inner', gloss: 0.6, inner: { duration, idle: false, tracks: person } },
        tracks: held,
      };
    case 'print-flat':
      return { ...script, attack: print, tracks: held };
    case 'print-moved':
      return { ...script, attack: print, tracks: { ...held, ...moved } };
    case 'print-bent': {
      // Paper cannot blink or open its mouth.
      const sheetBend = track((pose) => 0.1 + 0.7 * Math.max(pose.blinkLeft, pose.jawOpen, Math.abs(pose.mouthWidth)));
      return { ...script, attack: print, tracks: { ...held, ...moved, sheetBend } };
    }
  }
}

async function render(script: object, photos: readonly PuppetPhoto[]): Promise<Uint8Array[]> {
  await install();
  const folder = mkdtempSync(join(tmpdir(), 'puppet-'));
  try {
    const [scriptFile, out] = [join(folder, 'script.json'), join(folder, 'clip.mjpeg')];
    writeFileSync(scriptFile, JSON.stringify(script));
    const [first, second] = photos.map(stillPath);
    const more = second ? ['--photo2', second] : [];
    const args = ['render.mjs', scriptFile, '--photo', first!, ...more, '--out', out];
    await run(process.execPath, args, { cwd: workshop });
    return splitMjpeg(readFileSync(out));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let installing: Promise<void> | undefined;

function install(): Promise<void> {
  return (installing ??= alone(async () => {
    if (!hasPuppet) throw new Error(`the puppet is not at ${media}puppet`);
    if (!existsSync(join(workshop, 'render.mjs'))) {
      cpSync(join(media, 'puppet'), workshop, { recursive: true });
      await run('chmod', ['-R', 'u+w', workshop]);
    }
    if (!existsSync(join(workshop, 'node_modules', 'puppeteer-core'))) {
      cacheMiss.publish('the puppet’s packages, from npm');
      await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: workshop });
    }
  }));
}

/** No installation takes this long: if a lock is older, the process that left it has ended. */
const staleMs = 300_000;

/** Does the work while no other process does it, because several test processes run at once. */
async function alone(work: () => Promise<void>): Promise<void> {
  const lock = `${workshop.replace(/\/$/, '')}.lock`;
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      if (Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > staleMs)
        rmSync(lock, { recursive: true, force: true });
      await sleep(200);
    }
  }
  try {
    await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}
