/** One challenge from its first frame to the verifier's answer. */
import type { KeyPair } from 'dpop';
import type { Ask } from '#protocol/action/action.ts';
import { askOf } from '#protocol/capture/ask.ts';
import type { Challenge, Window } from '#protocol/capture/challenge.ts';
import type { Appraised, EvidenceStatement } from '#protocol/capture/evidence.ts';
import { namesOfFallbacks } from '#protocol/session/failure-terms.ts';
import { version } from '../../package.json';
import { Failure, type FailureCode } from '../page/failure.ts';
import { payloadOf, signJws } from '../verifier/jws.ts';
import type { Boundary, Loaded, Observation } from '../vision/api.ts';
import type { Vision } from '../vision/bridge.ts';
import { toBase64url } from '../vision/encoding.ts';
import { againAfterMs, isLost, type Verifier } from '../verifier/client.ts';
import { TraceParts } from './trace-parts.ts';
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
  /** How fast the line to the verifier is. */
  readonly bitsPerS: number;
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

/** A disclosed window, when it begins on the trace's clock, and how many frames were before it. */
interface DisclosedWindow {
  readonly payload: Window;
  readonly startMs: number;
  readonly frames: number;
}

/** A challenge whose windows are over, and the parts of its trace. */
interface Performed {
  readonly challenge: ReceivedChallenge;
  readonly parts: TraceParts;
}

/**
 * The drawn frames take at most so long at the line's rate: half of what an upload may take (`limits.upload.mostMs`). There are up
 * to 16 of them, more only with several blinks. Convention.
 */
const revealedMs = 30_000;
const revealedMost = 16;
const frameBytesAt = (bitsPerS: number): number => (bitsPerS / 8) * (revealedMs / 1000 / revealedMost);

/**
 * Run one challenge: wait for a well-placed face, show the prompt of each window, send the evidence.
 *
 * @throws Failure, or what ended the watch
 */
export async function capture(parts: CaptureParts): Promise<Appraised> {
  const { watch, onSending } = parts;
  // If the camera is lost, this ends at once and does not wait for the verifier's answer.
  const performed = await Promise.race([perform(parts), watch.end]);
  watch.stop();
  onSending();
  return send(parts, performed);
}

/** Show the prompt of each window. */
async function perform(parts: CaptureParts): Promise<Performed> {
  const { watch, onWindow, verifier, vision } = parts;
  const { challenge, window: first } = await begin(parts);
  const { id, windows, limits } = challenge.payload;
  const traceParts = new TraceParts({ pack: vision.pack, send: (n, bytes) => verifier.part(id, n, bytes) });
  let window = first;
  for (let n = 0; ; n += 1) {
    traceParts.add(window.frames);
    const endMs = window.startMs + window.payload.windowMs;
    const traced = await watch.until(isTraced);
    onWindow(n, windows, { ask: askOf(window.payload), remainingMs: endMs - traced.traceMs! });
    await watch.until(reaches(endMs));
    onWindow(n + 1, windows, undefined);
    if (n + 1 === windows) return { challenge, parts: traceParts };
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
  const { verifier, vision, watch, bitsPerS, hasMoreTime, signal, onChallenge } = parts;
  for (;;) {
    const { challenge: jws } = await verifier.challenge(hasMoreTime ? { moreTime: true } : {}, signal);
    const challenge = { jws, payload: payloadOf<Challenge>(jws) };
    const { limits, windows } = challenge.payload;
    onChallenge(limits.leadInMs);
    await vision.begin(jws, {
      longestMs: limits.leadInMs + windows * (limits.windowMs + limits.gapMs),
      maxRecords: limits.maxRecords,
      frameBytes: frameBytesAt(bitsPerS),
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
  const ask = async ({ runningHash, traceMs, frames }: Boundary): Promise<DisclosedWindow> => {
    const { window } = await verifier.window(payload.id, n, { runningHash });
    return { payload: payloadOf<Window>(window), startMs: traceMs, frames };
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

/** End the trace, send the evidence, and reveal the frames that the verifier asks for. */
async function send(
  { verifier, vision, key, loaded }: CaptureParts,
  { challenge: { jws, payload }, parts: traceParts }: Performed,
): Promise<Appraised> {
  const { traceDigest, root, runningHash, frames } = await vision.finish();
  const { backend, mesh, models } = loaded;
  const statement: EvidenceStatement = {
    v: 1,
    challenge: jws,
    traceDigest,
    root,
    frames,
    attester: { version, backend, fallbacks: namesOfFallbacks(vision.fallbacks), mesh, models },
  };
  // The hash is short and has to arrive soon. After it the rest may take its time.
  const [signed] = await Promise.all([
    signJws({ typ: 'beihe-evidence+jws' }, statement, key.privateKey),
    verifier.endTrace(payload.id, { runningHash }),
  ]);
  const sent = await traceParts.settled();
  const tail = toBase64url(await vision.pack(sent.frames, frames));
  const { open: drawn } = await verifier.evidence(payload.id, { statement: signed, parts: sent.parts, tail });
  const jpegs = await vision.reveal(drawn);
  return verifier.reveal(payload.id, new Map(drawn.map((index, n) => [index, jpegs[n]!])));
}
