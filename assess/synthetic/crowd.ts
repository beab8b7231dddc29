/**
 * Traces of simulated people, computed from geometry and random numbers, without pictures. All people differ, and some
 * make mistakes. The distributions are calibrated against traces of the actors (`npm run assess -- --simulate N --fit`
 * prints both).
 */
import type { Ask } from '#protocol/action/action.ts';
import { schedule, type Slot } from '#protocol/policy/schedule.ts';
import { policy } from '#protocol/policy/registry.ts';
import type { TraceRecord } from '#protocol/capture/trace.ts';
import { createRandom, mixSeed } from './random.ts';
import { syntheticFace, type Pose } from './face.ts';
import { movements } from './movements.ts';
import { perform, type Manner } from './performance.ts';

/** A person and their phone. */
export interface Person {
  /** The neutral pose and position of the head. */
  readonly neutral: Pose;
  /** Width and height of the face, relative to the canonical face. */
  readonly stretch: readonly [width: number, height: number];
  readonly manner: Manner;
  /** Median time from the prompt on the screen to the action. */
  readonly reactionMs: number;
  /** Natural blinks a minute. */
  readonly blinksPerMinute: number;
  /** Probability that a window is answered with another movement. */
  readonly slips: number;
  readonly rateHz: number;
  /** Share of frames that are lost. */
  readonly drops: number;
  /** Standard deviation of the landmarks, as a share of the face's width. */
  readonly noise: number;
}

/** The person whom a seed draws. */
export function personOf(seed: number): Person {
  const random = createRandom(mixSeed('person', seed));
  const between = (least: number, most: number) => least + (most - least) * random();
  const around = (spread: number) => spread * gauss(random);
  return {
    neutral: {
      yawDegrees: around(3),
      pitchDegrees: around(4),
      rollDegrees: around(3),
      blink: between(0, 0.15),
      jawOpen: between(0, 0.03),
      x: around(1.2),
      y: around(1),
      distanceCm: between(34, 62),
    },
    stretch: [between(0.93, 1.07), between(0.93, 1.07)],
    manner: { reach: between(0.8, 1.25), pace: between(0.75, 1.35) },
    reactionMs: between(350, 900),
    blinksPerMinute: between(4, 24),
    slips: random() < 0.1 ? 0.15 : 0.01,
    rateHz: between(12, 28),
    drops: random() < 0.2 ? between(0, 0.1) : 0,
    noise: between(0.0008, 0.003),
  };
}

/** Approximately normal, with mean 0 and standard deviation 1. */
const gauss = (random: () => number) => (random() + random() + random() + random() - 2) * Math.sqrt(3);

/** The windows as this person understands them. Sometimes the person mistakes the movement. */
function understood(slots: readonly Slot[], { slips }: Person, random: () => number): Slot[] {
  return slots.map((slot) => {
    const other = movements[Math.floor(random() * movements.length)]!;
    return random() < slips ? { ...slot, ask: other } : slot;
  });
}

/** Shortest time from any blink to the next natural blink. Convention. */
const refractoryMs = 1_500;

/** Random times of natural blinks. None is during or shortly after deliberate blinks. */
function naturalBlinks(
  { blinksPerMinute, manner: { pace } }: Person,
  deliberate: readonly { readonly ask: Ask; readonly atMs: number }[],
  lengthMs: number,
  random: () => number,
): number[] {
  const busy = deliberate.flatMap(({ ask, atMs }) =>
    ask.kind === 'blink' ? [[atMs - 200, atMs + ask.count * 550 * pace + refractoryMs] as const] : [],
  );
  const times: number[] = [];
  const wait = () => (-Math.log(1 - random()) * 60_000) / blinksPerMinute;
  for (let atMs = wait(); atMs < lengthMs; atMs += refractoryMs + wait()) {
    if (!busy.some(([from, to]) => atMs >= from && atMs <= to)) times.push(atMs);
  }
  return times;
}

/**
 * The trace records of this person for these windows.
 *
 * @param done what the person intends to do in each window; by default what the window asks
 */
export function recordsOf(person: Person, asks: readonly Ask[], seed: number, done = asks): TraceRecord[] {
  const random = createRandom(mixSeed('records', seed));
  const slots = schedule(asks, policy).map((slot, n) => ({ ...slot, ask: done[n]! }));
  const lengthMs = slots.at(-1)!.endMs + 100;
  const reactions = slots.map(() => person.reactionMs * Math.exp(0.25 * gauss(random)));
  const answered = understood(slots, person, random);
  const deliberatePose = perform(answered, (n) => reactions[n]!, person.manner);
  const deliberate = answered.map(({ ask, startMs }, n) => ({ ask, atMs: startMs + reactions[n]! }));
  const blinks = naturalBlinks(person, deliberate, lengthMs, random);
  const naturalPose = perform(
    blinks.map((startMs) => ({ ask: { kind: 'blink', count: 1 }, startMs, endMs: startMs })),
    () => 0,
  );
  const poseAt = (atMs: number) => joined(person.neutral, deliberatePose(atMs), naturalPose(atMs).blink);
  const records: TraceRecord[] = [];
  for (let atMs = 0; atMs < lengthMs; atMs += (1000 / person.rateHz) * (0.85 + 0.3 * random())) {
    if (atMs > 0 && random() < person.drops) continue;
    records.push(recordAt(Math.round(atMs), poseAt(atMs), person, random));
  }
  return records;
}

/** A pose relative to this person's neutral pose, with a natural blink added. */
const joined = (neutral: Pose, done: Pose, blink: number): Pose => ({
  yawDegrees: neutral.yawDegrees + done.yawDegrees,
  pitchDegrees: neutral.pitchDegrees + done.pitchDegrees,
  rollDegrees: neutral.rollDegrees + done.rollDegrees,
  blink: neutral.blink + (1 - neutral.blink) * Math.max(done.blink, blink),
  jawOpen: neutral.jawOpen + done.jawOpen,
  x: neutral.x + done.x,
  y: neutral.y + done.y,
  distanceCm: neutral.distanceCm,
});

function recordAt(atMs: number, pose: Pose, { stretch, noise, neutral }: Person, random: () => number): TraceRecord {
  const widthPx = (600 * 14) / neutral.distanceCm; // a face is about 14 cm wide
  const centre = { x: 320 + (600 * pose.x) / neutral.distanceCm, y: 240 - (600 * pose.y) / neutral.distanceCm };
  const face = syntheticFace(pose).map(({ x, y }) => ({
    x: centre.x + (x - centre.x) * stretch[0] + gauss(random) * noise * widthPx,
    y: centre.y + (y - centre.y) * stretch[1] + gauss(random) * noise * widthPx,
  }));
  return { atMs, faces: 1, skin: [180, 140, 120], background: [90, 95, 100], face };
}
