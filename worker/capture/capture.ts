import type { Ask } from '#protocol/action/action.ts';
import type { DecodedTrace } from '#protocol/capture/trace.ts';
import type { FaceReading } from './face-reader.ts';

/** A window as the verifier disclosed it. */
export interface DisclosedWindow {
  readonly ask: Ask;
  /** How long it lasts: the policy's time, and the time by which the verifier itself delayed its disclosure. */
  readonly windowMs: number;
  /** The running hash that the window was disclosed for, base64url. It covers all frames before the window. */
  readonly runningHash: string;
  /** When the request for this window arrived at the verifier: server time, epoch milliseconds. */
  readonly disclosedAtMs: number;
}

/** Evidence whose statement, digests and root have been verified. */
export interface Capture {
  /** The challenge as its compact JWS. */
  readonly challenge: string;
  /** Server time at which it was issued, epoch milliseconds. */
  readonly issuedAtMs: number;
  readonly windows: readonly DisclosedWindow[];
  readonly trace: DecodedTrace;
  /** SHA-256 of each frame's JPEG, 32 bytes each, one per record. */
  readonly frameDigests: readonly Uint8Array[];
  /** Server time at which the trace had ended, or else the evidence arrived, epoch milliseconds. */
  readonly receivedAtMs: number;
}

/** A frame that was drawn. There is one entry for each drawn frame, in any order. */
export interface RevealedFrame {
  readonly index: number;
  /** The picture; undefined if the attester did not reveal it. */
  readonly jpeg: Uint8Array | undefined;
}

/** A revealed frame with the verifier's own reading. */
export interface SeenFrame extends RevealedFrame {
  /** SHA-256 of the picture's bytes; undefined without a picture. */
  readonly digest: Uint8Array | undefined;
  /** Undefined if there is no picture, if it is not the promised one, or if it cannot be decoded. */
  readonly reading: FaceReading | undefined;
}
