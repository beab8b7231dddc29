/**
 * Simulated people: no two alike, some of them clumsy. Geometry and chance, no pictures. What is drawn here is calibrated
 * against traces of the actors (`npm run assess -- --simulate` prints both side by side).
 */
import type { Ask } from '#protocol/action/action.ts';
import { schedule, type Slot } from '#protocol/policy/schedule.ts';
import { policy } from '#protocol/policy/registry.ts';
import type { TraceRecord } from '#protocol/capture/trace.ts';
import { createRandom, mixSeed } from './random.ts';
import { syntheticFace, type Pose } from './face.ts';
import { perform, type Manner } from './performance.ts';

/** Somebody, and the phone they hold. */
export interface Person {
  /** Where and how the head is held. */
  readonly neutral: Pose;
  /** The face's width and height against the canonical one's. */
  readonly stretch: readonly [width: number, height: number];
  readonly manner: Manner;
  /** Median time from the words on the screen to the action. */
  readonly reactionMs: number;
  /** Blinks a minute that nobody asked for. */
  readonly blinksPerMinute: number;
  /** How often a window is answered with something else. */
  readonly slips: number;
  readonly rateHz: number;
  /** Share of frames that are lost. */
  readonly drops: number;
  /** Of the landmarks, standard deviation as a share of the face's width. */
  readonly noise: number;
}

/** A person of this seed. */
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

/** Normally distributed, mean 0 and deviation 1, nearly. */
const gauss = (random: () => number) => (random() + random() + random() + random() - 2) * Math.sqrt(3);

const movements: readonly Ask[] = [
  { kind: 'blink', count: 3 },
  { kind: 'turn-head', direction: 'left' },
  { kind: 'turn-head', direction: 'right' },
  { kind: 'nod' },
  { kind: 'open-mouth' },
];

/** The windows as this person understands them. */
function understood(slots: readonly Slot[], { slips }: Person, random: () => number): Slot[] {
  return slots.map((slot) => {
    const other = movements[Math.floor(random() * movements.length)]!;
    return random() < slips ? { ...slot, ask: other } : slot;
  });
}

/** After a blink, asked for or not, the next one that nobody asks for takes at least so long. Convention. */
const refractoryMs = 1_500;

/** Times of natural blinks: at random, but not while and shortly after blinks are done on purpose. */
function naturalBlinks(
  { blinksPerMinute, manner: { pace } }: Person,
  purposeful: readonly { readonly ask: Ask; readonly atMs: number }[],
  lengthMs: number,
  random: () => number,
): number[] {
  const busy = purposeful.flatMap(({ ask, atMs }) =>
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
 * What the models would make of this person before these windows.
 *
 * @param done what the person does in each window, if not what is asked
 */
export function recordsOf(person: Person, asks: readonly Ask[], seed: number, done = asks): TraceRecord[] {
  const random = createRandom(mixSeed('records', seed));
  const slots = schedule(asks, policy).map((slot, n) => ({ ...slot, ask: done[n]! }));
  const lengthMs = slots.at(-1)!.endMs + 100;
  const reactions = slots.map(() => person.reactionMs * Math.exp(0.25 * gauss(random)));
  const heard = understood(slots, person, random);
  const asked = perform(heard, (n) => reactions[n]!, person.manner);
  const purposeful = heard.map(({ ask, startMs }, n) => ({ ask, atMs: startMs + reactions[n]! }));
  const blinks = naturalBlinks(person, purposeful, lengthMs, random);
  const unasked = perform(
    blinks.map((startMs) => ({ ask: { kind: 'blink', count: 1 }, startMs, endMs: startMs })),
    () => 0,
  );
  const poseAt = (atMs: number) => joined(person.neutral, asked(atMs), unasked(atMs).blink);
  const records: TraceRecord[] = [];
  for (let atMs = 0; atMs < lengthMs; atMs += (1000 / person.rateHz) * (0.85 + 0.3 * random())) {
    if (atMs > 0 && random() < person.drops) continue;
    records.push(recordAt(Math.round(atMs), poseAt(atMs), person, random));
  }
  return records;
}

/** What somebody does, held as this person holds the head. */
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
