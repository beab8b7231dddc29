/** One challenge from its first frame to the verifier's answer. */
import { base64url, CompactSign, decodeJwt } from 'jose';
import type { KeyPair } from 'dpop';
import type { Ask } from '#protocol/action/action.ts';
import { askOf } from '#protocol/capture/ask.ts';
import type { Challenge, Window } from '#protocol/capture/challenge.ts';
import type { Appraised, EvidenceStatement } from '#protocol/capture/evidence.ts';
import { namesOfFallbacks } from '#protocol/session/failure-terms.ts';
import { version } from '../../package.json';
import { Failure, type FailureCode } from '../page/failure.ts';
import type { Boundary, Loaded, Observation } from '../vision/api.ts';
import type { Vision } from '../vision/bridge.ts';
import { againAfterMs, isLost, type Verifier } from '../verifier/client.ts';
import type { Watch } from './watch.ts';

/** What the person is to do now. */
export interface ShownAsk {
  readonly ask: Ask;
  /** How much time the person has from now on. */
  readonly remainingMs: number;
}

export interface CaptureParts {
  readonly verifier: Verifier;
  readonly vision: Vision;
  readonly watch: Watch;
  readonly key: KeyPair;
  readonly loaded: Loaded;
  /** Whether the person needs more time. */
  readonly hasMoreTime: boolean;
  /** Ends the attempt. After that no challenge is requested, because it would replace the next attempt's. */
  readonly signal: AbortSignal;
  /** A challenge has begun. @param leadInMs how long a well-placed face is held still before the first window */
  readonly onChallenge: (leadInMs: number) => void;
  /** A window begins, or ends. @param ask undefined between windows */
  readonly onWindow: (done: number, windows: number, ask: ShownAsk | undefined) => void;
  readonly onSending: () => void;
}

/** A challenge as the verifier sent it, and its payload. */
interface ReceivedChallenge {
  readonly jws: string;
  readonly payload: Challenge;
}

/** A disclosed window, and when it begins on the trace's clock. */
interface DisclosedWindow {
  readonly payload: Window;
  readonly startMs: number;
}

/**
 * Run one challenge: wait for a well-placed face, show the prompt of each window, send the evidence.
 *
 * @throws Failure, or what ended the watch
 */
export async function capture(parts: CaptureParts): Promise<Appraised> {
  const { watch, onSending } = parts;
  // If the camera is lost, this ends at once and does not wait for the verifier's answer.
  const challenge = await Promise.race([perform(parts), watch.end]);
  watch.stop();
  onSending();
  return send(parts, challenge);
}

/** Show the prompt of each window. @returns the challenge that was answered */
async function perform(parts: CaptureParts): Promise<ReceivedChallenge> {
  const { watch, onWindow } = parts;
  const { challenge, window: first } = await begin(parts);
  const { windows, limits } = challenge.payload;
  let window = first;
  for (let n = 0; ; n += 1) {
    const endMs = window.startMs + window.payload.windowMs;
    const traced = await watch.until(isTraced);
    onWindow(n, windows, { ask: askOf(window.payload), remainingMs: endMs - traced.traceMs! });
    await watch.until(reaches(endMs));
    onWindow(n + 1, windows, undefined);
    if (n + 1 === windows) return challenge;
    await watch.until(reaches(endMs + limits.gapMs));
    await watch.until((seen) => seen.position !== 'mouth-open' || reaches(endMs + limits.gapMs + lipsMs)(seen));
    window = await discloseWindow(parts, challenge, n + 1);
  }
}

/**
 * How long parted lips put off the next window, which may ask for an open mouth: that is judged from closed lips. Convention: longer
 * than it takes to close them, and little of the grace period after the windows.
 */
const lipsMs = 700;

const isTraced = ({ traceMs }: Observation) => traceMs !== undefined;

const reaches =
  (ms: number) =>
  ({ traceMs }: Observation) =>
    traceMs !== undefined && traceMs >= ms;

/** Get a challenge and its first window. A challenge that expires while no face is in the picture is replaced. */
async function begin(parts: CaptureParts): Promise<{ challenge: ReceivedChallenge; window: DisclosedWindow }> {
  const { verifier, vision, watch, hasMoreTime, signal, onChallenge } = parts;
  for (;;) {
    const { challenge: jws } = await verifier.challenge(hasMoreTime ? { moreTime: true } : {}, signal);
    const challenge = { jws, payload: payloadOf<Challenge>(jws) };
    const { limits, windows } = challenge.payload;
    onChallenge(limits.leadInMs);
    await vision.begin(jws, {
      longestMs: limits.leadInMs + windows * (limits.windowMs + limits.gapMs),
      maxRecords: limits.maxRecords,
    });
    const isNeutral = reaches(limits.leadInMs);
    await watch.until((seen) => isNeutral(seen) && watch.isQuick);
    watch.hold();
    try {
      return { challenge, window: await discloseWindow(parts, challenge, 0) };
    } catch (error) {
      if (!(error instanceof Failure && error.code === 'challenge-expired')) throw error;
      watch.release();
    }
  }
}

/** Send the verifier the running hash of the frames so far. In return it discloses a window. */
async function discloseWindow(
  { verifier, vision, watch }: CaptureParts,
  { payload }: ReceivedChallenge,
  n: number,
): Promise<DisclosedWindow> {
  const ask = async ({ runningHash, traceMs }: Boundary): Promise<DisclosedWindow> => {
    const { window } = await verifier.window(payload.id, n, { runningHash });
    return { payload: payloadOf<Window>(window), startMs: traceMs };
  };
  const asked: Boundary[] = [];
  for (const waitMs of [...againAfterMs, undefined]) {
    let boundary: Boundary | undefined;
    while (!(boundary = await vision.disclose())) await watch.until(reaches(payload.limits.leadInMs));
    try {
      return await ask(boundary);
    } catch (error) {
      // An earlier request has arrived. The verifier disclosed the window for its hash, and repeats it only for that hash.
      if (codeOf(error) === 'window-out-of-order' && asked.length > 0) return firstOf(asked, ask);
      if (!isLost(error) || waitMs === undefined) throw error;
      await Promise.race([new Promise((resolve) => setTimeout(resolve, waitMs)), watch.end]);
    }
    // The next request has a newer hash. Its window begins at that hash, so the person loses no time.
    asked.push(boundary);
  }
  throw new Failure('network-lost');
}

/** The window that was disclosed for one of these boundaries. @throws Failure if there is none */
async function firstOf(
  boundaries: readonly Boundary[],
  ask: (boundary: Boundary) => Promise<DisclosedWindow>,
): Promise<DisclosedWindow> {
  let refused: unknown;
  for (const boundary of boundaries) {
    try {
      return await ask(boundary);
    } catch (error) {
      if (codeOf(error) !== 'window-out-of-order') throw error;
      refused = error;
    }
  }
  throw refused;
}

const codeOf = (error: unknown): FailureCode | undefined => (error instanceof Failure ? error.code : undefined);

/** Sign the evidence, send it, and reveal the frames that the verifier asks for. */
async function send(
  { verifier, vision, key, loaded }: CaptureParts,
  { jws, payload }: ReceivedChallenge,
): Promise<Appraised> {
  const { trace, frameDigests, root, frames } = await vision.finish();
  const { backend, mesh, models } = loaded;
  const statement: EvidenceStatement = {
    v: 1,
    challenge: jws,
    traceDigest: base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', trace))),
    root: base64url.encode(root),
    frames,
    attester: { version, backend, fallbacks: namesOfFallbacks(vision.fallbacks), mesh, models },
  };
  const signed = await new CompactSign(new TextEncoder().encode(JSON.stringify(statement)))
    .setProtectedHeader({ alg: 'ES256', typ: 'beihe-evidence+jws' })
    .sign(key.privateKey);
  const { open: drawn } = await verifier.evidence(payload.id, {
    statement: signed,
    trace: base64url.encode(trace),
    frameDigests: base64url.encode(frameDigests),
  });
  const jpegs = await vision.reveal(drawn);
  return verifier.reveal(payload.id, new Map(drawn.map((index, n) => [index, jpegs[n]!])));
}

/**
 * The payload of the verifier's JWS. The signature is not verified here: the verifier does that when it gets the JWS
 * back.
 */
const payloadOf = <T>(jws: string): T => decodeJwt(jws) as T;
