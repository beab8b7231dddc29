import type { Ask } from '#protocol/action/action.ts';
import type { DecodedTrace } from '#protocol/capture/trace.ts';
import type { FaceReading } from './face-reader.ts';

/** A window as the verifier disclosed it. */
export interface DisclosedWindow {
  readonly ask: Ask;
  readonly windowMs: number;
  /** The running hash it was given for, base64url: that of the frames seen until then. */
  readonly runningHash: string;
  /** Server time, epoch milliseconds. */
  readonly disclosedAtMs: number;
}

/** Evidence as it stands when its statement, digests and root have been checked. */
export interface Capture {
  /** The challenge as its compact JWS. */
  readonly challenge: string;
  /** Server time at which it was issued, epoch milliseconds. */
  readonly issuedAtMs: number;
  readonly windows: readonly DisclosedWindow[];
  readonly trace: DecodedTrace;
  /** SHA-256 of each frame's JPEG, 32 bytes each, one per record. */
  readonly frameDigests: readonly Uint8Array[];
  /** Server time at which the evidence arrived, epoch milliseconds. */
  readonly receivedAtMs: number;
}

/** A frame that the verifier asked to see: one for each drawn, in any order. */
export interface RevealedFrame {
  readonly index: number;
  /** The picture; undefined when the attester did not open it. */
  readonly jpeg: Uint8Array | undefined;
}

/** An opened frame, looked at. */
export interface SeenFrame extends RevealedFrame {
  /** SHA-256 of the picture's bytes; undefined without any. */
  readonly digest: Uint8Array | undefined;
  /** Undefined without a picture. */
  readonly reading: FaceReading | undefined;
}
