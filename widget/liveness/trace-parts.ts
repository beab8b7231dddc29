/** Sends the first frames of a trace while the person acts, so that little is left to send at its end. */

export interface TracePartsOptions {
  /** Packs the frames from one number to another. */
  readonly pack: (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>;
  /** Sends the part of this number. It may be lost. */
  readonly send: (n: number, bytes: Uint8Array<ArrayBuffer>) => Promise<unknown>;
}

/** What the verifier has of a trace. */
export interface SentParts {
  readonly parts: number;
  /** How many frames are in them. */
  readonly frames: number;
}

export class TraceParts {
  readonly #options: TracePartsOptions;
  #sent: SentParts = { parts: 0, frames: 0 };
  #isLost = false;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(options: TracePartsOptions) {
    this.#options = options;
  }

  /**
   * Send the frames up to this number, after the parts before them. The verifier has their running hash. What cannot be sent is
   * left for the evidence, and so is everything after it: the verifier may have that part, and keeps the first one of a number.
   */
  add(to: number): void {
    this.#tail = this.#tail.then(() => this.#add(to)).catch(() => (this.#isLost = true));
  }

  async #add(to: number): Promise<void> {
    if (this.#isLost) return;
    const { parts, frames } = this.#sent;
    await this.#options.send(parts, await this.#options.pack(frames, to));
    this.#sent = { parts: parts + 1, frames: to };
  }

  /** What was sent, when nothing is under way any more. */
  async settled(): Promise<SentParts> {
    await this.#tail;
    return this.#sent;
  }
}
