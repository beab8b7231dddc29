import { expect, it } from 'vitest';
import { schedule } from '#protocol/policy/schedule.ts';
import { policy } from '#protocol/policy/registry.ts';
import { play, segmentsPlayed } from '../../../../assess/actor/play.ts';
import type { Shot } from '../../../../assess/synthetic/picture.ts';

/** Films whose frames say which segment they belong to. */
const film = (name: string, frames: number): Shot[] =>
  Array.from({ length: frames }, (_, n) => ({
    record: { atMs: 0, faces: 1, skin: [0, 0, 0], background: [0, 0, 0], face: undefined },
    jpeg: new TextEncoder().encode(`${name} ${n}`),
  }));
const reel = new Map([
  ['neutral', film('neutral', 60)],
  ['nod', film('nod', 60)],
]);
const slots = schedule([{ kind: 'nod' }], policy);

/** How long the nod lasts. */
function nodMs(options: Parameters<typeof play>[2]): number {
  const times = play(reel, slots, options)
    .filter(({ jpeg }) => new TextDecoder().decode(jpeg).startsWith('nod'))
    .map(({ record }) => record.atMs);
  return times.at(-1)! - times[0]!;
}

it('a player moves at a speed between the given ones, which the seed chooses', () => {
  const usualMs = nodMs({ seed: 1 });
  expect(nodMs({ seed: 1, speeds: [2, 2] }) / usualMs).toBeCloseTo(0.5, 1);
  expect(nodMs({ seed: 1, speeds: [0.8, 0.8] }) / usualMs).toBeCloseTo(1.25, 1);
  const lengths = [1, 2, 3, 4, 5, 6].map((seed) => nodMs({ seed, speeds: [0.8, 1.25] }));
  expect(new Set(lengths).size).toBeGreaterThan(3);
});

it('films of the neutral face are played in turns', () => {
  const names = ['neutral', 'neutral 2', 'neutral 3'];
  const calm = new Map([...reel, ...names.map((name) => [name, film(name, 15)] as const)]);
  const shown = play(calm, slots, { seed: 1 }).map(({ jpeg }) => new TextDecoder().decode(jpeg).replace(/ \d+$/, ''));
  const order = shown.filter((name, n) => name !== shown[n - 1]);
  const nodAt = order.indexOf('nod');
  expect(nodAt).toBeGreaterThan(2);
  expect(order.filter((name) => name !== 'nod')).toEqual(order.slice(1).map((_, n) => names[n % names.length]));
});

it.each([
  [{ seed: 1 }, ['neutral', 'nod']],
  [{ seed: 1, loop: ['held'] }, ['held']],
  [{ seed: 1, recorded: () => [{ kind: 'blink', count: 3 }] as const }, ['neutral', 'blink', 'pause']],
] as const)('a player with %j needs %j for a nod', (options, segments) => {
  expect(segmentsPlayed(slots, options)).toEqual(segments);
});

it('a player who does something else never needs what is asked', () => {
  for (let seed = 1; seed < 20; seed += 1) expect(segmentsPlayed(slots, { seed, contrary: true })).not.toContain('nod');
});
