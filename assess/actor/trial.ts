import type { Cause, Verdict } from '#protocol/capture/verdict.ts';
import type { ProviderSession } from '#protocol/session/session.ts';
import type { AppraisalRecord } from '#protocol/capture/appraisal-record.ts';
import type { EvidenceBundle } from '#protocol/capture/evidence-bundle.ts';
import { sandboxKeys } from '../../worker/tenant/sandbox-tenants.ts';
import type { Browser, BrowserContext } from 'playwright-core';

/** How one attempt by a person or an attack went. */
export interface Trial {
  readonly session: string;
  /** The latest challenge that was appraised; undefined if none was. */
  readonly challenge: string | undefined;
  /** Undefined if no challenge was appraised. */
  readonly verdict: Verdict | undefined;
  readonly causes: readonly Cause[];
  /** The verifier's appraisal of that challenge; undefined if there is none. */
  readonly appraisal: AppraisalRecord | undefined;
  /** Phases the widget went through, in order. */
  readonly phases: readonly string[];
  /** The code with which the widget failed; undefined if it did not fail. */
  readonly code: string | undefined;
  /** From the first prompt to the result, on the page's clock; undefined if either is missing. */
  readonly promptToResultMs: number | undefined;
}

export interface TrialOptions {
  readonly origin: string;
  /** Fixes what the challenge asks. */
  readonly seed?: string;
  /** Name of the policy for the appraisal; by default the server's current one. */
  readonly policy?: string;
  /** Prepares the page before it loads, for example puts an actor in place of the camera. */
  readonly prepare?: (context: BrowserContext) => Promise<void>;
  /** Called when the widget is done or has failed, with the page still open. */
  readonly inspect?: (context: BrowserContext) => Promise<void>;
  readonly timeoutMs?: number;
}

/** A phase, when it began on the page's clock, and why it failed. */
type SeenPhase = [phase: string, atMs: number, code: string | undefined];

/** The headers of an assessor, because only an assessor can read the evidence of a session. */
export const headers = { authorization: `Bearer ${sandboxKeys.assessor}`, 'content-type': 'application/json' };

async function read<T>(origin: string, id: string, path = ''): Promise<T> {
  const response = await fetch(`${origin}/v1/sessions/${id}${path}`, { headers });
  if (!response.ok) throw new Error(`session ${id}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** A session as the relying party reads it, with the appraisal of its latest challenge. */
export async function readSession(origin: string, id: string) {
  const session = await read<ProviderSession>(origin, id);
  const latest = session.challenges.at(-1);
  const appraisal = latest === undefined ? undefined : await read<AppraisalRecord>(origin, id, `/appraisals/${latest}`);
  return { session, challenge: latest, appraisal };
}

/** The evidence of an appraised challenge. */
export const readBundle = (origin: string, { session, challenge }: Pick<Trial, 'session' | 'challenge'>) =>
  read<EvidenceBundle>(origin, session, `/bundles/${challenge}`);

/** One attempt through the hosted page, from consent to result, as a filer goes through it. */
export async function runTrial(browser: Browser, options: TrialOptions): Promise<Trial> {
  const { origin, seed, policy, timeoutMs = 90_000 } = options;
  const created = await fetch(`${origin}/v1/sessions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ seed, policy }),
  });
  if (!created.ok) throw new Error(`no session: ${created.status} ${await created.text()}`);
  const { id, verifyUrl } = (await created.json()) as { id: string; verifyUrl: string };
  // Actors read the prompts in Chinese, and the hosted page uses the language of the browser.
  const context = await browser.newContext({
    locale: 'zh-CN',
    viewport: { width: 390, height: 844 },
    permissions: ['camera'],
  });
  try {
    await options.prepare?.(context);
    await context.addInitScript(() => {
      const seen: [string, number, string | undefined][] = [];
      Object.assign(window, { beihePhases: seen });
      addEventListener('beihe-phase', (event) => {
        const { phase, code } = (event as CustomEvent<{ phase: string; code?: string }>).detail;
        seen.push([phase, performance.now(), code]);
      });
    });
    const page = await context.newPage();
    await page.goto(verifyUrl);
    await page.locator('[part~="consent"]').waitFor({ timeout: timeoutMs });
    for (const box of await page.locator('[part~="consent"] input[required]').all()) await box.check();
    await page.locator('[part~="consent"] [part~="button"]').click({ timeout: timeoutMs });
    const seen = await page
      .waitForFunction(
        () => {
          const phases = (window as unknown as { beihePhases: SeenPhase[] }).beihePhases;
          return ['done', 'retry', 'failed'].includes(phases.at(-1)?.[0] ?? '') ? phases : undefined;
        },
        undefined,
        { timeout: timeoutMs },
      )
      .then((handle) => handle.jsonValue())
      .catch(() => page.evaluate(() => (window as unknown as { beihePhases: SeenPhase[] }).beihePhases));
    await options.inspect?.(context);
    const { session, challenge, appraisal } = await readSession(origin, id);
    const prompted = seen!.find(([name]) => name === 'acting');
    const ended = seen!.findLast(([name]) => ['done', 'retry', 'failed'].includes(name));
    return {
      session: id,
      challenge,
      verdict: session.verdict,
      causes: session.causes,
      appraisal,
      phases: seen!.map(([name]) => name),
      code: seen!.at(-1)?.[2],
      promptToResultMs: prompted && ended && ended[1] - prompted[1],
    };
  } finally {
    await context.close();
  }
}
