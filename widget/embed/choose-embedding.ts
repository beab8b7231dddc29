/**
 * Chooses where the run is possible: in this page, or in an iframe of the verifier, whose policy allows all that the
 * run needs, and whose scripts and service workers are none but ours.
 */
import { alteredBuiltin } from '../page/builtins.ts';
import { Failure } from '../page/failure.ts';
import { checkSupport } from '../page/support.ts';
import { probeReach } from './probe-reach.ts';

export interface ChooseOptions {
  /** Origin of the verifier. */
  readonly verifier: string;
  /** Where the element's files are served, with a trailing slash. */
  readonly base: string;
}

/**
 * To be called before a key is bound to the session. The key belongs to the origin that made it, so the run cannot move
 * into the iframe afterwards.
 *
 * @throws Failure with an `EnvironmentCode` where neither can work
 */
export async function chooseEmbedding({ verifier, base }: ChooseOptions): Promise<'page' | 'iframe'> {
  // In the verifier's own page an iframe of the verifier would not help. If the thread cannot start, it reports why.
  const isOwn = verifier === location.origin;
  const altered = isOwn ? undefined : await alteredBuiltin();
  const probe = isOwn || altered ? undefined : probeReach(verifier, base);
  try {
    const { advice, problems, notes } = await checkSupport(new URL('support.js', base));
    if (advice) throw new Failure(advice.code, { cause: problems.map(({ code }) => code).join() });
    if (altered) return toIframe(`this page has changed ${altered}`);
    if (!probe) return 'page';
    const reached = await probe.reached;
    if (reached === 'forbidden') return 'iframe';
    if (reached === 'altered') return toIframe('this page’s fetch or service worker changes calls to the verifier');
    const isThreadRefused = notes.some(({ code }) => code === 'thread-refused' || code === 'wasm-refused');
    // If the network is lost, the thread's script fails to load too. That says nothing about the page's policy.
    return isThreadRefused && reached !== 'lost' ? 'iframe' : 'page';
  } finally {
    probe?.end();
  }
}

/** Tell the page's author why, because the page's policy does not say it. */
function toIframe(why: string): 'iframe' {
  console.warn(`beihe-verify: runs in an iframe, because ${why}`);
  return 'iframe';
}
