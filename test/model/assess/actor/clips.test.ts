/**
 * An assessor's clips. A clip that was filmed to the timeline of a seed answers the challenge of that seed, and no
 * other.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawAsks, seededDraw } from '#protocol/policy/chance.ts';
import { schedule } from '#protocol/policy/schedule.ts';
import { policy } from '#protocol/policy/registry.ts';
import { framesOf, readClips, showOffline } from '../../../../assess/command/clips.ts';
import { InputError } from '../../../../tool/command-line.ts';
import { answerScript } from '../../../../assess/actor/answer.ts';
import { freshSeed } from '../../../../assess/actor/cast.ts';
import { drawnSource } from '../../../../assess/actor/drawn/source.ts';
import { planClip, renderClip } from '../../../../assess/actor/script.ts';

const folder = mkdtempSync(join(tmpdir(), 'beihe-'));
afterAll(() => rmSync(folder, { recursive: true }));

const seed = `${freshSeed()}`;
const asksOf = (of: string) => drawAsks(seededDraw(of), policy);
const script = answerScript(schedule(asksOf(seed), policy), 600, { leadInMs: 1_000 });

beforeAll(async () => {
  writeFileSync(join(folder, 'answer.mjpeg'), await renderClip(drawnSource('mei'), script));
  writeFileSync(join(folder, 'torn.mjpeg'), 'not a film');
});

/** A list that shows the same film once for each seed. */
const clipsFor = (...seeds: string[]) => {
  const list = seeds.map((of) => ({ clip: 'answer.mjpeg', label: 'bona-fide', species: 'bona-fide', seed: of }));
  writeFileSync(join(folder, 'clips.json'), JSON.stringify(list));
  return readClips(join(folder, 'clips.json'));
};

it('clips are read frame by frame, as a browser plays them', () => {
  expect(framesOf(clipsFor(seed)[0]!)).toHaveLength(planClip(script).length);
});

it(`clips answer the challenge for which they were filmed, and no other; seed ${seed}`, async () => {
  const other = ['a', 'b', 'c', 'd'].find((of) => JSON.stringify(asksOf(of)) !== JSON.stringify(asksOf(seed)))!;
  const [right, wrong] = clipsFor(seed, other);
  expect(await showOffline(right!)).toMatchObject({ outcome: 'bona-fide', player: 'answer.mjpeg', way: 'offline' });
  const { outcome, failed, pictures } = await showOffline(wrong!);
  expect(outcome).toBe('undetermined');
  expect(failed.map(({ name }) => name)).toContain('actions-done');
  expect(pictures!.length).toBeGreaterThan(0);
});

it('clips that cannot be read are refused with a message', () => {
  const [clip] = clipsFor(seed);
  expect(() => framesOf({ ...clip!, path: join(folder, 'torn.mjpeg') })).toThrow(InputError);
});
