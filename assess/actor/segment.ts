/** The movements of an actor, as poses over time. */
import { awayPose, neutralPose, type Pose } from './pose.ts';
import { createRandom, mixSeed } from '../synthetic/random.ts';

/** Frames a second of all segments and clips. */
export const frameRateHz = 30;

/**
 * All movements of an actor. Each begins and ends with the neutral pose, except `absent`, which shows the empty room.
 */
export const segmentNames = [
  'absent',
  'neutral',
  'pause',
  'blink',
  'turn-left',
  'turn-right',
  'nod',
  'open-mouth',
  'smile',
  'tilt',
] as const;

export type SegmentName = (typeof segmentNames)[number];

/**
 * One number of the pose over time, as [milliseconds, value] keys. The curve between keys is smooth and is level at
 * each key.
 */
type Keys = readonly (readonly [atMs: number, value: number])[];
type Tracks = Partial<Record<keyof Pose, Keys>>;

/** How far a person moves. */
export interface Manner {
  readonly turnDegrees: number;
  readonly nodDegrees: number;
  /** 1 opens the mouth as far as it goes. */
  readonly jawOpen: number;
}

/** As a person who knows that little is enough. */
export const usualManner: Manner = { turnDegrees: 27.5, nodDegrees: 16.5, jawOpen: 0.85 };

/**
 * The poses of one segment, 30 a second. Pure: the same arguments give the same poses.
 * The first and the last pose are exactly neutral, so that any two segments can follow each other.
 *
 * @param seed varies amplitude and timing by about 10 %, like people's movements
 */
export function segment(name: SegmentName, seed: number, manner = usualManner): Pose[] {
  if (name === 'absent') return Array.from({ length: 30 }, () => awayPose);
  const random = createRandom(mixSeed(name, seed));
  /** A random number that differs from `value` by at most `share` of it. */
  const about = (value: number, share = 0.08): number => value * (1 + share * (2 * random() - 1));
  const { durationMs, tracks } = plans[name](about, random, manner);
  const frames = Math.round((durationMs * frameRateHz) / 1000);
  return Array.from({ length: frames + 1 }, (_, frame) => {
    if (frame === 0 || frame === frames) return neutralPose;
    return poseAt(tracks, (frame * 1000) / frameRateHz, durationMs);
  });
}

function poseAt(tracks: Tracks, atMs: number, durationMs: number): Pose {
  const pose: Record<keyof Pose, number> = { ...neutralPose };
  for (const [name, keys] of Object.entries(tracks)) {
    pose[name as keyof Pose] += valueAt(keys, Math.min(atMs, durationMs));
  }
  return pose;
}

function valueAt(keys: Keys, atMs: number): number {
  let [beforeMs, before] = keys[0] ?? [0, 0];
  for (const [nextMs, next] of keys) {
    if (atMs < nextMs) {
      const share = Math.max(0, (atMs - beforeMs) / (nextMs - beforeMs));
      return before + (next - before) * share * share * (3 - 2 * share);
    }
    [beforeMs, before] = [nextMs, next];
  }
  return before;
}

type About = (value: number, share?: number) => number;
type Plan = (
  about: About,
  random: () => number,
  manner: Manner,
) => { readonly durationMs: number; readonly tracks: Tracks };

/** Up, hold, down: the shape of most head movements. */
function bump(value: number, startMs: number, upMs: number, holdMs: number, downMs: number): Keys {
  const top = startMs + upMs;
  return [
    [startMs, 0],
    [top, value],
    [top + holdMs, value],
    [top + holdMs + downMs, 0],
  ];
}

/** How much longer a movement lasts that goes farther than usual: people turn faster when they turn far. Convention. */
const lasting = (degrees: number, usualDegrees: number): number => Math.sqrt(degrees / usualDegrees);

/** A small random drift that starts and ends level at 0. */
function wander(random: () => number, amplitude: number, durationMs: number): Keys {
  const keys: [number, number][] = [[0, 0]];
  const steps = Math.max(2, Math.round(durationMs / 480));
  for (let step = 1; step < steps; step++) {
    keys.push([(durationMs * (step + 0.3 * (random() - 0.5))) / steps, amplitude * (2 * random() - 1)]);
  }
  keys.push([durationMs, 0]);
  return keys;
}

/** The sway of a person's head that is held as still as possible: in degrees, and in shares of the frame. */
function sway(random: () => number, durationMs: number, strength: number): Tracks {
  return {
    yawDegrees: wander(random, 1.2 * strength, durationMs),
    pitchDegrees: wander(random, 0.9 * strength, durationMs),
    rollDegrees: wander(random, 0.7 * strength, durationMs),
    x: wander(random, 0.005 * strength, durationMs),
    y: wander(random, 0.004 * strength, durationMs),
    scale: wander(random, 0.006 * strength, durationMs),
  };
}

const turn =
  (sign: 1 | -1): Plan =>
  (about, _random, { turnDegrees }) => {
    const longer = lasting(turnDegrees, usualManner.turnDegrees);
    const up = about(420) * longer;
    const hold = about(480);
    const down = about(440) * longer;
    const yaw = sign * about(turnDegrees);
    const durationMs = up + hold + down + 60;
    return {
      durationMs,
      tracks: {
        yawDegrees: bump(yaw, 30, up, hold, down),
        pitchDegrees: bump(about(-1.5, 0.9), 30, up, hold, down),
        rollDegrees: bump(sign * about(1.5, 0.9), 30, up, hold, down),
        x: bump(sign * about(0.008), 30, up, hold, down),
      },
    };
  };

const plans: Record<Exclude<SegmentName, 'absent'>, Plan> = {
  neutral: (_about, random) => {
    const durationMs = 2000;
    // The lids sink a little and rise again. This is part of a neutral face and not a blink.
    const droop = bump(0.04 + 0.05 * random(), 500 + 700 * random(), 180, 60, 220);
    return { durationMs, tracks: { ...sway(random, durationMs, 1), blinkLeft: droop, blinkRight: droop } };
  },
  pause: (_about, random) => ({ durationMs: 233, tracks: sway(random, 233, 0.15) }),
  blink: (about, random) => {
    const close = about(105);
    const shut = about(70, 0.2);
    const open = about(145);
    const durationMs = close + shut + open;
    const lag = 6 * random();
    return {
      durationMs,
      tracks: {
        blinkLeft: bump(1, 0, close, shut, open),
        blinkRight: bump(1, lag, close, shut, open - lag),
        pitchDegrees: bump(about(-0.5, 0.9), 0, close, shut, open),
      },
    };
  },
  'turn-left': turn(1),
  'turn-right': turn(-1),
  nod: (about, _random, { nodDegrees }) => {
    const longer = lasting(nodDegrees, usualManner.nodDegrees);
    const down = about(-nodDegrees);
    const reboundMs = about(1080, 0.05) * longer;
    return {
      durationMs: reboundMs + 140,
      tracks: {
        pitchDegrees: [
          [20, 0],
          [about(420) * longer, down],
          [about(520, 0.04) * longer, down],
          [reboundMs - 130, about(1.6, 0.5)],
          [reboundMs + 120, 0],
        ],
        y: bump(about(0.012), 40, 400 * longer, 80 * longer, 460 * longer),
      },
    };
  },
  'open-mouth': (about, _random, { jawOpen }) => {
    const up = about(320);
    const hold = about(480);
    const down = about(340);
    return {
      durationMs: up + hold + down + 60,
      tracks: {
        jawOpen: bump(Math.min(1, about(jawOpen)), 30, up, hold, down),
        pitchDegrees: bump(about(1, 0.8), 30, up, hold, down),
      },
    };
  },
  smile: (about) => ({
    durationMs: 1400,
    tracks: { mouthWidth: bump(Math.min(1, about(0.85)), 30, about(360), about(520), about(400)) },
  }),
  tilt: (about, random) => {
    const side = random() < 0.5 ? -1 : 1;
    return {
      durationMs: 1400,
      tracks: {
        rollDegrees: bump(side * about(14), 30, about(420), about(420), about(420)),
        x: bump(side * 0.012, 30, 420, 420, 420),
      },
    };
  },
};
