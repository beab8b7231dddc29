/** A filer on a train: the real widget and the real worker, and a network that loses every call. */
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserFlags, ensureBrowser } from '../../tool/browser.ts';
import { people } from '../actor/cast.ts';
import { installActor } from '../actor/live.ts';
import { runTrial } from '../actor/trial.ts';
import { startServer, type Server } from './server.ts';

let server: Server;
let browser: Browser;

beforeAll(async () => {
  server = await startServer();
  browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserFlags });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/**
 * Lose each call: before it reaches the server, or its answer on the way back. One window's request is lost three times, for
 * longer than the two clocks may differ.
 *
 * @returns the calls that were lost
 */
async function lose(context: BrowserContext, what: 'request' | 'answer'): Promise<Map<string, number>> {
  const lost = new Map<string, number>();
  await context.route('**/v1/sessions/**', async (route) => {
    const request = route.request();
    const call = `${request.method()} ${new URL(request.url()).pathname.replace(/^\/v1\/sessions\/[^/]+/, '')}`;
    const times = lost.get(call) ?? 0;
    const most = what === 'request' && call.endsWith('/windows/1') ? 3 : 1;
    if (request.method() === 'OPTIONS' || times === most) return route.continue();
    if (what === 'answer') {
      const answer = await route.fetch();
      // A call without the nonce is answered with one, and comes again.
      if (answer.status() === 401) return route.fulfill({ response: answer });
    }
    lost.set(call, times + 1);
    return route.abort();
  });
  return lost;
}

it('asks nobody but its verifier, from the first script to the result', async () => {
  const player = people[0]!;
  const seed = Date.now() % 100_000;
  const hosts = new Set<string>();
  await runTrial(browser, {
    origin: server.origin,
    prepare: async (context) => {
      await installActor(context, await player.reel(seed), { ...player.options, seed });
      context.on('request', (request) => {
        const { protocol, origin } = new URL(request.url());
        if (protocol.startsWith('http')) hosts.add(origin);
      });
    },
  });
  expect([...hosts]).toEqual([server.origin]);
});

/** One attempt over a network that loses every call. */
async function attempt(what: 'request' | 'answer', seed: number) {
  const player = people[0]!;
  let lost = new Map<string, number>();
  const trial = await runTrial(browser, {
    origin: server.origin,
    prepare: async (context) => {
      await installActor(context, await player.reel(seed), { ...player.options, seed });
      lost = await lose(context, what);
    },
  });
  return { ...trial, lost: [...lost.keys()].map((call) => call.replace(/\/challenges\/[^/]+/, '/challenges/c')) };
}

describe('a network that loses every call', () => {
  for (const what of ['request', 'answer'] as const) {
    it(`costs no attempt: the ${what} is lost`, async () => {
      const seed = Date.now() % 100_000;
      const first = await attempt(what, seed);
      // The drawn face may miss an action, as a person may: that is not the network's.
      const last = first.verdict === 'bona-fide' ? first : await attempt(what, seed + 1);
      for (const { phases, causes, lost } of [first, last]) {
        expect({ seed, phase: phases.at(-1) }).not.toEqual({ seed, phase: 'failed' });
        expect(causes).not.toContain('connection-slow');
        expect(lost).toEqual(
          expect.arrayContaining([
            'POST /key',
            'GET /consents',
            'POST /consents',
            'POST /challenges',
            'POST /challenges/c/windows/0',
            'POST /challenges/c/windows/1',
            'POST /challenges/c/windows/2',
            'POST /evidence',
            'POST /attestations',
          ]),
        );
      }
      expect({ seed, causes: last.causes, verdict: last.verdict }).toEqual({ seed, causes: [], verdict: 'bona-fide' });
    });
  }
});
