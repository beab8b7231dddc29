/**
 * Filers and attacks through the served page and the real worker, in a real browser. The actors are injected streams,
 * drawn or animated photos, not people; seeds differ from run to run and are printed.
 */
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserFlags, ensureBrowser } from '../../tool/browser.ts';
import { attacks, people, type Player } from '../actor/cast.ts';
import { installActor } from '../actor/live.ts';
import { hasPuppet } from '../actor/puppet.ts';
import { runTrial, type Trial } from '../actor/trial.ts';
import { startServer, type Server } from './server.ts';

let server: Server;
let browser: Browser;
let seed = Date.now() % 100_000;

beforeAll(async () => {
  server = await startServer();
  browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserFlags });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function play(player: Player): Promise<Trial> {
  seed += 1;
  const reel = await player.reel(seed);
  const options = { ...player.options, seed };
  return runTrial(browser, { origin: server.origin, prepare: (context) => installActor(context, reel, options) });
}

describe('people who do what is asked', () => {
  it.each(people.map((player) => [player.name, player] as const))(
    '%s is verified at the first or second try',
    async (_, player) => {
      const first = await play(player);
      const last = first.verdict === 'bona-fide' ? first : await play(player);
      expect({ seed, causes: last.causes, phases: last.phases.at(-1) }).toEqual({ seed, causes: [], phases: 'done' });
      expect(last.verdict).toBe('bona-fide');
      expect(first.verdict).not.toBe('attack');
    },
  );

  it.skipIf(hasPuppet)('animated photos (skipped: ../shared/media is not here)', () => {
    expect(hasPuppet).toBe(true);
  });
});

describe('attacks', () => {
  it.each(attacks.map((player) => [player.species, player] as const))('%s is not accepted', async (_, player) => {
    const { verdict, phases } = await play(player);
    expect(verdict).not.toBe('bona-fide');
    expect(phases.at(-1)).not.toBe('done');
  });
});
