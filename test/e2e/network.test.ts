/** A bad network between the real widget and the real worker: it loses every call twice, or is down for a while. */
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { unhurried } from '#protocol/policy/unhurried.ts';
import { browserFlags, ensureBrowser } from '../../tool/browser.ts';
import { people } from '../../assess/actor/cast.ts';
import { installActor } from '../../assess/actor/live.ts';
import { runTrial } from '../../assess/actor/trial.ts';
import { accountOf, unhindered } from './account.ts';
import { patienceMs } from './pace.ts';

const origin = inject('origin');
let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserFlags });
});
afterAll(async () => {
  await browser?.close();
});

/** Lose each call twice: first the request before it reaches the server, then the answer on its way back. @returns the lost calls */
async function loseTwice(context: BrowserContext): Promise<Set<string>> {
  const lost = new Set<string>();
  await context.route('**/v1/sessions/**', async (route) => {
    const request = route.request();
    const call = `${request.method()} ${new URL(request.url()).pathname.replace(/^\/v1\/sessions\/[^/]+/, '')}`;
    if (request.method() === 'OPTIONS' || lost.has(`${call} answer`)) return route.continue();
    if (lost.has(`${call} request`)) {
      const answer = await route.fetch();
      // A call without a nonce is answered with one, and the call is sent again.
      if (answer.status() === 401) return route.fulfill({ response: answer });
      lost.add(`${call} answer`);
    }
    lost.add(`${call} request`);
    return route.abort();
  });
  return lost;
}

/** One attempt over a network that loses calls. @param lose makes it lose them @returns with the lost calls */
async function attempt(lose: (context: BrowserContext) => Promise<Set<string>>, seed: number) {
  const player = people[0]!;
  let lost = new Set<string>();
  const asked = new Set<string>();
  const trial = await runTrial(browser, {
    origin,
    policy: unhurried.name,
    timeoutMs: 2 * patienceMs,
    prepare: async (context) => {
      await installActor(context, await player.reel(seed), { ...player.options, seed });
      lost = await lose(context);
      context.on('request', (request) => {
        const url = new URL(request.url());
        if (url.protocol.startsWith('http')) asked.add(url.origin);
      });
    },
  });
  return {
    ...trial,
    asked: [...asked],
    lost: [...lost].map((call) => call.replace(/\/challenges\/[^/ ]+/, '/challenges/c')),
  };
}

/** A second attempt if the first was not verified: the drawn face may miss an action, like a person. */
async function twoAttempts(lose: (context: BrowserContext) => Promise<Set<string>>, seed: number) {
  const first = await unhindered(() => attempt(lose, seed));
  const last = first.verdict === 'bona-fide' ? first : await unhindered(() => attempt(lose, seed + 1));
  return [first, last] as const;
}

/** How long the network is down before the second window. The widget repeats its request for 2.5 s (`againAfterMs`). */
const awayMs = 2_000;

/** Lose every request for the second window until `awayMs` after the first of them. @returns the lost calls */
async function beAway(context: BrowserContext): Promise<Set<string>> {
  const lost = new Set<string>();
  let sinceMs: number | undefined;
  await context.route('**/windows/1', async (route) => {
    sinceMs ??= Date.now();
    if (Date.now() - sinceMs > awayMs) return route.continue();
    lost.add(`${Date.now()}`);
    return route.abort();
  });
  return lost;
}

it('a network that is down for two seconds before a window costs no attempt, and the widget asks only its verifier', async () => {
  const seed = Date.now() % 100_000;
  const [first, last] = await twoAttempts(beAway, seed);
  for (const { causes, lost, asked } of [first, last]) {
    expect(asked).toEqual([origin]);
    expect(lost.length).toBeGreaterThan(1);
    expect(causes).not.toContain('connection-slow');
  }
  expect(accountOf(last, seed)).toEqual({ seed, failed: [], phase: 'done', verdict: 'bona-fide' });
});

it('a network that loses every call twice, first the request and then the answer, costs no attempt', async () => {
  const seed = Date.now() % 100_000;
  const [first, last] = await twoAttempts(loseTwice, seed);
  const calls = [
    'POST /key',
    'GET /consents',
    'POST /consents',
    'POST /challenges',
    'POST /challenges/c/windows/0',
    'POST /challenges/c/windows/1',
    'POST /challenges/c/windows/2',
    'POST /challenges/c/parts/0',
    'POST /challenges/c/parts/1',
    'POST /challenges/c/parts/2',
    'POST /challenges/c/end',
    'POST /evidence',
    'POST /attestations',
  ];
  for (const { phases, causes, lost } of [first, last]) {
    expect({ seed, phase: phases.at(-1) }).not.toEqual({ seed, phase: 'failed' });
    expect(causes).not.toContain('connection-slow');
    expect(lost).toEqual(expect.arrayContaining(calls.flatMap((call) => [`${call} request`, `${call} answer`])));
  }
  expect(accountOf(last, seed)).toEqual({ seed, failed: [], phase: 'done', verdict: 'bona-fide' });
});
