/** What the element shows of its run. Each change of it draws the element anew. */
import type { Locale } from '#protocol/locale.ts';
import type { FilerSession } from '#protocol/session/session.ts';
import type { PhaseDetail } from '../contract.ts';
import { advance, detailOf, type Phase } from '../phase.ts';
import { emptyStage, type StageState } from './stage-state.ts';

/** All that the element shows of its run. */
export interface RunState extends StageState {
  readonly phase: Phase;
  /** What was last announced to the page. While the run is in an iframe, it is the iframe's phase. */
  readonly announced: PhaseDetail;
  readonly isSandbox: boolean;
  /** The language that the session was created with. */
  readonly sessionLocale: Locale | undefined;
  /** Whether the person tried to continue without a required purpose. */
  readonly isConsentMissing: boolean;
  /** Whether the verifier makes the person wait before the next attempt. */
  readonly isPaused: boolean;
  /** `offered`: the person may ask for more time; `given`: they have. Undefined if the policy has none. */
  readonly moreTime: FilerSession['moreTime'];
}

const idle: RunState = {
  ...emptyStage,
  phase: { name: 'idle' },
  announced: { phase: 'idle', code: undefined },
  isSandbox: false,
  sessionLocale: undefined,
  isConsentMissing: false,
  isPaused: false,
  moreTime: undefined,
};

export interface ShownParts {
  readonly draw: () => void;
  /** Called when the phase changes. */
  readonly onPhase: (detail: PhaseDetail) => void;
}

export class Shown {
  readonly #parts: ShownParts;
  #state = idle;

  constructor(parts: ShownParts) {
    this.#parts = parts;
  }

  get state(): RunState {
    return this.#state;
  }

  advance(to: Phase): void {
    this.show({ phase: advance(this.#state.phase, to) });
    this.announce(detailOf(to));
  }

  announce(detail: PhaseDetail): void {
    if (detail.phase === this.#state.announced.phase) return;
    this.show({ announced: detail });
    this.#parts.onPhase(detail);
  }

  show(change: Partial<RunState>): void {
    const names = Object.keys(change) as (keyof RunState)[];
    if (names.every((name) => Object.is(change[name], this.#state[name]))) return;
    this.#state = { ...this.#state, ...change };
    this.#parts.draw();
  }
}
