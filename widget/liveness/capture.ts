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

/** What the person is asked to do now. */
export interface ShownAsk {
  readonly ask: Ask;
  /** How long they have from now on. */
  readonly remainingMs: number;
}

export interface CaptureParts {
  readonly verifier: Verifier;
  readonly vision: Vision;
  readonly watch: Watch;
  readonly key: KeyPair;
  readonly loaded: Loaded;
  /** Ends the run; no challenge is asked for any longer, which would replace that of the next one. */
  readonly signal: AbortSignal;
  /** A challenge is open: a well-placed face is held for so long before its first window. */
  readonly onChallenge: (leadInMs: number) => void;
  /** Between windows `ask` is undefined. */
  readonly onWindow: (done: number, windows: number, ask: ShownAsk | undefined) => void;
  readonly onSending: () => void;
}

/** A challenge as it came, and what it says. */
interface OpenChallenge {
  readonly jws: string;
  readonly payload: Challenge;
}

/** A disclosed window and where it begins on the trace's clock. */
interface OpenWindow {
  readonly payload: Window;
  readonly startMs: number;
}

/**
 * Run one challenge: wait for a well-placed face, ask window by window, send the evidence.
 *
 * @throws Failure, or what ended the watch
 */
export async function capture(parts: CaptureParts): Promise<Appraised> {
  const { watch, onSending } = parts;
  // A camera that is lost is told at once, and not when the verifier has answered.
  const challenge = await Promise.race([perform(parts), watch.end]);
  watch.stop();
  onSending();
  return send(parts, challenge);
}

/** Ask window by window. @returns the challenge that was answered */
async function perform(parts: CaptureParts): Promise<OpenChallenge> {
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
    window = await openWindow(parts, challenge, n + 1);
  }
}

const isTraced = ({ traceMs }: Observation) => traceMs !== undefined;

const reaches =
  (ms: number) =>
  ({ traceMs }: Observation) =>
    traceMs !== undefined && traceMs >= ms;

/** Get a challenge and its first window; one that expired while nobody stood before the camera is replaced. */
async function begin(parts: CaptureParts): Promise<{ challenge: OpenChallenge; window: OpenWindow }> {
  const { verifier, vision, watch, signal, onChallenge } = parts;
  for (;;) {
    const { challenge: jws } = await verifier.challenge(signal);
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
      return { challenge, window: await openWindow(parts, challenge, 0) };
    } catch (error) {
      if (!(error instanceof Failure && error.code === 'challenge-expired')) throw error;
      watch.release();
    }
  }
}

/** Ask the verifier for a window, in exchange for the chain so far. */
async function openWindow(
  { verifier, vision, watch }: CaptureParts,
  { payload }: OpenChallenge,
  n: number,
): Promise<OpenWindow> {
  const ask = async ({ runningHash, traceMs }: Boundary): Promise<OpenWindow> => {
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
      // One that was lost had arrived: its window is open, and is told again for its own hash.
      if (codeOf(error) === 'window-out-of-order' && asked.length > 0) return firstOf(asked, ask);
      if (!isLost(error) || waitMs === undefined) throw error;
      await Promise.race([new Promise((resolve) => setTimeout(resolve, waitMs)), watch.end]);
    }
    // What is asked for anew begins anew: the person loses none of its time.
    asked.push(boundary);
  }
  throw new Failure('network-lost');
}

/** The window of the first of these boundaries that has one. @throws Failure if none has */
async function firstOf(
  boundaries: readonly Boundary[],
  ask: (boundary: Boundary) => Promise<OpenWindow>,
): Promise<OpenWindow> {
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

/** Sign the evidence, send it, and open the frames that the verifier drew. */
async function send(
  { verifier, vision, key, loaded }: CaptureParts,
  { jws, payload }: OpenChallenge,
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
  const { open } = await verifier.evidence(payload.id, {
    statement: signed,
    trace: base64url.encode(trace),
    frameDigests: base64url.encode(frameDigests),
  });
  const jpegs = await vision.open(open);
  return verifier.open(payload.id, new Map(open.map((index, n) => [index, jpegs[n]!])));
}

/** The payload of a JWS from the verifier. Its signature is the verifier's to check when it comes back. */
const payloadOf = <T>(jws: string): T => decodeJwt(jws) as T;
