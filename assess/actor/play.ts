/** A player before a camera, without a browser: what a widget would keep of it while a challenge is asked. */
import { schedule, type Slot } from '#protocol/policy/schedule.ts';
import type { Act } from '../synthetic/filer.ts';
import type { Ask } from '#protocol/action/action.ts';
import type { Shot } from '../synthetic/picture.ts';
import type { LiveOptions, Reel } from './live.ts';
import { createRandom, mixSeed } from './random.ts';
import { frameRateHz } from './segment.ts';
import { shoot } from './shot.ts';

/** A reel as the models see it. */
export type ShotReel = ReadonlyMap<string, readonly Shot[]>;

export async function shootReel(reel: Reel): Promise<ShotReel> {
  const shots = new Map<string, readonly Shot[]>();
  // One after the other: there is one tracker.
  for (const [name, film] of Object.entries(reel)) if (film) shots.set(name, await shoot(film));
  return shots;
}

/** Plays these segments as a filer of assess/synthetic. */
export const acting =
  (reel: ShotReel, options: LiveOptions): Act =>
  (asks, policy) =>
    play(reel, schedule(asks, policy), options);

const movements: readonly Ask[] = [
  { kind: 'blink', count: 3 },
  { kind: 'turn-head', direction: 'left' },
  { kind: 'turn-head', direction: 'right' },
  { kind: 'nod' },
  { kind: 'open-mouth' },
];

/** The segments that answer this. */
const segmentsOf = (ask: Ask): readonly string[] => {
  if (ask.kind === 'blink') return Array.from({ length: ask.count }, () => ['blink', 'pause']).flat();
  return [ask.kind === 'turn-head' ? `turn-${ask.direction}` : ask.kind];
};

const nameOf = (ask: Ask) => segmentsOf(ask)[0]!;

/** From the disclosure to the words on the screen. Convention: a near server. */
const promptMs = 80;

/** Frames a second that a widget looks at: from a slow phone's to a fast one's. */
const rates = { leastHz: 14, mostHz: 24 };

/**
 * What is kept of a player from the first frame of the lead-in to the end of the last window. It hears each prompt as it
 * is disclosed and answers as its options say, 300 to 900 ms later; see `act` in live.ts.
 */
export function play(reel: ShotReel, slots: readonly Slot[], options: LiveOptions): Shot[] {
  const random = createRandom(options.seed);
  const recorded = options.recorded?.(options.seed);
  const prompts = slots.map(({ ask, startMs }, n) => {
    // Each prompt has a chance of its own: what comes later changes nothing of what was done.
    const own = createRandom(mixSeed(`prompt ${n}`, options.seed));
    const others = movements.filter((movement) => nameOf(movement) !== nameOf(ask));
    const done = options.contrary ? others[Math.floor(own() * others.length)]! : (recorded?.[n] ?? ask);
    return { segments: segmentsOf(done), atMs: startMs + promptMs + 300 + own() * 600 + (options.lagMs ?? 0) };
  });
  const rateHz = rates.leastHz + random() * (rates.mostHz - rates.leastHz);
  const lengthMs = slots.at(-1)!.endMs + 100;
  const queue: string[] = [];
  const shots: Shot[] = [];
  let turn = 0;
  let nextMs = 0;
  let frame = 0;
  let due = 0;
  for (;;) {
    const { loop } = options;
    const name = queue.shift() ?? (loop ? loop[turn++ % loop.length]! : 'neutral');
    for (const { record, jpeg } of reel.get(name)!) {
      const atMs = (frame * 1000) / frameRateHz;
      if (atMs > lengthMs) return shots;
      frame += 1;
      if (atMs >= nextMs) {
        shots.push({ record: { ...record, atMs: Math.round(atMs) }, jpeg });
        nextMs = Math.max(nextMs, atMs - 1000 / frameRateHz) + (1000 / rateHz) * (0.8 + 0.4 * random());
      }
      const prompt = loop ? undefined : prompts[due];
      if (prompt && atMs >= prompt.atMs) {
        due += 1;
        queue.push(...prompt.segments);
        if (name === 'neutral') break;
      }
    }
  }
}
