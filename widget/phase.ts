/** The phases of a run. Each has only the data that it needs. */
import type { Cause } from '#protocol/capture/verdict.ts';
import type { ConsentText } from '#protocol/session/consent.ts';
import type { PhaseName } from '#protocol/session/phase.ts';
import type { z } from 'zod';
import type { FailureCode } from './page/failure.ts';
import type { PhaseDetail } from './contract.ts';
import type { ShownAsk } from './liveness/capture.ts';

export type Phase =
  | { readonly name: 'idle' }
  | { readonly name: 'preparing' }
  | {
      readonly name: 'consent';
      readonly text: z.infer<typeof ConsentText>;
      /** Whether the person had consented before the page was reloaded. */
      readonly isGiven: boolean;
    }
  | { readonly name: 'readying' }
  | { readonly name: 'positioning' }
  /** `ask` is undefined between two windows. */
  | { readonly name: 'acting'; readonly windows: number; readonly done: number; readonly ask: ShownAsk | undefined }
  | { readonly name: 'sending' }
  | {
      readonly name: 'signing';
      readonly recordDigest: string;
      readonly isChanged: boolean;
      readonly isSending: boolean;
    }
  | { readonly name: 'done' }
  | { readonly name: 'retry'; readonly causes: readonly Cause[] }
  | { readonly name: 'failed'; readonly code: FailureCode; readonly retryAtMs: number | undefined };

/** The phases that show the camera's picture. */
export const stagePhases = ['readying', 'positioning', 'acting', 'sending'] as const satisfies readonly PhaseName[];
export type StagePhaseName = (typeof stagePhases)[number];

export const isStagePhase = (name: PhaseName): name is StagePhaseName => stagePhases.some((stage) => stage === name);

/** The phases that may follow each phase. A new session token leads from any phase back to `idle`. */
export const following: Readonly<Record<PhaseName, readonly PhaseName[]>> = {
  idle: ['preparing'],
  preparing: ['consent', 'signing', 'done', 'failed', 'idle'],
  consent: ['readying', 'signing', 'done', 'failed', 'idle'],
  readying: ['positioning', 'signing', 'done', 'failed', 'idle'],
  positioning: ['acting', 'signing', 'done', 'failed', 'idle'],
  acting: ['acting', 'positioning', 'sending', 'failed', 'idle'],
  sending: ['signing', 'done', 'retry', 'failed', 'idle'],
  signing: ['signing', 'done', 'failed', 'idle'],
  // A withdrawal leads to `failed`.
  done: ['failed', 'idle'],
  retry: ['readying', 'failed', 'idle'],
  failed: ['signing', 'done', 'readying', 'preparing', 'failed', 'idle'],
};

/** The next phase. @throws Error if `to` may not follow `from`, which is a bug */
export function advance(from: Phase, to: Phase): Phase {
  if (!following[from.name].includes(to.name)) throw new Error(`phase ${to.name} cannot follow ${from.name}`);
  return to;
}

/** `detail` of `beihe-phase` for a phase. */
export const detailOf = (phase: Phase): PhaseDetail => ({
  phase: phase.name,
  code: phase.name === 'failed' ? phase.code : undefined,
});
