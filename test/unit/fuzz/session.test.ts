/** Commands in any order, from anybody, at any time: what no sequence of them may do to a session. */
import { expect, it } from 'vitest';
import type { Ask } from '#protocol/action/action.ts';
import { verdicts } from '#protocol/capture/verdict.ts';
import { limits } from '#protocol/limits.ts';
import { policy } from '#protocol/policy/registry.ts';
import { syntheticReport } from '../../../assess/synthetic/failure-report.ts';
import { purposes, textVersion } from '../../../worker/consent/consent.ts';
import { step, type Command, type LiveSession, type SessionState } from '../../../worker/session/session.ts';
import { fuzz, fuzzTimeoutMs, type Chance } from './chance.ts';

/** Commands of one session. */
const length = 100;
const lifetime = {
  id: 's',
  tenant: 't',
  createdAtMs: 0,
  expiresAtMs: limits.session.lifetimeMs,
  deleteAtMs: limits.session.lifetimeMs + limits.session.retentionMs,
};
const asks: readonly Ask[] = [{ kind: 'nod' }, { kind: 'blink', count: 3 }, { kind: 'open-mouth' }];
const required = purposes.filter((purpose) => purpose.required).map(({ id }) => id);

/** Milliseconds from one command to the next: mostly as a person goes on, now and then over a deadline. */
const pausesMs = [0, 1, 200, 1_500, 3_600, 3_600, 4_600, 16_000, 61_000, 6 * 60_000, 31 * 60_000, 9 * 3_600_000];

/** What one session has seen so far. */
interface Seen {
  readonly spent: Set<string>;
  readonly claimed: Set<string>;
  /** The answer to each window, by challenge and number. */
  readonly windows: Map<string, string>;
  /** The frames to reveal, by challenge. */
  readonly open: Map<string, string>;
}

it('no sequence of commands breaks a session', { timeout: fuzzTimeoutMs }, async () => {
  const answered = new Set<string>();
  await fuzz((chance) => {
    const seen: Seen = { spent: new Set(), claimed: new Set(), windows: new Map(), open: new Map() };
    let state: SessionState | undefined;
    let nowMs = 0;
    for (let n = 0; n < length; n += 1) {
      const command = drawCommand(state, n, chance);
      nowMs += chance.oneIn(4) ? chance.of(pausesMs) : chance.of(pausesMs.slice(0, 7));
      // Frozen: what changes its input throws, and is no Refusal.
      const before = frozen(state);
      const { state: after, outcome } = step(before, frozen(command), nowMs, policy);
      if ('answer' in outcome) {
        answered.add(command.kind);
        expectOnce(command, outcome.answer, seen);
      }
      expectWhole(before, after, nowMs, seen);
      const text = after && JSON.stringify(after);
      state = text === undefined ? undefined : (JSON.parse(text) as SessionState);
      expect(JSON.stringify(state), 'the state as it is stored').toBe(text);
    }
  }, 0.25);
  const kinds: readonly Command['kind'][] = [
    ...(['create', 'read', 'withdraw', 'bind-key', 'consent', 'issue-challenge', 'disclose-window'] as const),
    ...(['admit-evidence', 'spend', 'admit-reveal', 'claim-reveal', 'conclude', 'report'] as const),
  ];
  expect([...answered].toSorted(), 'kinds of commands that were answered').toEqual(kinds.toSorted());
});

/** What is answered once is not answered again, and what is answered again is the same. */
function expectOnce(command: Command, answer: unknown, { spent, claimed, windows }: Seen): void {
  switch (command.kind) {
    case 'spend':
      expect(spent.has(command.challengeId), 'a challenge spent twice').toBe(false);
      spent.add(command.challengeId);
      break;
    case 'claim-reveal':
      expect(claimed.has(command.challengeId), 'frames taken in twice').toBe(false);
      claimed.add(command.challengeId);
      break;
    case 'disclose-window': {
      const window = `${command.challengeId} ${command.n}`;
      const text = JSON.stringify(answer);
      expect(windows.get(window) ?? text, 'a window disclosed in two ways').toBe(text);
      windows.set(window, text);
      break;
    }
    default:
  }
}

function expectWhole(before: SessionState | undefined, after: SessionState | undefined, nowMs: number, seen: Seen) {
  if (before) expect(after, 'a session does not vanish').toBeDefined();
  if (before?.kind === 'withdrawn') expect(after).toEqual(before);
  if (after?.kind === 'withdrawn')
    expect(Object.keys(after).toSorted()).toEqual(['kind', ...Object.keys(lifetime)].toSorted());
  if (after?.kind !== 'live') return;
  const { failures, conclusions, challenge } = after;
  expect(
    failures.toSorted((a, b) => a - b),
    'failures in their order',
  ).toEqual(failures);
  expect(failures.length).toBeLessThanOrEqual(policy.attempts.total);
  expect(failures.at(-1) ?? 0).toBeLessThanOrEqual(nowMs);
  if (before?.kind === 'live') {
    expect(failures.slice(0, before.failures.length), 'failures are kept').toEqual(before.failures);
    expect(conclusions.slice(0, before.conclusions.length), 'conclusions are kept').toEqual(before.conclusions);
    if (isVerified(before)) expect(challenge?.id, 'nothing is captured after a verdict').toBe(before.challenge?.id);
  }
  const concluded = conclusions.map(({ challengeId }) => challengeId);
  expect(new Set(concluded).size, 'a challenge concluded twice').toBe(concluded.length);
  expect(conclusions.slice(0, -1).every(({ verdict }) => verdict !== 'bona-fide')).toBe(true);
  if (!challenge) return;
  expect(challenge.windows.length).toBeLessThanOrEqual(challenge.asks.length);
  if (challenge.spent) {
    expect(challenge.windows).toHaveLength(challenge.asks.length);
    const open = JSON.stringify(challenge.spent.open);
    expect(seen.open.get(challenge.id) ?? open, 'other frames drawn').toBe(open);
    seen.open.set(challenge.id, open);
  }
}

const isVerified = ({ conclusions }: LiveSession) => conclusions.at(-1)?.verdict === 'bona-fide';

/** A command, more often than not one that goes on from this state. */
function drawCommand(state: SessionState | undefined, n: number, chance: Chance): Command {
  const live = state?.kind === 'live' ? state : undefined;
  const challenge = live?.challenge;
  const by = { jti: chance.oneIn(20) ? 'j0' : `j${n}`, jkt: chance.oneIn(15) ? 'other key' : 'key' };
  const challengeId = chance.oneIn(12) ? chance.of(['unknown', 'c1', 'c5']) : (challenge?.id ?? 'none');
  const due = challenge?.windows.length ?? 0;
  const onward: Command[] = [
    { kind: 'issue-challenge', by, challenge: { id: `c${n}`, jws: `jws ${n}`, nonce: 'n', expiresAtMs: 1e12, asks } },
    {
      kind: 'disclose-window',
      by,
      challengeId,
      n: chance.oneIn(8) ? chance.below(4) : due,
      runningHash: chance.oneIn(8) ? 'same' : `hash ${n}`,
    },
    { kind: 'spend', challengeId, evidence: spentBy(n) },
    { kind: 'claim-reveal', challengeId },
    { kind: 'conclude', challengeId, verdict: chance.of(verdicts), causes: [], result: `jwt ${n}` },
  ];
  const next =
    !challenge || challenge.ended ? 0 : due < asks.length ? 1 : !challenge.spent ? 2 : !challenge.claimedAtMs ? 3 : 4;
  if (live?.consent && !chance.oneIn(4)) return onward[next]!;
  return chance.of<Command>([
    { kind: 'create', ...lifetime, request: chance.oneIn(4) ? { seed: 'x' } : {} },
    { kind: 'read', by: chance.of([by, { tenant: 't' }, { tenant: 'other' }]) },
    ...(chance.oneIn(12) ? [{ kind: 'withdraw', by: chance.of([by, { tenant: 't' }]) } as const] : []),
    { kind: 'bind-key', by },
    {
      kind: 'consent',
      by,
      textVersion: chance.oneIn(6) ? 'old' : textVersion,
      purposes: chance.oneIn(6) ? [] : required,
    },
    { kind: 'admit-evidence', by, challengeId },
    { kind: 'admit-reveal', by },
    { kind: 'report', by, report: syntheticReport() },
    ...onward,
  ]);
}

const spentBy = (n: number): Extract<Command, { kind: 'spend' }>['evidence'] => ({
  evidence: `blob ${n}`,
  statementDigest: 'd',
  root: 'r',
  traceDigest: 't',
  attester: { version: '0.1.0', backend: 'wasm', fallbacks: [], mesh: 'attention', models: 'm' },
  open: [n, n + 1],
  portrait: undefined,
});

/** The same value, which cannot be changed any more. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
