/** Commands in any order, by any caller, at any time, on a new or a stored session: none may break its rules. */
import { expect, it } from 'vitest';
import { verdicts } from '#protocol/capture/verdict.ts';
import { limits } from '#protocol/limits.ts';
import { actions } from '#protocol/policy/actions.ts';
import { drawAsks, seededDraw } from '#protocol/policy/chance.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { policies } from '#protocol/policy/registry.ts';
import { unhurried } from '#protocol/policy/unhurried.ts';
import { syntheticReport } from '../../../assess/synthetic/failure-report.ts';
import { consentTo } from '../../../worker/consent/consent.ts';
import type { Args, Kind } from '../../../worker/session/commands.ts';
import { isVerified, type SessionState, type SpentEvidence } from '../../../worker/session/state.ts';
import { step } from '../../../worker/session/step.ts';
import { loadState, type UnversionedState as Stored } from '../../../worker/session/stored.ts';
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
const { textVersion, purposes } = consentTo(undefined);
const required = purposes.filter((purpose) => purpose.required).map(({ id }) => id);

/** Milliseconds from one command to the next: mostly a person's pauses, sometimes longer than a deadline. */
const pausesMs = [0, 1, 200, 1_500, 3_600, 4_600, 8_100, 16_000, 61_000, 6 * 60_000, 31 * 60_000, 9 * 3_600_000];

type Given = { [K in Kind]: { readonly kind: K; readonly args: Args<K> } }[Kind];

/** What one session has answered so far. */
interface Seen {
  readonly spent: Set<string>;
  readonly claimed: Set<string>;
  /** The answer to each window, by challenge and number. */
  readonly windows: Map<string, string>;
  /** The frames to reveal, by challenge. */
  readonly drawn: Map<string, string>;
}

/** The time of the first command to a stored session. No deadline of its challenge has passed by then. */
const storedMs = 32_000;

it('no sequence of commands breaks a session', { timeout: fuzzTimeoutMs }, async () => {
  const answered = new Set<string>();
  await fuzz((chance) => {
    const stored = chance.oneIn(3) ? drawStored(chance) : undefined;
    let state = loadState(stored);
    const policy = stored ? actions : chance.of([policies.current, unhurried]);
    const seen = seenIn(stored);
    let nowMs = storedMs;
    for (let n = 0; n < length; n += 1) {
      const command = frozen(drawCommand(state, n, policy, chance));
      nowMs += chance.oneIn(4) ? chance.of(pausesMs) : chance.of(pausesMs.slice(0, 7));
      // Frozen, so that a step that changes its input throws an error that is not a Refusal.
      const before = frozen(state);
      const { state: after, outcome } = step(before, command.kind, command.args as Args<Kind>, nowMs, policies);
      if ('answer' in outcome) {
        answered.add(command.kind);
        expectOnce(command, outcome.answer, seen);
      }
      expectWhole(before, after, nowMs, policy, seen);
      const text = after && JSON.stringify(after);
      state = loadState(text === undefined ? undefined : (JSON.parse(text) as SessionState));
      expect(JSON.stringify(state), 'the state as it is stored and loaded').toBe(text);
    }
  }, 0.25);
  const kinds: readonly Kind[] = [
    ...(['create', 'read', 'withdraw', 'bind-key', 'consent', 'issue-challenge', 'disclose-window'] as const),
    'report',
    ...(['admit-part', 'add-part', 'end-trace'] as const),
    ...(['admit-evidence', 'spend', 'begin-upload', 'end-upload', 'claim-reveal', 'conclude'] as const),
  ];
  expect([...answered].toSorted(), 'kinds of commands that were answered').toEqual(kinds.toSorted());
});

/** A command that may succeed once does not succeed twice; a window that is requested again gets the same answer. */
function expectOnce({ kind, args }: Given, answer: unknown, { spent, claimed, windows }: Seen): void {
  switch (kind) {
    case 'spend':
      expect(spent.has(args.challengeId), 'a challenge spent twice').toBe(false);
      spent.add(args.challengeId);
      break;
    case 'claim-reveal':
      expect(spent.has(args.challengeId), 'frames taken without evidence').toBe(true);
      expect(claimed.has(args.challengeId), 'frames taken twice').toBe(false);
      claimed.add(args.challengeId);
      break;
    case 'conclude':
      expect(claimed.has(args.conclusion.challengeId), 'a conclusion without frames').toBe(true);
      break;
    case 'disclose-window': {
      const window = `${args.challengeId} ${args.n}`;
      const text = JSON.stringify(answer);
      expect(windows.get(window) ?? text, 'a window disclosed in two ways').toBe(text);
      windows.set(window, text);
      break;
    }
    default:
  }
}

function expectWhole(
  before: SessionState | undefined,
  after: SessionState | undefined,
  nowMs: number,
  policy: Policy,
  seen: Seen,
): void {
  if (before) expect(after, 'a session does not vanish').toBeDefined();
  if (before?.kind === 'withdrawn') expect(after).toEqual(before);
  if (after?.kind === 'withdrawn') {
    expect(Object.keys(after).toSorted()).toEqual(['kind', 'sweepAtMs', 'v', ...Object.keys(lifetime)].toSorted());
  }
  if (after?.kind !== 'live') return;
  const { failures, conclusions, challenge } = after;
  const pins = [before?.kind === 'live' ? before.policy : policy, unhurried].map((pin) => ({
    name: pin.name,
    version: pin.version,
  }));
  expect(pins, 'the policy as before, or the slower one').toContainEqual(after.policy);
  const hasChanged = before?.kind === 'live' && before.policy.name !== after.policy.name;
  if (hasChanged) expect(after.challenge?.stage, 'the policy changes with a new challenge').toBe('issued');
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
  if (challenge?.stage === 'disclosing') {
    const { parts = [], windows, end } = challenge;
    expect(parts.length, 'a part before its window').toBeLessThanOrEqual(windows.length);
    const earlier = before?.kind === 'live' && before.challenge?.id === challenge.id ? before.challenge : undefined;
    if (earlier?.stage === 'disclosing') {
      expect(parts.slice(0, earlier.parts?.length ?? 0), 'parts are kept').toEqual(earlier.parts ?? []);
      if (earlier.end) expect(end, 'a trace ends once').toEqual(earlier.end);
    }
    if (end) expect(windows, 'a trace ends after its windows').toHaveLength(policy.challenge.windows);
  }
  if (challenge && 'evidence' in challenge) {
    expect(challenge.windows).toHaveLength(policy.challenge.windows);
    const drawn = JSON.stringify(challenge.evidence.drawn);
    expect(seen.drawn.get(challenge.id) ?? drawn, 'frames drawn again').toBe(drawn);
    seen.drawn.set(challenge.id, drawn);
  }
}

/** A random command, usually the next one in this state. */
function drawCommand(state: SessionState | undefined, n: number, policy: Policy, chance: Chance): Given {
  const live = state?.kind === 'live' ? state : undefined;
  const challenge = live?.challenge;
  const by = { jti: chance.oneIn(20) ? 'j0' : `j${n}`, jkt: chance.oneIn(15) ? 'other key' : 'key' };
  const challengeId = chance.oneIn(12) ? chance.of(['unknown', 'c1', 'c5']) : (challenge?.id ?? 'none');
  const due = challenge?.stage === 'disclosing' ? challenge.windows.length : 0;
  const last = challenge?.stage === 'disclosing' ? challenge.windows.at(-1) : undefined;
  const asked = chance.oneIn(8)
    ? { n: due - 1, runningHash: last?.runningHash ?? 'none' }
    : { n: chance.oneIn(8) ? chance.below(4) : due, runningHash: chance.oneIn(8) ? 'same' : `hash ${n}` };
  const conclusion = { challengeId, verdict: chance.of(verdicts), causes: [], result: `jwt ${n}` };
  const issue: Given = {
    kind: 'issue-challenge',
    args: { by, id: `c${n}`, nonce: 'n', secret: `secret ${n}`, ...(chance.oneIn(10) && { moreTime: true }) },
  };
  const disclose: Given = {
    kind: 'disclose-window',
    args: { by, challengeId, ...asked, delayedMs: chance.below(3_000) },
  };
  const spend: Given = { kind: 'spend', args: { challengeId, evidence: evidenceOf(n) } };
  const upload = challenge?.stage === 'spent' ? challenge.upload : undefined;
  const uploadId = chance.oneIn(8) ? 'other' : (upload?.id ?? `u${n}`);
  const claim: Given = { kind: 'claim-reveal', args: { challengeId, uploadId } };
  const conclude: Given = { kind: 'conclude', args: { conclusion } };
  const parts = challenge?.stage === 'disclosing' ? (challenge.parts?.length ?? 0) : 0;
  const part = chance.oneIn(8) ? chance.below(5) : parts;
  const admitPart: Given = { kind: 'admit-part', args: { by, challengeId, n: part } };
  const addPart: Given = { kind: 'add-part', args: { challengeId, n: part, blob: `part ${n}` } };
  const endHash = chance.oneIn(4) ? `end ${n}` : 'end';
  const endTrace: Given = { kind: 'end-trace', args: { by, challengeId, runningHash: endHash } };
  const admitEvidence: Given = { kind: 'admit-evidence', args: { by, challengeId } };
  const beginUpload: Given = { kind: 'begin-upload', args: { by, uploadId: `u${n}` } };
  const endUpload: Given = { kind: 'end-upload', args: { uploadId, retryAfterMs: chance.below(3_000) } };
  if (live?.consent && !chance.oneIn(4)) {
    switch (challenge?.stage) {
      case 'issued':
        return disclose;
      case 'disclosing':
        return due < policy.challenge.windows
          ? chance.of([disclose, disclose, admitPart, addPart])
          : chance.of([spend, spend, admitEvidence, endTrace, addPart]);
      case 'spent':
        return upload
          ? chance.of([claim, claim, beginUpload, endUpload])
          : chance.of([beginUpload, beginUpload, claim]);
      case 'claimed':
        return conclude;
      default:
        return issue;
    }
  }
  const { name, version } = policy;
  const request = chance.oneIn(4) ? { seed: 'x' } : {};
  return chance.of<Given>([
    { kind: 'create', args: { ...lifetime, request, policy: { name, version } } },
    { kind: 'read', args: { by: chance.of([by, { tenant: 't' }, { tenant: 'other' }]) } },
    ...(chance.oneIn(12) ? [{ kind: 'withdraw', args: { by: chance.of([by, { tenant: 't' }]) } } as const] : []),
    { kind: 'bind-key', args: { by } },
    {
      kind: 'consent',
      args: { by, textVersion: chance.oneIn(6) ? 'old' : textVersion, purposes: chance.oneIn(6) ? [] : required },
    },
    admitPart,
    addPart,
    endTrace,
    admitEvidence,
    beginUpload,
    endUpload,
    { kind: 'report', args: { by, report: syntheticReport() } },
    issue,
    disclose,
    spend,
    claim,
    conclude,
  ]);
}

const evidenceOf = (n: number): SpentEvidence => ({
  blob: `blob ${n}`,
  challengeDigest: 'c',
  statementDigest: 'd',
  root: 'r',
  traceDigest: 't',
  attester: { version: '0.1.0', backend: 'wasm', fallbacks: [], mesh: 'attention', models: 'm' },
  drawn: [n, n + 1],
  portrait: undefined,
});

/** A session at a random stage, as it was stored before states had a version `v`. */
function drawStored(chance: Chance): Stored {
  if (chance.oneIn(10)) return { kind: 'withdrawn', ...lifetime };
  const asks = drawAsks(seededDraw(`${chance.below(100)}`), actions);
  const windows = asks.slice(0, chance.below(asks.length + 1)).map((ask, n) => ({
    ask,
    windowMs: actions.challenge.windowMs[ask.kind],
    runningHash: `stored ${n}`,
    disclosedAtMs: 20_000 + 4_000 * n,
  }));
  const { blob, challengeDigest: _, drawn, portrait, ...digests } = evidenceOf(0);
  const isSpent = windows.length === asks.length && chance.oneIn(2);
  const isClaimed = isSpent && chance.oneIn(2);
  const isOver = windows.length > 0 && chance.oneIn(3);
  const isConcluded = isClaimed && isOver && chance.oneIn(2);
  const conclusion = { challengeId: 'old', verdict: chance.of(verdicts), causes: [], result: 'jwt' };
  const hasFailed = isOver && !(isConcluded && conclusion.verdict === 'bona-fide');
  const challenge = {
    id: 'old',
    jws: 'jws',
    nonce: 'n',
    expiresAtMs: 1e12,
    asks,
    windows,
    ...(isSpent && { spent: { ...digests, evidence: blob, open: drawn, portrait, spentAtMs: 30_000 } }),
    ...(isClaimed && { claimedAtMs: 31_000 }),
    ...(isOver && { ended: isConcluded ? ('concluded' as const) : ('late' as const) }),
  };
  return {
    kind: 'live',
    ...lifetime,
    request: {},
    jkt: 'key',
    consent: { textVersion, purposes: required, acceptedAtMs: 1_000 },
    proofs: [],
    ...(chance.oneIn(5) ? {} : { challenge }),
    replaced: [],
    failures: hasFailed ? [31_500] : [],
    conclusions: isConcluded ? [conclusion] : [],
  };
}

/** What a session had answered before it was stored. */
function seenIn(stored: Stored | undefined): Seen {
  const seen: Seen = { spent: new Set(), claimed: new Set(), windows: new Map(), drawn: new Map() };
  const challenge = stored?.kind === 'live' ? stored.challenge : undefined;
  challenge?.windows.forEach((window, n) => seen.windows.set(`${challenge.id} ${n}`, JSON.stringify(window)));
  if (challenge?.spent) {
    seen.spent.add(challenge.id);
    seen.drawn.set(challenge.id, JSON.stringify(challenge.spent.open));
  }
  if (challenge?.claimedAtMs !== undefined) seen.claimed.add(challenge.id);
  return seen;
}

/** The same value, deeply frozen. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
