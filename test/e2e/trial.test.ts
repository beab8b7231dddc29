/**
 * People and attacks before the served page and the real worker, in a real browser. All are injected streams of drawn faces
 * or animated photos, and no real people; seeds differ from run to run, and a failure prints its seed.
 */
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { unhurried } from '#protocol/policy/unhurried.ts';
import { browserFlags, ensureBrowser } from '../../tool/browser.ts';
import { attacks, freshSeed, isHere, people, variations, type Player } from '../../assess/actor/cast.ts';
import { installActor } from '../../assess/actor/live.ts';
import { runTrial, type Trial } from '../../assess/actor/trial.ts';
import { accountOf, unhindered } from './account.ts';
import { patienceMs } from './pace.ts';

const origin = inject('origin');
let browser: Browser;
let seed = freshSeed();

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserFlags });
});
afterAll(async () => {
  await browser?.close();
});

const play = (player: Player, timeoutMs = 2 * patienceMs) => unhindered(() => playOnce(player, timeoutMs));

async function playOnce(player: Player, timeoutMs: number): Promise<Trial> {
  seed += variations;
  const reel = await player.reel(seed);
  const options = { ...player.options, seed };
  return runTrial(browser, {
    origin,
    policy: unhurried.name,
    prepare: (context) => installActor(context, reel, options),
    timeoutMs,
  });
}

/** An animated photo. Drawn people play in network.test.ts, slow-line.test.ts and others. */
const names = ['puppet collins_1'];

describe('people who do what is asked', () => {
  for (const player of people.filter(({ name }) => names.includes(name))) {
    it.skipIf(!isHere(player))(`${player.name} is verified at the first or second try`, async () => {
      const first = await play(player);
      const last = first.verdict === 'bona-fide' ? first : await play(player);
      expect(accountOf(last, seed)).toEqual({ seed, failed: [], phase: 'done', verdict: 'bona-fide' });
      expect(first.verdict).not.toBe('attack');
    });
  }
});

/** Two of them. All species play offline (test/model/assess/actor/offline-attacks.test.ts), and live with `npm run assess`. */
const species = ['frozen', 'recorded-answers'];

describe('attacks', () => {
  for (const player of attacks.filter((attack) => species.includes(attack.species))) {
    it.skipIf(!isHere(player))(`${player.species} is not accepted`, async () => {
      const { verdict, phases, appraisal } = await play(player, patienceMs);
      const asks = JSON.stringify(appraisal?.windows.map(({ ask }) => ask));
      if (asks === JSON.stringify(player.options.recorded?.(seed))) return; // the recording happened to match: at most 1 in 54
      expect(verdict).not.toBe('bona-fide');
      expect(phases.at(-1)).not.toBe('done');
    });
  }
});
