/**
 * Finds out whether calls from this page reach the verifier, before anything depends on it. The page's policy may forbid
 * them; a script of the page that wraps `fetch`, or its service worker, may change them or answer in the verifier's place.
 */

/** A slower answer says nothing. Convention: as long as `checkSupport` waits. */
const answerMs = 4_000;

/** `altered`: the page itself changes the calls, or answers them. Undefined if no answer came in time. */
export type Reached = 'reached' | 'forbidden' | 'altered' | 'lost' | undefined;

export interface Probe {
  readonly reached: Promise<Reached>;
  /** Stop listening. */
  end(): void;
}

/** One call, and whether an answer is what the server sends. */
interface Call {
  readonly url: URL;
  readonly cache: RequestCache;
  readonly isOurs: (response: Response) => Promise<boolean>;
}

/**
 * Call the verifier, and fetch a file as the models will be fetched.
 *
 * @param origin of the verifier
 * @param base where the element's files are served
 */
export function probeReach(origin: string, base: string): Probe {
  const calls: readonly Call[] = [
    { url: new URL('/healthz', origin), cache: 'no-store', isOurs: isHealth },
    { url: new URL('support.js', base), cache: 'default', isOurs: isScript },
  ];
  let isForbidden = false;
  const onViolation = ({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
    if (disposition !== 'enforce' || effectiveDirective !== 'connect-src') return;
    for (const { url } of calls) isForbidden ||= blockedURI.startsWith(url.origin);
  };
  document.addEventListener('securitypolicyviolation', onViolation);
  const ended = new AbortController();
  const ask = async (call: Call): Promise<Reached> => {
    const own = await answerTo(call, window.fetch, ended.signal);
    if (own !== 'lost') return own;
    await wait(0); // the violation event may come just after the refusal
    if (isForbidden) return 'forbidden';
    return (await unwrapped((clean) => answerTo(call, clean, ended.signal))) === 'reached' ? 'altered' : 'lost';
  };
  const asked = Promise.all(calls.map(ask)).then(worst);
  return {
    reached: Promise.race([asked, wait(answerMs)]),
    end() {
      document.removeEventListener('securitypolicyviolation', onViolation);
      ended.abort();
    },
  };
}

async function answerTo({ url, cache, isOurs }: Call, call: typeof fetch, signal: AbortSignal): Promise<Reached> {
  try {
    const response = await call.call(window, url, { cache, signal });
    // An error is a gateway's, or the verifier's own. The run reports it.
    return !response.ok || (await isOurs(response)) ? 'reached' : 'altered';
  } catch {
    return 'lost';
  }
}

async function isHealth(response: Response): Promise<boolean> {
  const answer: unknown = await response.json().catch(() => undefined);
  return typeof answer === 'object' && answer !== null && 'status' in answer && answer.status === 'ok';
}

const isScript = async ({ headers }: Response): Promise<boolean> =>
  /javascript/.test(headers.get('content-type') ?? '');

/** Call with the `fetch` of a frame of its own, which no script has wrapped. */
async function unwrapped(use: (clean: typeof fetch) => Promise<Reached>): Promise<Reached> {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  document.documentElement.append(frame);
  try {
    const { contentWindow: realm } = frame as { contentWindow: typeof globalThis | null };
    return realm ? await use(realm.fetch.bind(realm)) : 'lost';
  } finally {
    frame.remove();
  }
}

function worst(all: readonly Reached[]): Reached {
  for (const one of ['forbidden', 'altered', 'lost'] as const) if (all.includes(one)) return one;
  return 'reached';
}

const wait = (ms: number): Promise<undefined> => new Promise((resolve) => setTimeout(resolve, ms, undefined));
