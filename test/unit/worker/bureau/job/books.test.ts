/**
 * Random cases, failures, deaths and losses. At the end the bureau's books are compared with what the cases were told: nothing is lost,
 * nothing counts twice, no number changes, and the sequence has no gaps.
 */
import { expect, it } from 'vitest';
import { Life } from '../../../../contract/mortal.ts';
import { fuzz, fuzzTimeoutMs, type Chance } from '../../../fuzz/chance.ts';
import { filingFor, resultFor, type Call, type Fault } from './booked-bureau.ts';
import { account, World } from './world.ts';

const faults: Readonly<Record<Call, readonly Fault[]>> = {
  upload: ['unsent', 'lost-before', 'lost-after', 'lost-after', 901, 20, 18, 7, 5],
  previousUpload: ['unsent', 'lost-before', 902],
  download: ['unsent', 'lost-before', 'lost-after', 902],
  acknowledge: ['lost-before', 'lost-after', 901],
};

/** Numbers that were seen, by case. */
type Seen = Map<string, string>;

async function look(world: World, seen: Seen): Promise<void> {
  for (const id of world.cases.keys()) {
    const numbers = await world.accounts.numbers(account, { case: id }, world.clock.nowMs);
    for (const { kind, id: part, number } of numbers) {
      const name = `${kind} ${number}`;
      const owner = `${id} ${part}`;
      expect(seen.get(name) ?? owner, name).toBe(owner);
      seen.set(name, owner);
    }
  }
}

/** One drain of a process that may die at one of its calls. */
async function drainMortally(world: World, { oneIn, below }: Chance): Promise<void> {
  const life = oneIn(2) ? new Life(1 + below(60), oneIn(2)) : new Life();
  try {
    await world.drain(life);
  } catch (error) {
    if (!life.isDead) throw error;
    await world.host.restart();
  }
}

it(
  'loses no case and counts none twice, whatever fails',
  () =>
    fuzz(async (chance) => {
      const { below, of, oneIn } = chance;
      const world = new World();
      const { bureau, clock } = world;
      const seen: Seen = new Map();
      const answered = new Set<number>();
      bureau.fault = (call) => (oneIn(4) ? of(faults[call]) : undefined);
      for (let step = 0; step < 30; step += 1) {
        const move = below(6);
        if (move === 0) await world.submit(`case-${world.cases.size}`);
        if (move === 1) await drainMortally(world, chance);
        if (move === 2) clock.nowMs += below(120_000);
        if (move === 3) {
          const organisers = bureau.taken.flatMap((file) => file.organisers);
          const open = organisers.filter((organiser) => !answered.has(organiser));
          for (const organiser of open) {
            answered.add(organiser);
            bureau.give(resultFor(organiser));
            if (oneIn(2)) bureau.give(filingFor(organiser, organiser, `京ICP备${organiser}号`));
          }
        }
        if (move === 4) await world.accounts.resume(account, {}, clock.nowMs);
        if (move === 5 && oneIn(4) && bureau.taken.length > 0) bureau.forget(1);
        await look(world, seen);
      }
      bureau.fault = () => undefined;
      clock.nowMs += 600_000;
      // What the bureau has forgotten shows with the next file.
      await world.submit('last');
      await world.accounts.resume(account, {}, clock.nowMs);
      await world.settle();
      for (const file of bureau.taken) {
        for (const organiser of file.organisers) if (!answered.has(organiser)) bureau.give(resultFor(organiser));
      }
      await world.settle();
      await look(world, seen);

      const sequences = bureau.taken.map(({ sequence }) => sequence);
      expect(sequences).toEqual(sequences.map((_, n) => n + 1));
      const inBooks = bureau.taken.flatMap(({ organisers }) => organisers);
      expect(new Set(inBooks).size, 'no record twice').toBe(inBooks.length);
      const overview = await world.overview();
      expect(overview).toMatchObject({ state: 'ready', queued: 0, tellings: 0, unmatched: [], setAside: [] });
      expect(overview.nextSequence).toBe(sequences.length + 1);
      for (const [id, { told }] of world.cases) {
        expect(inBooks, id).toContain(await world.organiserOf(id));
        expect(
          told.filter(({ kind }) => kind === 'result'),
          id,
        ).toHaveLength(1);
        expect(told.filter(({ kind }) => kind === 'upload').length, id).toBeLessThanOrEqual(1);
      }
    }, 0.05),
  fuzzTimeoutMs,
);
