/** Random commands at random times, seeded: what has to hold of a session whatever it is asked. */
import { describe, expect, it } from 'vitest';
import { policies } from '#protocol/policy/registry.ts';
import { createRandom } from '../../../../assess/actor/random.ts';
import { digest } from '../../../../assess/synthetic/filer.ts';
import { syntheticReport } from '../../../../assess/synthetic/failure-report.ts';
import { purposes, textVersion } from '../../../../worker/consent/consent.ts';
import type { Args, Kind } from '../../../../worker/session/commands.ts';
import type { LiveSession, SessionState } from '../../../../worker/session/state.ts';
import { step, type Step } from '../../../../worker/session/step.ts';
import { loadState, type StoredState } from '../../../../worker/session/stored.ts';
import { evidenceOf } from '../../../contract/stage.ts';
import { liveSession } from './live-session.ts';

/** A move of the walk: its number, the id of a challenge, and the number of a window. */
interface Move {
  readonly n: number;
  readonly id: string;
  readonly window: number;
}

const by = ({ n }: Move, jkt = 'k') => ({ jti: `${n}`, jkt });

const argsAt: { [K in Exclude<Kind, 'create' | 'withdraw'>]: (move: Move) => Args<K> } = {
  read: () => ({ by: { tenant: 't' } }),
  'bind-key': (move) => ({ by: by(move) }),
  consent: (move) => ({ by: by(move), textVersion, purposes: purposes.map(({ id }) => id) }),
  'issue-challenge': (move) => ({ by: by(move), id: `c${move.n}`, nonce: 'n', secret: `${move.n}` }),
  'disclose-window': (move) => ({
    by: by(move),
    challengeId: move.id,
    n: move.window,
    runningHash: digest(`${move.n}`),
  }),
  'admit-evidence': (move) => ({ by: by(move), challengeId: move.id }),
  spend: ({ n, id }) => ({ challengeId: id, evidence: evidenceOf(`${n}`) }),
  'admit-reveal': (move) => ({ by: by(move) }),
  'claim-reveal': ({ id }) => ({ challengeId: id }),
  conclude: ({ n, id }) => ({
    conclusion: { challengeId: id, verdict: n % 5 === 0 ? 'attack' : 'undetermined', causes: [], result: 'jwt' },
  }),
  report: (move) => ({ by: by(move, move.n % 2 === 0 ? 'k' : 'other'), report: syntheticReport() }),
};

const kinds = Object.keys(argsAt) as (keyof typeof argsAt)[];

const apply = <K extends keyof typeof argsAt>(state: SessionState, kind: K, move: Move, nowMs: number) =>
  step(state, kind, argsAt[kind](move), nowMs, policies);

/** The command that a filer would send next. */
function usual({ jkt, consent, challenge }: LiveSession): keyof typeof argsAt {
  if (jkt === undefined) return 'bind-key';
  if (!consent) return 'consent';
  switch (challenge?.stage) {
    case 'issued':
      return 'disclose-window';
    case 'disclosing':
      return challenge.windows.length < challenge.asks.length ? 'disclose-window' : 'spend';
    case 'spent':
      return 'claim-reveal';
    case 'claimed':
      return 'conclude';
    default:
      return 'issue-challenge';
  }
}

/** As a host stores it and reads it again. */
const stored = (state: SessionState) => loadState(JSON.parse(JSON.stringify(state)) as StoredState);

describe('a session', () => {
  it.each(Array.from({ length: 8 }, (_, seed) => [seed]))('holds its rules on random walk %d', (seed) => {
    const random = createRandom(seed + 1);
    const spentBy = new Map<string, string>();
    const concluded = new Set<string>();
    let state = liveSession();
    let nowMs = 0;
    for (let n = 0; n < 300; n += 1) {
      nowMs += random() < 0.97 ? 4_500 : Math.floor(random() * 600_000);
      const before: LiveSession = state;
      const { challenge: newest, replaced } = before;
      const id = (random() < 0.95 && newest?.id) || (replaced.at(-1) ?? 'none');
      const window = newest?.stage === 'disclosing' ? newest.windows.length : 0;
      const kind = random() < 0.9 ? usual(before) : kinds[Math.floor(random() * kinds.length)]!;
      const { state: after, outcome }: Step<unknown> = apply(before, kind, { n, id, window }, nowMs);
      if (after?.kind !== 'live') throw new TypeError('not live');
      const isDone = 'answer' in outcome;

      if (kind === 'spend' && isDone) {
        expect(spentBy.has(id)).toBe(false);
        spentBy.set(id, `${n}`);
      }
      if (kind === 'conclude' && isDone) {
        expect(spentBy.has(id) && !concluded.has(id)).toBe(true);
        concluded.add(id);
      }
      const { challenge } = after;
      if (challenge && 'evidence' in challenge) expect(challenge.evidence.blob).toBe(spentBy.get(challenge.id));
      expect(after.failures).toEqual(after.failures.toSorted((a, b) => a - b));
      expect(after.failures.length).toBeGreaterThanOrEqual(before.failures.length);
      expect(after.failures.length).toBeLessThanOrEqual(policies.current.attempts.total);
      expect(after.conclusions).toHaveLength(concluded.size);
      expect(stored(after)).toEqual(after);
      state = after;
    }
    expect(concluded.size).toBeGreaterThan(0);
  });
});
