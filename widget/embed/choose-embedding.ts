/**
 * Chooses where the run is possible: in this page, or in an iframe of the verifier, whose policy allows all that the
 * run needs.
 */
import { Failure } from '../page/failure.ts';
import { checkSupport } from '../page/support.ts';

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
  const { origin } = new URL(verifier);
  const probe = origin === location.origin ? undefined : probeReach(origin);
  try {
    const { advice, problems, notes } = await checkSupport(new URL('support.js', base));
    if (advice) throw new Failure(advice.code, { cause: problems.map(({ code }) => code).join() });
    // In the verifier's own page an iframe of the verifier would not help. If the thread cannot start, it reports why.
    if (!probe) return 'page';
    const isThreadRefused = notes.some(({ code }) => code === 'thread-refused' || code === 'wasm-refused');
    const reached = await probe.ask(isThreadRefused);
    // If the network is lost, the thread's script fails to load too. That says nothing about the page's policy.
    return reached === 'forbidden' || (isThreadRefused && reached !== 'lost') ? 'iframe' : 'page';
  } finally {
    probe?.end();
  }
}

/**
 * The page's policy refuses at once. If nothing was refused after this time, the verifier counts as reachable.
 * Convention.
 */
const policyMs = 50;

/** Convention: as long as `checkSupport` waits. */
const answerMs = 4_000;

type Reached = 'reached' | 'forbidden' | 'lost' | undefined;

interface Probe {
  /**
   * Wait for the policy's refusal, or longer for the verifier's answer if it is needed; undefined if neither came in
   * time.
   */
  ask(isAnswerNeeded: boolean): Promise<Reached>;
  /** Stop listening. */
  end(): void;
}

/** Find out whether the page's policy allows calls to the verifier. */
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
    // The violation event may come just after the refusal.
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
