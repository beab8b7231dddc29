/** The real widget and the real worker over a line that is slow upwards, as at the edge of a mobile network. */
import { chromium } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import { unhurried } from '#protocol/policy/unhurried.ts';
import { browserFlags, ensureBrowser } from '../../tool/browser.ts';
import { people } from '../../assess/actor/cast.ts';
import { installActor } from '../../assess/actor/live.ts';
import { readSession, runTrial } from '../../assess/actor/trial.ts';
import { accountOf, unhindered } from './account.ts';
import { patienceMs } from './pace.ts';
import { openSlowLine } from './slow-line.ts';

const origin = inject('origin');

/** One attempt over a line of this rate. @returns with the calls to the verifier and the bytes of their bodies */
async function attempt(bitsPerS: number, seed: number) {
  const player = people[0]!;
  const line = await openSlowLine(bitsPerS);
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: [...browserFlags, ...line.flags] });
  const calls: { path: string; bytes: number }[] = [];
  try {
    const trial = await runTrial(browser, {
      origin,
      policy: unhurried.name,
      timeoutMs: 2 * patienceMs,
      prepare: async (context) => {
        await installActor(context, await player.reel(seed), { ...player.options, seed });
        context.on('request', (request) => {
          const [, path] = /\/v1\/sessions\/[^/]+(\/.*)$/.exec(request.url()) ?? [];
          const bytes = request.postDataBuffer()?.length ?? 0;
          if (path && request.method() === 'POST')
            calls.push({ path: path.replace(/challenges\/[^/]+/, 'challenges/c'), bytes });
        });
      },
    });
    return { ...trial, calls };
  } finally {
    await browser.close();
    line.close();
  }
}

it('at 64 kbit/s upwards a person is verified', { timeout: 6 * patienceMs }, async () => {
  const seed = Date.now() % 100_000;
  const first = await unhindered(() => attempt(64_000, seed));
  // A second attempt if the first was not verified: the drawn face may miss an action, like a person.
  const last = first.verdict === 'bona-fide' ? first : await unhindered(() => attempt(64_000, seed + 1));
  for (const { causes, code, calls } of [first, last]) {
    expect(causes).not.toContain('connection-slow');
    expect([undefined, 'device-too-slow']).toContain(code);
    const sent = (path: string) => calls.filter((call) => call.path === path);
    for (const n of [0, 1, 2]) expect(sent(`/challenges/c/parts/${n}`)).toHaveLength(1);
    expect(sent('/challenges/c/end')).toHaveLength(1);
    // The last window, packed, and the statement.
    expect(sent('/evidence')[0]!.bytes).toBeLessThan(50_000);
  }
  expect(accountOf(last, seed)).toEqual({ seed, failed: [], phase: 'done', verdict: 'bona-fide' });
});

it(
  'a line that is too slow is named before a challenge, and costs no attempt',
  { timeout: 2 * patienceMs },
  async () => {
    const { session, phases, code, calls } = await attempt(16_000, Date.now() % 100_000);
    expect([phases.at(-1), code]).toEqual(['failed', 'network-slow']);
    expect(calls.map(({ path }) => path)).not.toContain('/challenges');
    expect((await readSession(origin, session)).session.attempts.failed).toBe(0);
  },
);
