/** Where the check can run: in this page, or in an iframe of the verifier's, whose own policy allows all it needs. */
import { Failure } from '../page/failure.ts';
import { checkSupport } from '../page/support.ts';

export interface PlaceOptions {
  /** Origin of the verifier. */
  readonly verifier: string;
  /** Where the element's files are served, with a trailing slash. */
  readonly base: string;
}

/**
 * Find out before a key is bound to the session: the key belongs to the origin that made it, so that the check cannot
 * move into the iframe afterwards.
 *
 * @throws Failure with an `EnvironmentCode` where neither can work
 */
export async function choosePlace({ verifier, base }: PlaceOptions): Promise<'here' | 'frame'> {
  const { origin } = new URL(verifier);
  const probe = origin === location.origin ? undefined : probeReach(origin);
  try {
    const { advice, problems, notes } = await checkSupport(new URL('support.js', base));
    if (advice) throw new Failure(advice.code, { cause: problems.map(({ code }) => code).join() });
    // The verifier's own page has nothing to move to: the thread will say what is amiss.
    if (!probe) return 'here';
    const isThreadRefused = notes.some(({ code }) => code === 'thread-refused' || code === 'wasm-refused');
    const reached = await probe.ask(isThreadRefused);
    // Where the network is lost, so is the thread's script: that is not the page's policy.
    return reached === 'forbidden' || (isThreadRefused && reached !== 'lost') ? 'frame' : 'here';
  } finally {
    probe?.end();
  }
}

/** A verifier that has not answered for so long may still be there: the page's policy answers at once. Convention. */
const policyMs = 50;

/** As long as anything here waits. @see support.ts */
const answerMs = 4_000;

type Reached = 'reached' | 'forbidden' | 'lost' | undefined;

interface Probe {
  /** Waits a moment for what the policy says, or, if asked to, for the verifier's answer; undefined: not known yet. */
  ask(isAnswerNeeded: boolean): Promise<Reached>;
  /** Listen no longer. */
  end(): void;
}

/** Whether the page's policy lets the verifier be called at all. */
function probeReach(origin: string): Probe {
  let isForbidden = false;
  const onViolation = ({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
    if (disposition !== 'enforce' || effectiveDirective !== 'connect-src') return;
    isForbidden ||= blockedURI.startsWith(origin);
  };
  document.addEventListener('securitypolicyviolation', onViolation);
  const ended = new AbortController();
  const answered = fetch(new URL('/healthz', origin), { method: 'HEAD', cache: 'no-store', signal: ended.signal }).then(
    (): Reached => 'reached',
    // The event may come a moment after the refusal.
    () => wait(0).then((): Reached => (isForbidden ? 'forbidden' : 'lost')),
  );
  return {
    ask: (isAnswerNeeded) => Promise.race([answered, wait(isAnswerNeeded ? answerMs : policyMs)]),
    end() {
      document.removeEventListener('securitypolicyviolation', onViolation);
      ended.abort();
    },
  };
}

const wait = (ms: number): Promise<undefined> => new Promise((resolve) => setTimeout(resolve, ms, undefined));
