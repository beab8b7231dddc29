/** Plays a challenge without a browser: makes the shots that a widget would keep while a player answers. */
import { schedule, type Slot } from '#protocol/policy/schedule.ts';
import type { Act, Disclosed } from '../synthetic/filer.ts';
import type { Ask } from '#protocol/action/action.ts';
import { movements } from '../synthetic/movements.ts';
import type { Shot } from '../synthetic/picture.ts';
import { neutralName, type LiveOptions, type Reel } from './live.ts';
import { createRandom, mixSeed } from '../synthetic/random.ts';
import { frameRateHz } from './segment.ts';
import { shoot } from './shot.ts';

/** A reel as shots: each frame with the record that the models made from it. */
export type ShotReel = ReadonlyMap<string, readonly Shot[]>;

export async function shootReel(reel: Reel): Promise<ShotReel> {
  const shots = new Map<string, readonly Shot[]>();
  // One after the other, because there is one tracker.
  for (const [name, film] of Object.entries(reel)) if (film) shots.set(name, await shoot(film));
  return shots;
}

/** Lets a filer of assess/synthetic/ answer by playing these segments. */
export const acting =
  (reel: ShotReel, options: LiveOptions): Act =>
  (asks, policy, disclosed = []) => {
    const lengthsMs = disclosed.map(({ windowMs }) => windowMs);
    return play(reel, schedule(asks, policy, lengthsMs), options, disclosed);
  };

/** The segments that answer an ask. */
const segmentsOf = (ask: Ask): readonly string[] => {
  if (ask.kind === 'blink') return Array.from({ length: ask.count }, () => ['blink', 'pause']).flat();
  return [ask.kind === 'turn-head' ? `turn-${ask.direction}` : ask.kind];
};

const nameOf = (ask: Ask) => segmentsOf(ask)[0]!;

/** Time from a window's disclosure to its words on the screen. Convention, for a server nearby. */
const promptMs = 80;

/** How many frames a second a widget tracks, on a slow phone and on a fast one. */
const rates = { leastHz: 14, mostHz: 24 };

/** What a player does at each prompt, and when. */
function promptsOf(slots: readonly Slot[], options: LiveOptions, disclosed: readonly Disclosed[]) {
  const recorded = options.recorded?.(options.seed);
  return slots.map(({ ask, startMs }, n) => {
    // Each prompt has a random generator of its own, so that later prompts do not change earlier answers.
    const own = createRandom(mixSeed(`prompt ${n}`, options.seed));
    const others = movements.filter((movement) => nameOf(movement) !== nameOf(ask));
    const done = options.contrary ? others[Math.floor(own() * others.length)]! : (recorded?.[n] ?? ask);
    return {
      segments: segmentsOf(done),
      atMs: startMs + Math.max(promptMs, disclosed[n]?.answeredMs ?? 0) + 300 + own() * 600 + (options.lagMs ?? 0),
    };
  });
}

/** The segments that `play` plays: a player who answers prompts needs no other ones. */
export const segmentsPlayed = (slots: readonly Slot[], options: LiveOptions): readonly string[] =>
  options.loop ?? [neutralName(0), ...new Set(promptsOf(slots, options, []).flatMap(({ segments }) => segments))];

/**
 * The shots of a player from the first frame of the lead-in to the end of the last window. The player answers each
 * prompt as its options say, 300 to 900 ms after the prompt is shown; `act` in live.ts does the same in a page.
 */
export function play(
  reel: ShotReel,
  slots: readonly Slot[],
  options: LiveOptions,
  disclosed: readonly Disclosed[] = [],
): Shot[] {
  const random = createRandom(options.seed);
  const prompts = promptsOf(slots, options, disclosed);
  const rateHz = rates.leastHz + random() * (rates.mostHz - rates.leastHz);
  const [slowest, fastest] = options.speeds ?? [1, 1];
  const speed = slowest + createRandom(mixSeed('speed', options.seed))() * (fastest - slowest);
  const frameMs = 1000 / frameRateHz / speed;
  const lengthMs = slots.at(-1)!.endMs + 100;
  const queue: string[] = [];
  const shots: Shot[] = [];
  const neutrals = [...reel.keys()].filter((name) => name.startsWith(neutralName(0)));
  let turn = 0;
  let neutral = 0;
  let nextMs = 0;
  let frame = 0;
  let due = 0;
  for (;;) {
    const { loop } = options;
    const name = queue.shift() ?? (loop ? loop[turn++ % loop.length]! : neutrals[neutral++ % neutrals.length]!);
    for (const { record, jpeg } of reel.get(name)!) {
      const atMs = frame * frameMs;
      if (atMs > lengthMs) return shots;
      frame += 1;
      if (atMs >= nextMs) {
        shots.push({ record: { ...record, atMs: Math.round(atMs) }, jpeg });
        nextMs = Math.max(nextMs, atMs - frameMs) + (1000 / rateHz) * (0.8 + 0.4 * random());
      }
      const prompt = loop ? undefined : prompts[due];
      if (prompt && atMs >= prompt.atMs) {
        due += 1;
        queue.push(...prompt.segments);
        if (neutrals.includes(name)) break;
      }
    }
  }
}
