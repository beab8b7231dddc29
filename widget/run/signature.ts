/** The signature of the filing record, which follows the live check in a session of a case. */
import type { ConsentFiling } from '#protocol/session/consent.ts';
import type { FilerSession } from '#protocol/session/session.ts';
import type { FilingSteps } from '../filing/filing.ts';
import type { Pad } from '../filing/pad.ts';
import { Failure } from '../page/failure.ts';
import type { Phase } from '../phase.ts';
import type { Run } from './run.ts';

/** What the run needs of the case to which its session belongs. */
export interface Filing {
  readonly steps: FilingSteps;
  readonly filing: ConsentFiling;
  /** It keeps what was drawn until it is signed, also through failures. */
  readonly pad: Pad;
}

/** The record that is to be signed, as the verifier last named it. */
interface Asked {
  readonly recordDigest: string;
  /** How far the server's time is ahead of the page's monotonic clock. */
  readonly serverAheadMs: number;
}

export class Signature {
  readonly filing: Filing;
  #asked: Asked | undefined;

  /** @param draw called when what was drawn has changed */
  constructor(steps: FilingSteps, filing: ConsentFiling, draw: () => void) {
    this.filing = { steps, filing, pad: steps.newPad(filing.person.name, draw) };
  }

  /** @returns the phase in which the person is asked for it */
  ask({ recordDigest, nowMs }: NonNullable<FilerSession['toSign']>): Phase {
    const isChanged = this.#asked !== undefined && this.#asked.recordDigest !== recordDigest;
    this.#asked = { recordDigest, serverAheadMs: nowMs - performance.now() };
    return { name: 'signing', recordDigest, isChanged, isSending: false };
  }

  /** What the person has drawn or typed; undefined if that is none yet, which the pad then says. */
  drawn(): ReturnType<Pad['finish']> {
    return this.filing.pad.finish();
  }

  /** Sends it. @returns whether it was taken; not if the record has changed @throws Failure */
  async send(run: Run, strokes: NonNullable<ReturnType<Pad['finish']>>): Promise<boolean> {
    const { steps, pad } = this.filing;
    const { recordDigest, serverAheadMs } = this.#asked!;
    const atMs = Math.round(serverAheadMs + performance.now());
    try {
      await run.sign(steps, { recordDigest, name: pad.name, strokes, atMs });
      return true;
    } catch (error) {
      if (error instanceof Failure && error.code === 'record-changed') return false;
      throw error;
    }
  }
}
