import { digest } from '../../../../assess/synthetic/filer.ts';
import type { ChallengeState } from '../../../../worker/session/state.ts';
import { evidenceOf } from '../../../contract/stage.ts';

const asks = [{ kind: 'nod' }, { kind: 'open-mouth' }] as const;
const window = { ask: asks[0], windowMs: 3_500, runningHash: digest('first'), disclosedAtMs: 1_000 };
const challenge = { id: 'c', nonce: 'n' };
const spent = { ...challenge, windows: [window, window], evidence: evidenceOf('e'), spentAtMs: 20_000 } as const;

/** A challenge of two windows at each of its stages. */
export const stages = {
  issued: { stage: 'issued', ...challenge, expiresAtMs: 120_000, asks },
  disclosing: { stage: 'disclosing', ...challenge, asks, windows: [window] },
  disclosed: { stage: 'disclosing', ...challenge, asks, windows: [window, window] },
  spent: { stage: 'spent', ...spent },
  claimed: { stage: 'claimed', ...spent, claimedAtMs: 25_000 },
  concluded: { stage: 'concluded', ...spent, claimedAtMs: 25_000 },
  'without evidence': { stage: 'late', id: 'c', missed: 'evidence' },
  'without frames': { stage: 'late', id: 'c', missed: 'frames' },
  'without appraisal': { stage: 'late', id: 'c', missed: 'appraisal' },
} satisfies Record<string, ChallengeState>;

export type Stage = keyof typeof stages;
